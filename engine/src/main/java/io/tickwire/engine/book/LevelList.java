package io.tickwire.engine.book;

import java.util.Arrays;

/**
 * Levels of one side in a row, as {@code price, quantity, price, quantity, ...}, in an array that grows.
 * Thread: pipeline-<k>
 */
final class LevelList
{
    private static final int INITIAL_LEVELS = 16;

    private long[] values = new long[2 * INITIAL_LEVELS];
    private int count;

    void clear()
    {
        count = 0;
    }

    void add(final long price, final long quantity)
    {
        final int index = 2 * count;
        if (index == values.length)
        {
            values = Arrays.copyOf(values, 2 * index);
        }
        values[index] = price;
        values[index + 1] = quantity;
        count++;
    }

    void addView(final Ladder side, final int depth)
    {
        final int levels = Math.min(depth, side.size());
        for (int i = 0; i < levels; i++)
        {
            add(side.priceOf(side.key(i)), side.quantity(i));
        }
    }

    int count()
    {
        return count;
    }

    long[] values()
    {
        return values;
    }
}
