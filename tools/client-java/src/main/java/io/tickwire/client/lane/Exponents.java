package io.tickwire.client.lane;

/**
 * Mantissas and powers of ten.
 * Thread: any
 */
public final class Exponents
{
    private static final int MAX_EXPONENT = 18;
    private static final long[] POWERS = new long[MAX_EXPONENT + 1];
    private static final double[] FACTORS = new double[2 * MAX_EXPONENT + 1];

    static
    {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++)
        {
            POWERS[i] = 10 * POWERS[i - 1];
        }
        for (int i = 0; i < FACTORS.length; i++)
        {
            FACTORS[i] = Double.parseDouble("1e" + (i - MAX_EXPONENT));
        }
    }

    private Exponents()
    {
    }

    /**
     * The same value as a mantissa with another exponent.
     *
     * @return {@link LaneBook#NONE} where there is no such mantissa, or the exponents are none.
     */
    public static long rescale(final long mantissa, final int from, final int to)
    {
        return from == to || mantissa == LaneBook.NONE ? mantissa : rescaleSlow(mantissa, from, to);
    }

    /**
     * The value, for figures: rounded as doubles are.
     */
    public static double toDouble(final long mantissa, final int exponent)
    {
        return mantissa == LaneBook.NONE ? Double.NaN : exponent < 0 ?
            mantissa / FACTORS[MAX_EXPONENT - exponent] : mantissa * FACTORS[MAX_EXPONENT + exponent];
    }

    private static long rescaleSlow(final long mantissa, final int from, final int to)
    {
        if (mantissa == 0)
        {
            return 0;
        }
        final int shift = from - to;
        if (shift < -MAX_EXPONENT || shift > MAX_EXPONENT)
        {
            return LaneBook.NONE;
        }
        if (shift < 0)
        {
            final long power = POWERS[-shift];
            return mantissa % power == 0 ? mantissa / power : LaneBook.NONE;
        }
        final long power = POWERS[shift];
        final long scaled = mantissa * power;

        return Math.multiplyHigh(mantissa, power) == scaled >> Long.SIZE - 1 ? scaled : LaneBook.NONE;
    }
}
