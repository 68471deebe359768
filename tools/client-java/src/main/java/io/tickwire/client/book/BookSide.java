package io.tickwire.client.book;

import java.util.Arrays;

/**
 * The levels of one side in two flat arrays, the best at the end: where books change the most, little has to move.
 * Keys are prices of bids and negated prices of asks, so that both sides ascend. Grows to a bound; then the worst level
 * leaves for a better one, and is counted.
 * Thread: any
 */
public final class BookSide
{
    private static final int NEAR_LEVELS = 8;

    private final int maxLevels;
    private final long sign;
    private long[] keys = new long[64];
    private long[] quantities = new long[64];
    private int size;
    private long droppedLevels;

    public BookSide(final boolean isBid, final int maxLevels)
    {
        this.maxLevels = maxLevels;
        sign = isBid ? 1 : -1;
    }

    public int size()
    {
        return size;
    }

    public long droppedLevels()
    {
        return droppedLevels;
    }

    /**
     * @param index 0: the best.
     */
    public long price(final int index)
    {
        return sign * keys[size - 1 - index];
    }

    /**
     * @param index 0: the best.
     */
    public long quantity(final int index)
    {
        return quantities[size - 1 - index];
    }

    public void clear()
    {
        size = 0;
    }

    /**
     * A level has this quantity now; 0 deletes it.
     */
    public void set(final long price, final long quantity)
    {
        final long key = sign * price;
        final int place = find(key);
        if (place < size && keys[place] == key)
        {
            if (quantity != 0)
            {
                quantities[place] = quantity;
                return;
            }
            System.arraycopy(keys, place + 1, keys, place, size - place - 1);
            System.arraycopy(quantities, place + 1, quantities, place, size - place - 1);
            size--;
        }
        else if (quantity != 0)
        {
            insert(place, key, quantity);
        }
    }

    private void insert(final int place, final long key, final long quantity)
    {
        if (size == maxLevels)
        {
            droppedLevels++;
            if (place > 0)
            {
                // The worst leaves; what is below the new level moves down.
                System.arraycopy(keys, 1, keys, 0, place - 1);
                System.arraycopy(quantities, 1, quantities, 0, place - 1);
                keys[place - 1] = key;
                quantities[place - 1] = quantity;
            }
            return;
        }
        if (size == keys.length)
        {
            keys = Arrays.copyOf(keys, 2 * size);
            quantities = Arrays.copyOf(quantities, 2 * size);
        }
        System.arraycopy(keys, place, keys, place + 1, size - place);
        System.arraycopy(quantities, place, quantities, place + 1, size - place);
        keys[place] = key;
        quantities[place] = quantity;
        size++;
    }

    /** The place of the first key that is not below this one. */
    private int find(final long key)
    {
        final long[] keys = this.keys;
        final int near = Math.max(0, size - NEAR_LEVELS);
        int place = size;
        while (place > near && keys[place - 1] >= key)
        {
            place--;
        }
        if (place > near || near == 0)
        {
            return place;
        }

        int low = 0;
        int high = near;
        while (low < high)
        {
            final int middle = low + high >>> 1;
            if (keys[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
