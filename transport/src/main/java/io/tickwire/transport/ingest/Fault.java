package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Decimals;

import java.math.BigDecimal;

/**
 * The first thing that is wrong with a tick, told by field, value and range. Nothing is allocated while nothing is.
 * Thread: io-<n>
 */
final class Fault
{
    /** Prices, quantities and amounts are not above so many units of their exponent. */
    static final long MAX_MANTISSA = 999_999_999_999_999_999L;

    private String text;

    void clear()
    {
        text = null;
    }

    /**
     * What is wrong; null: nothing.
     */
    String text()
    {
        return text;
    }

    boolean isNone()
    {
        return text == null;
    }

    /**
     * Note a fault, where there is none yet.
     */
    void add(final String fault)
    {
        if (text == null)
        {
            text = fault;
        }
    }

    /**
     * A mantissa must be in a range.
     */
    void range(final String name, final long value, final long from, final long to, final int exponent)
    {
        if (text == null && (value < from || value > to))
        {
            text = name + " must be from " + shown(from, exponent) + " to " + shown(to, exponent) + ": " + name + "=" +
                shown(value, exponent);
        }
    }

    /**
     * A mantissa of the usual range must be above 0.
     */
    void positive(final String name, final long value, final int exponent)
    {
        range(name, value, 1, MAX_MANTISSA, exponent);
    }

    /**
     * The same where it is known.
     */
    void positiveOrUnknown(final String name, final long value, final int exponent)
    {
        if (value != Decimals.NULL)
        {
            positive(name, value, exponent);
        }
    }

    /**
     * An amount may be below 0, too.
     */
    void amount(final String name, final long value, final int exponent)
    {
        range(name, value, -MAX_MANTISSA, MAX_MANTISSA, exponent);
    }

    /**
     * The same where it is known.
     */
    void amountOrUnknown(final String name, final long value, final int exponent)
    {
        if (value != Decimals.NULL)
        {
            amount(name, value, exponent);
        }
    }

    /**
     * One mantissa must not be above another of the same exponent; either may be unknown.
     */
    void ordered(final String lowName, final long low, final String highName, final long high, final int exponent)
    {
        if (text == null && low != Decimals.NULL && high != Decimals.NULL && low > high)
        {
            text = lowName + " must not be above " + highName + ": " + lowName + "=" + shown(low, exponent) + " " +
                highName + "=" + shown(high, exponent);
        }
    }

    /**
     * A code must be one of those from 1 on.
     */
    void code(final String name, final int value, final int last)
    {
        if (text == null && (value < 1 || value > last))
        {
            text = name + " must be from 1 to " + last + ": " + name + "=" + value;
        }
    }

    /**
     * A code must be 0 or 1.
     */
    void flag(final String name, final int value)
    {
        if (text == null && value > 1)
        {
            text = name + " must be 0 or 1: " + name + "=" + value;
        }
    }

    /**
     * An exponent must be one.
     */
    void exponent(final String name, final int value)
    {
        if (text == null && !Decimals.isExponent(value))
        {
            text = name + " must be from " + Decimals.MIN_EXPONENT + " to " + Decimals.MAX_EXPONENT + ": " + name +
                "=" + value;
        }
    }

    private static String shown(final long mantissa, final int exponent)
    {
        return mantissa == Decimals.NULL ? "null" :
            BigDecimal.valueOf(mantissa, Decimals.isExponent(exponent) ? -exponent : 0).toPlainString();
    }
}
