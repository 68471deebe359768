package io.tickwire.engine.schema;

/**
 * The depths in which a book is told, and whether checksums come with it; each is a variant of the book's streams. A
 * checksum is of the best ten levels, so that only depths that show them have it.
 * Thread: any
 */
public final class BookDepth
{
    /** All levels that there are. */
    public static final int FULL = Integer.MAX_VALUE;

    private static final int[] DEPTHS = {1, 5, 10, 20, 50, 100, 500, FULL, 10, 20, 50, 100, 500, FULL};
    private static final int FIRST_WITH_CHECKSUM = 8;

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
     * The variant that a wish for a depth is granted: the next that is not less, and that has checksums if they are
     * wished for.
     *
     * @throws IllegalArgumentException where the wish is not above 0.
     */
    public static int variantFor(final long wishedDepth, final boolean hasChecksum)
    {
        if (wishedDepth <= 0)
        {
            throw new IllegalArgumentException("a depth is above 0: depth=" + wishedDepth);
        }

        int variant = hasChecksum ? FIRST_WITH_CHECKSUM : 0;
        while (DEPTHS[variant] < wishedDepth && DEPTHS[variant] != FULL)
        {
            variant++;
        }

        return variant;
    }

    /**
     * Whether messages of a variant carry checksums.
     */
    public static boolean hasChecksum(final int variant)
    {
        return variant >= FIRST_WITH_CHECKSUM;
    }

    /**
     * How many variants there are.
     */
    public static int count()
    {
        return DEPTHS.length;
    }
}
