package io.tickwire.client.wire;

import java.util.Arrays;

/**
 * Figures of many symbols.
 * Thread: client
 */
final class MarketEntries
{
    static final int PRICE = 0;
    static final int CHANGE = 1;
    static final int VOLUME = 2;
    static final int TIMESTAMP = 3;

    private static final int NUMBERS = 4;
    private static final int MAX_ENTRIES = 1 << 18;

    private String[] symbols = new String[16];
    private long[] values = new long[16 * NUMBERS];
    private byte[] exponents = new byte[16 * NUMBERS];
    private int size;

    void clear()
    {
        size = 0;
    }

    int size()
    {
        return size;
    }

    void add(final String symbol)
    {
        if (size == symbols.length)
        {
            if (size == MAX_ENTRIES)
            {
                throw new WireException("more than " + MAX_ENTRIES + " symbols in a message");
            }
            symbols = Arrays.copyOf(symbols, 2 * size);
            values = Arrays.copyOf(values, 2 * size * NUMBERS);
            exponents = Arrays.copyOf(exponents, 2 * size * NUMBERS);
        }
        symbols[size] = symbol;
        Arrays.fill(values, size * NUMBERS, (size + 1) * NUMBERS, Decimals.NONE);
        size++;
    }

    /** A number of the entry that was added last. */
    void set(final int number, final long value, final byte exponent)
    {
        values[(size - 1) * NUMBERS + number] = value;
        exponents[(size - 1) * NUMBERS + number] = exponent;
    }

    String symbol(final int index)
    {
        return symbols[check(index)];
    }

    double number(final int index, final int number)
    {
        final int at = check(index) * NUMBERS + number;

        return values[at] == Decimals.NONE ? Double.NaN : Levels.number(values[at], exponents[at], 0);
    }

    long integer(final int index, final int number)
    {
        final int at = check(index) * NUMBERS + number;

        return values[at] == Decimals.NONE ? Decimals.NONE : Levels.mantissa(values[at], exponents[at], 0);
    }

    private int check(final int index)
    {
        if (index < 0 || index >= size)
        {
            throw new IndexOutOfBoundsException("entry=" + index + " size=" + size);
        }

        return index;
    }
}
