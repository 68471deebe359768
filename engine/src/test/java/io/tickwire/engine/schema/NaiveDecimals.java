package io.tickwire.engine.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The slow, obviously right twin of {@link Decimals}, and of how JSON shows a decimal. */
public final class NaiveDecimals
{
    private NaiveDecimals()
    {
    }

    public static BigDecimal exact(final long mantissa, final int exponent)
    {
        return new BigDecimal(BigInteger.valueOf(mantissa)).scaleByPowerOfTen(exponent);
    }

    public static double toDouble(final long mantissa, final int exponent)
    {
        return exact(mantissa, exponent).doubleValue();
    }

    /** All digits, no exponent, and no zeros at the end of a fraction. */
    public static String text(final long mantissa, final int exponent)
    {
        return exact(mantissa, exponent).stripTrailingZeros().toPlainString();
    }

    public static long rescale(final long mantissa, final int fromExponent, final int toExponent)
    {
        if (mantissa == Decimals.NULL)
        {
            return Decimals.NULL;
        }

        final BigInteger from = BigInteger.valueOf(mantissa);
        final BigInteger factor = BigInteger.TEN.pow(Math.abs(fromExponent - toExponent));
        if (fromExponent >= toExponent)
        {
            return longOrNull(from.multiply(factor));
        }

        final BigInteger[] parts = from.divideAndRemainder(factor);

        return parts[1].signum() == 0 ? longOrNull(parts[0]) : Decimals.NULL;
    }

    private static long longOrNull(final BigInteger value)
    {
        return value.bitLength() < Long.SIZE ? value.longValue() : Decimals.NULL;
    }
}
