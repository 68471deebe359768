package io.tickwire.client.wire;

/**
 * Mantissas, floats, and the way between them. A float of the wire is the decimal that it is nearest to: up to 2^53
 * units nothing is lost.
 * Thread: any
 */
public final class Decimals
{
    /** No number. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int MAX_POWER = 18;
    private static final long[] POWERS = new long[MAX_POWER + 1];
    private static final double[] FLOATS = new double[MAX_POWER + 5];

    static
    {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_POWER; i++)
        {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        for (int i = 0; i < FLOATS.length; i++)
        {
            FLOATS[i] = Double.parseDouble("1e" + i);
        }
    }

    private Decimals()
    {
    }

    /**
     * The float nearest to mantissa x 10^exponent; of more than 2^53 units, within two of its last places.
     */
    public static double toDouble(final long mantissa, final int exponent)
    {
        if (mantissa == NONE)
        {
            return Double.NaN;
        }

        return exponent == 0 ? mantissa :
            exponent < 0 && -exponent < FLOATS.length ? mantissa / FLOATS[-exponent] :
            exponent > 0 && exponent < FLOATS.length ? mantissa * FLOATS[exponent] :
            mantissa * Math.pow(10, exponent);
    }

    /**
     * The same number in units of another exponent; {@link #NONE} where it is none there.
     */
    public static long rescale(final long mantissa, final int from, final int to)
    {
        if (from == to || mantissa == NONE || mantissa == 0)
        {
            return mantissa;
        }
        final int shift = from - to;
        if (shift > MAX_POWER || shift < -MAX_POWER)
        {
            return NONE;
        }
        if (shift < 0)
        {
            final long power = POWERS[-shift];
            return mantissa % power == 0 ? mantissa / power : NONE;
        }
        final long power = POWERS[shift];
        final long product = mantissa * power;

        return Math.multiplyHigh(mantissa, power) == product >> 63 ? product : NONE;
    }

    /**
     * The units of an exponent that a float is nearest to; {@link #NONE}: too many, or none.
     */
    public static long ofDouble(final double value, final int exponent)
    {
        final double units = exponent == 0 ? value :
            exponent < 0 && -exponent < FLOATS.length ? value * FLOATS[-exponent] :
            value / Math.pow(10, exponent);

        return Math.abs(units) < 9e18 ? Math.round(units) : NONE;
    }
}
