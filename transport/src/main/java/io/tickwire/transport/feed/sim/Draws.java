package io.tickwire.transport.feed.sim;

/**
 * Random numbers, the same for the same seed on every JVM (SplitMix64).
 * Thread: feed-<venue>
 */
final class Draws
{
    /** A {@link #noise} of a standard deviation is about this. */
    static final int NOISE = 1 << 10;

    private static final int NOISE_DIVISOR = 37;
    private static final long SHORT_MASK = 0xffff;
    private static final int MEAN_OF_FOUR = 2 * 0xffff;
    private static final int MAX_DOUBLINGS = 8;

    private long state;

    Draws(final long seed)
    {
        state = seed;
    }

    long next()
    {
        state += 0x9e3779b97f4a7c15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;

        return mixed ^ mixed >>> 31;
    }

    /**
     * From 0 to below the bound, each as likely.
     */
    int below(final int bound)
    {
        return (int)((next() >>> Integer.SIZE) * bound >>> Integer.SIZE);
    }

    /**
     * From 0 to below the bound, the small ones likelier: twice as likely as the middle ones.
     */
    int belowFavouringSmall(final int bound)
    {
        final long bits = next();
        final long first = (bits >>> Integer.SIZE) * bound >>> Integer.SIZE;
        final long second = (bits & 0xffff_ffffL) * bound >>> Integer.SIZE;

        return (int)Math.min(first, second);
    }

    boolean flip()
    {
        return next() < 0;
    }

    /**
     * Nearly normal, around 0.
     */
    int noise()
    {
        final long bits = next();
        final long sum = (bits & SHORT_MASK) + (bits >>> 16 & SHORT_MASK) + (bits >>> 32 & SHORT_MASK) + (bits >>> 48);

        return (int)(sum - MEAN_OF_FOUR) / NOISE_DIVISOR;
    }

    /**
     * At least the smallest; twice as large is half as likely, up to some 500 times.
     */
    int heavy(final int smallest)
    {
        final long bits = next();
        final int doublings = Math.min(MAX_DOUBLINGS, Long.numberOfTrailingZeros(bits));
        final long most = (long)smallest << doublings;

        return (int)Math.min(Integer.MAX_VALUE, most + ((bits >>> Integer.SIZE) * most >>> Integer.SIZE));
    }
}
