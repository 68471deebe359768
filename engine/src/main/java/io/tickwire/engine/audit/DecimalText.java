package io.tickwire.engine.audit;

import io.tickwire.engine.schema.Decimals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers as a report shows them: decimals as text, without an exponent and without zeros at their end.
 * Thread: any
 */
final class DecimalText
{
    private DecimalText()
    {
    }

    /**
     * @return null where it is not known.
     */
    static String of(final long mantissa, final int exponent)
    {
        return mantissa == Decimals.NULL ? null : of(BigInteger.valueOf(mantissa), exponent);
    }

    static String of(final BigInteger mantissa, final int exponent)
    {
        final BigDecimal value = new BigDecimal(mantissa, -exponent);

        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A price and a quantity; either may be null. */
    static List<String> pair(final String price, final String quantity)
    {
        return Arrays.asList(price, quantity);
    }

    /**
     * @return null where it is {@code unknown}.
     */
    static String count(final long count, final long unknown)
    {
        return count == unknown ? null : Long.toUnsignedString(count);
    }
}
