package io.tickwire.engine.book;

/**
 * What is left of buying at one price and selling at another after the fees, relative to what was paid: exact, in
 * integers of 128 bits.
 * Thread: any
 */
final class NetSpread
{
    /** More than this is told as this: prices so far apart are not prices of the same thing. */
    static final long MAX = 1L << 31;

    private static final long WHOLE = VenueFees.WHOLE;
    private static final int DIVISOR_BITS = 31;

    private NetSpread()
    {
    }

    /**
     * {@code (bid x (1 - bidFee) - ask x (1 + askFee)) / (ask x (1 + askFee))} in hundredths of a basis point, rounded
     * down. Both prices must be positive.
     */
    static long of(final long bid, final int bidFee, final long ask, final int askFee)
    {
        final long factor = (WHOLE - bidFee) * WHOLE;
        final long dividendHigh = Math.multiplyHigh(bid, factor);
        final long dividendLow = bid * factor;
        final long divisorHigh = Math.multiplyHigh(ask, WHOLE + askFee);
        final long divisorLow = ask * (WHOLE + askFee);

        return Math.min(MAX, quotient(dividendHigh, dividendLow, divisorHigh, divisorLow) - WHOLE);
    }

    private static long quotient(
        final long dividendHigh, final long dividendLow, final long divisorHigh, final long divisorLow)
    {
        if (bits(dividendHigh, dividendLow) - bits(divisorHigh, divisorLow) > DIVISOR_BITS)
        {
            return Long.MAX_VALUE;
        }

        // The leading bits of both give the quotient but for 1 or 2: its remainder puts it right.
        final int shift = Math.max(0, bits(divisorHigh, divisorLow) - DIVISOR_BITS);
        long quotient = shifted(dividendHigh, dividendLow, shift) / shifted(divisorHigh, divisorLow, shift);
        final long productLow = quotient * divisorLow;
        long high = dividendHigh - quotient * divisorHigh - multiplyHighUnsigned(quotient, divisorLow) -
            (Long.compareUnsigned(dividendLow, productLow) < 0 ? 1 : 0);
        long low = dividendLow - productLow;
        while (high < 0)
        {
            quotient--;
            low += divisorLow;
            high += divisorHigh + (Long.compareUnsigned(low, divisorLow) < 0 ? 1 : 0);
        }
        while (high > divisorHigh || high == divisorHigh && Long.compareUnsigned(low, divisorLow) >= 0)
        {
            quotient++;
            high -= divisorHigh + (Long.compareUnsigned(low, divisorLow) < 0 ? 1 : 0);
            low -= divisorLow;
        }

        return quotient;
    }

    private static int bits(final long high, final long low)
    {
        return high != 0 ?
            2 * Long.SIZE - Long.numberOfLeadingZeros(high) : Long.SIZE - Long.numberOfLeadingZeros(low);
    }

    /**
     * Shifted right; the result must have less than 64 bits.
     */
    private static long shifted(final long high, final long low, final int shift)
    {
        return shift == 0 ? low :
            shift >= Long.SIZE ? high >>> (shift - Long.SIZE) : high << (Long.SIZE - shift) | low >>> shift;
    }

    private static long multiplyHighUnsigned(final long left, final long right)
    {
        // The left one is not negative.
        return Math.multiplyHigh(left, right) + (right < 0 ? left : 0);
    }
}
