package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.NaiveDecimals;
import java.math.BigInteger;
import java.util.List;

/**
 * A field that a message must show.
 *
 * @param name  its name.
 * @param value a String, a BigInteger, a {@link Decimal}, a list of such values, a map of such fields, or null where it
 *              is not known.
 */
record NaiveField(String name, Object value)
{
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** A price, a quantity or a percentage. */
    record Decimal(long mantissa, int exponent)
    {
        String text()
        {
            return NaiveDecimals.text(mantissa, exponent);
        }

        double nearest()
        {
            return NaiveDecimals.toDouble(mantissa, exponent);
        }
    }

    /** A map within a message, its fields in order. */
    record Fields(List<NaiveField> fields)
    {
    }

    static NaiveField text(final String name, final String value)
    {
        return new NaiveField(name, value);
    }

    static NaiveField integer(final String name, final long value)
    {
        return new NaiveField(name, value == Decimals.NULL ? null : BigInteger.valueOf(value));
    }

    static NaiveField unsigned(final String name, final long value)
    {
        final BigInteger signed = BigInteger.valueOf(value);

        return new NaiveField(name, value < 0 ? signed.add(TWO_TO_64) : signed);
    }

    static NaiveField decimal(final String name, final long mantissa, final int exponent)
    {
        return new NaiveField(name, mantissa == Decimals.NULL ? null : new Decimal(mantissa, exponent));
    }
}
