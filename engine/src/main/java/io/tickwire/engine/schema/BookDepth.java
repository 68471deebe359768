package io.tickwire.engine.schema;

/**
 * The depths in which a book is told; each is a variant of the book's streams.
 * Thread: any
 */
public final class BookDepth
{
    /** All levels that there are. */
    public static final int FULL = Integer.MAX_VALUE;

    private static final int[] DEPTHS = {1, 5, 10, 20, 50, 100, 500, FULL};

    private BookDepth()
    {
    }

    /**
     * The depth of a variant: so many levels of each side.
     */
    public static int ofVariant(final int variant)
    {
        return DEPTHS[variant];
    }

    /**
     * The variant that a wish for a depth is granted: the next that is not less.
     *
     * @throws IllegalArgumentException where the wish is not above 0.
     */
    public static int variantFor(final long wishedDepth)
    {
        if (wishedDepth <= 0)
        {
            throw new IllegalArgumentException("a depth is above 0: depth=" + wishedDepth);
        }

        int variant = 0;
        while (DEPTHS[variant] < wishedDepth && DEPTHS[variant] != FULL)
        {
            variant++;
        }

        return variant;
    }

    /**
     * How many variants there are.
     */
    public static int count()
    {
        return DEPTHS.length;
    }
}
