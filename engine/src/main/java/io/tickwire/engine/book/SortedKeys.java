package io.tickwire.engine.book;

import java.util.Arrays;

/**
 * A set of keys, ascending. There are few, and most come next to each other.
 * Thread: pipeline-<k>
 */
final class SortedKeys
{
    private static final int INITIAL_KEYS = 64;

    private long[] keys = new long[INITIAL_KEYS];
    private int count;

    void clear()
    {
        count = 0;
    }

    void add(final long key)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (keys[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        if (low == count || keys[low] != key)
        {
            insert(low, key);
        }
    }

    int count()
    {
        return count;
    }

    long key(final int index)
    {
        return keys[index];
    }

    private void insert(final int index, final long key)
    {
        if (count == keys.length)
        {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        System.arraycopy(keys, index, keys, index + 1, count - index);
        keys[index] = key;
        count++;
    }
}
