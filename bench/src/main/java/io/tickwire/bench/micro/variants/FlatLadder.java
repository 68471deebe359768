package io.tickwire.bench.micro.variants;

import java.util.Arrays;

/**
 * One side of a book in two flat arrays, worst first and best last, with room before and behind them:
 * <pre>
 *  keys        | room | worst ... best | room |
 *  quantities  | room | worst ... best | room |
 *                     start            end
 * </pre>
 * A level that comes or goes moves the levels on its nearer side only, and a search begins at the best. It takes 16
 * bytes a level, but each change is searched for, and most changes are some hundred levels away from the best: it lost
 * to pages of ticks, {@code BookBenchmark} has both.
 * Thread: any
 */
public final class FlatLadder
{
    private static final int INITIAL_LEVELS = 32;
    private static final int NEAR_LEVELS = 8;

    private final long sign;
    private long[] keys = new long[INITIAL_LEVELS];
    private long[] quantities = new long[INITIAL_LEVELS];
    private int start = INITIAL_LEVELS >> 1;
    private int end = start;

    public FlatLadder(final boolean isBid)
    {
        sign = isBid ? 1 : -1;
    }

    /**
     * The best price, 0 where there is none.
     */
    public long best()
    {
        return end == start ? 0 : keys[end - 1] * sign;
    }

    /**
     * A level has this quantity now; 0 deletes it.
     */
    public void set(final long price, final long quantity)
    {
        final long key = price * sign;
        final int place = find(key);
        if (place < end && keys[place] == key)
        {
            if (quantity == 0)
            {
                remove(place);
            }
            else
            {
                quantities[place] = quantity;
            }
        }
        else if (quantity != 0)
        {
            insert(place, key, quantity);
        }
    }

    /**
     * Forget all levels.
     */
    public void clear()
    {
        start = keys.length >> 1;
        end = start;
    }

    private int find(final long key)
    {
        final long[] keys = this.keys;
        final int near = Math.max(start, end - NEAR_LEVELS);
        int place = end;
        while (place > near && keys[place - 1] >= key)
        {
            place--;
        }

        return place > near || near == start ? place : findFar(key, near);
    }

    private int findFar(final long key, final int near)
    {
        final long[] keys = this.keys;
        int low = start;
        if (key <= keys[low])
        {
            return low;
        }
        int high = near;
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

        return low;
    }

    private void insert(final int place, final long key, final long quantity)
    {
        final boolean isNearBest = end - place <= place - start;
        int at = place + (isNearBest && end == keys.length || !isNearBest && start == 0 ? makeRoom() : 0);
        if (isNearBest)
        {
            move(at, at + 1, end - at);
            end++;
        }
        else
        {
            move(start, start - 1, at - start);
            start--;
            at--;
        }
        keys[at] = key;
        quantities[at] = quantity;
    }

    private void remove(final int place)
    {
        if (end - place <= place - start)
        {
            move(place + 1, place, end - place - 1);
            end--;
        }
        else
        {
            move(start, start + 1, place - start);
            start++;
        }
    }

    private void move(final int from, final int to, final int count)
    {
        System.arraycopy(keys, from, keys, to, count);
        System.arraycopy(quantities, from, quantities, to, count);
    }

    private int makeRoom()
    {
        final int count = end - start;
        final int room = (count >> 2) + 2;
        final int capacity = count + room <= keys.length ? keys.length : 2 * keys.length;
        if (capacity > keys.length)
        {
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
        final int from = start;
        start = (capacity - count) >> 1;
        end = start + count;
        move(from, start, count);

        return start - from;
    }
}
