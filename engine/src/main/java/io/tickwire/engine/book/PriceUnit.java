package io.tickwire.engine.book;

/**
 * The largest step that all prices of a side are whole multiples of. It is learnt from the prices themselves, and can
 * only shrink. A price's count of units is its tick. Since the division is always exact, it is a multiplication by the
 * inverse of the unit's odd part (modulo 2^64) and a shift by the rest of it; what is not a multiple comes out beyond
 * the largest tick that there can be, or loses bits in the shift.
 * Thread: pipeline-<k>
 */
final class PriceUnit
{
    /** Each step doubles the bits of an inverse that are right; the first three are for free. */
    private static final int NEWTON_STEPS = 5;

    /** Before the first price all that is known is that 0 is a multiple. */
    private long unit = Long.MAX_VALUE;
    private long learnt;
    private long inverse = 1;
    private int shift;
    private long maxTick;

    /**
     * The tick of a key where {@link #divides}, otherwise of no meaning.
     */
    long tick(final long key)
    {
        return key * inverse >> shift;
    }

    /**
     * Whether a key is a multiple of the unit.
     */
    boolean divides(final long key)
    {
        final long product = key * inverse;
        final long tick = product >> shift;

        return tick << shift == product && tick <= maxTick && tick >= -maxTick;
    }

    long key(final long tick)
    {
        return tick * unit;
    }

    /**
     * The first tick whose key is not below this one.
     */
    long tickFrom(final long key)
    {
        return -Math.floorDiv(-key, unit);
    }

    /**
     * Makes the unit one that this key, too, is a multiple of.
     */
    void learn(final long key)
    {
        learnt = greatestCommonDivisor(learnt, Math.abs(key));
        unit = learnt;
        shift = Long.numberOfTrailingZeros(unit);
        maxTick = Long.MAX_VALUE / unit;
        final long odd = unit >> shift;
        inverse = odd;
        for (int i = 0; i < NEWTON_STEPS; i++)
        {
            inverse *= 2 - odd * inverse;
        }
    }

    private static long greatestCommonDivisor(final long left, final long right)
    {
        long divisor = right;
        long rest = left;
        while (rest != 0)
        {
            final long next = divisor % rest;
            divisor = rest;
            rest = next;
        }

        return divisor;
    }
}
