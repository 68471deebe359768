package io.tickwire.client.wire;

import java.util.Arrays;

/**
 * One side of a book's message: mantissas with an exponent each, or floats.
 * Thread: client
 */
final class Levels
{
    /** Instead of an exponent: the bits of a double. */
    static final byte FLOATING = 127;
    /** Instead of an exponent: that of the field's form. */
    static final byte OWN = 126;

    private static final int MAX_LEVELS = 1 << 20;

    private long[] values = new long[128];
    private byte[] exponents = new byte[128];
    private int size;

    void clear()
    {
        size = 0;
    }

    /** Levels. */
    int size()
    {
        return size / 2;
    }

    void add(final long value, final byte exponent)
    {
        if (size == values.length)
        {
            if (size >= 2 * MAX_LEVELS)
            {
                throw new WireException("a book has more than " + MAX_LEVELS + " levels");
            }
            values = Arrays.copyOf(values, 2 * size);
            exponents = Arrays.copyOf(exponents, 2 * size);
        }
        values[size] = value;
        exponents[size++] = exponent;
    }

    /** Whether each price has a quantity. */
    boolean isWhole()
    {
        return (size & 1) == 0;
    }

    long price(final int level, final int exponent)
    {
        return mantissa(2 * level, exponent);
    }

    long quantity(final int level, final int exponent)
    {
        return mantissa(2 * level + 1, exponent);
    }

    private long mantissa(final int index, final int exponent)
    {
        if (index >= size)
        {
            throw new IndexOutOfBoundsException("level=" + index / 2 + " size=" + size / 2);
        }

        return mantissa(values[index], exponents[index], exponent);
    }

    static long mantissa(final long value, final byte form, final int exponent)
    {
        return form == OWN ? value :
            form == FLOATING ? Decimals.ofDouble(Double.longBitsToDouble(value), exponent) :
            Decimals.rescale(value, form, exponent);
    }

    static double number(final long value, final byte form, final int exponent)
    {
        return form == FLOATING ? Double.longBitsToDouble(value) :
            Decimals.toDouble(value, form == OWN ? exponent : form);
    }
}
