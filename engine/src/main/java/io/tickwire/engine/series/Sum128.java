package io.tickwire.engine.series;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * A signed sum of 128 bits, and the division of one by another.
 * Thread: pipeline-<k>
 */
final class Sum128
{
    /** More than the relative error of two conversions and a division of doubles. */
    private static final double NOT_ABOVE = 1 - 0x1p-50;

    private long high;
    private long low;

    void reset()
    {
        high = 0;
        low = 0;
    }

    long high()
    {
        return high;
    }

    long low()
    {
        return low;
    }

    /**
     * Add, unless the sum would need more than 128 bits.
     *
     * @return whether it was added.
     */
    boolean tryAdd(final long addedHigh, final long addedLow)
    {
        final long newLow = low + addedLow;
        final long newHigh = high + addedHigh + (Long.compareUnsigned(newLow, addedLow) < 0 ? 1 : 0);
        if (((high ^ newHigh) & (addedHigh ^ newHigh)) < 0)
        {
            return false;
        }

        low = newLow;
        high = newHigh;

        return true;
    }

    void subtract(final long otherHigh, final long otherLow)
    {
        final long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        low -= otherLow;
        high -= otherHigh + borrow;
    }

    /**
     * The quotient, rounded half up by its magnitude; NULL where it needs more than 63 bits.
     *
     * @param divisorHigh of a divisor above 0 and below 2 to the power of 126.
     */
    long quotient(final long divisorHigh, final long divisorLow)
    {
        final boolean isNegative = high < 0;
        long restLow = isNegative ? -low : low;
        long restHigh = isNegative ? ~high + (low == 0 ? 1 : 0) : high;
        if (compare(restHigh >>> 63, restHigh << 1 | restLow >>> 63, divisorHigh, divisorLow) >= 0)
        {
            return NULL;
        }

        final double divisor = toDouble(divisorHigh, divisorLow);
        long quotient = 0;
        // An estimate that is never too large leaves less than the 2^49th part, so that there are but a few turns.
        while (compare(restHigh, restLow, divisorHigh, divisorLow) >= 0)
        {
            final long step = Math.max(1, (long)(toDouble(restHigh, restLow) / divisor * NOT_ABOVE));
            final long productLow = step * divisorLow;
            final long productHigh =
                step * divisorHigh + Math.multiplyHigh(step, divisorLow) + (divisorLow < 0 ? step : 0);
            restHigh -= productHigh + (Long.compareUnsigned(restLow, productLow) < 0 ? 1 : 0);
            restLow -= productLow;
            quotient += step;
        }
        if (compare(restHigh << 1 | restLow >>> 63, restLow << 1, divisorHigh, divisorLow) >= 0)
        {
            quotient++;
        }

        return isNegative ? -quotient : quotient;
    }

    private static int compare(final long leftHigh, final long leftLow, final long rightHigh, final long rightLow)
    {
        final int byHigh = Long.compareUnsigned(leftHigh, rightHigh);

        return byHigh == 0 ? Long.compareUnsigned(leftLow, rightLow) : byHigh;
    }

    private static double toDouble(final long high, final long low)
    {
        return high * 0x1p64 + ((low >>> 1) * 2.0 + (low & 1));
    }
}
