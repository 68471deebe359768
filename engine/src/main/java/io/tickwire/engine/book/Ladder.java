package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

import java.util.Arrays;

/**
 * One side of a book. Levels stand in two flat arrays, worst first and best last, with room before and behind them:
 * <pre>
 *  keys        | room | worst ... best | room |
 *  quantities  | room | worst ... best | room |
 *                     start            end
 * </pre>
 * A key is the price of a bid or the negated price of an ask, so that both sides ascend toward the best. A level that
 * comes or goes moves the levels on its nearer side only, the worst one leaves by moving {@code start}, and a search
 * begins at the best. The figures behind that are in the module's README.
 * Thread: pipeline-<k>
 */
final class Ladder
{
    private static final int INITIAL_LEVELS = 32;
    private static final int NEAR_LEVELS = 8;

    private final int maxLevels;
    private final long sign;
    private long[] keys;
    private long[] quantities;
    private int start;
    private int end;
    private long droppedLevels;
    private LevelJournal journal;

    Ladder(final boolean isBid, final int maxLevels)
    {
        this.maxLevels = maxLevels;
        sign = isBid ? 1 : -1;
        final int capacity = Math.min(INITIAL_LEVELS, maxCapacity());
        keys = new long[capacity];
        quantities = new long[capacity];
        start = capacity >> 1;
        end = start;
    }

    int size()
    {
        return end - start;
    }

    long keyOf(final long price)
    {
        return price * sign;
    }

    long priceOf(final long key)
    {
        return key * sign;
    }

    /**
     * @param index 0: the best.
     */
    long key(final int index)
    {
        return keys[end - 1 - index];
    }

    /**
     * @param index 0: the best.
     */
    long quantity(final int index)
    {
        return quantities[end - 1 - index];
    }

    /**
     * The quantity at a key, 0 where there is no such level.
     */
    long quantityAt(final long key)
    {
        final int place = find(key);

        return place < end && keys[place] == key ? quantities[place] : 0;
    }

    /**
     * How many levels are not worse than a key.
     */
    int countFrom(final long key)
    {
        return end - find(key);
    }

    long droppedLevels()
    {
        return droppedLevels;
    }

    LevelJournal journal()
    {
        return journal;
    }

    void startJournal()
    {
        if (journal == null)
        {
            journal = new LevelJournal();
        }
    }

    boolean set(final long key, final long quantity)
    {
        final int place = find(key);
        if (place < end && keys[place] == key)
        {
            if (quantities[place] == quantity)
            {
                return false;
            }
            if (quantity == 0)
            {
                remove(place);
            }
            else
            {
                quantities[place] = quantity;
            }
        }
        else if (quantity == 0 || !hasPlaceFor(place))
        {
            return false;
        }
        else
        {
            insert(place, key, quantity);
        }
        touch(key);

        return true;
    }

    /**
     * Add a level to a list of them.
     */
    void addTo(final LevelList out, final long key, final long quantity)
    {
        if (sign > 0)
        {
            out.addBid(key, quantity);
        }
        else
        {
            out.addAsk(-key, quantity);
        }
    }

    /**
     * Add the best levels to a list of them.
     */
    void addView(final LevelList out, final int depth)
    {
        final int levels = Math.min(depth, size());
        for (int i = 0; i < levels; i++)
        {
            addTo(out, key(i), quantity(i));
        }
    }

    void clear()
    {
        start = keys.length >> 1;
        end = start;
    }

    void truncate(final int depth)
    {
        while (end - start > depth)
        {
            dropWorst();
        }
    }

    /**
     * The place of the first key that is not below this one.
     */
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
        // Beyond the worst: a snapshot that comes best first, and deletions of levels that were never told.
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

    private boolean hasPlaceFor(final int place)
    {
        if (end - start < maxLevels)
        {
            return true;
        }

        droppedLevels++;
        if (place == start)
        {
            return false;
        }
        dropWorst();

        return true;
    }

    private void dropWorst()
    {
        touch(keys[start]);
        start++;
    }

    private void touch(final long key)
    {
        if (journal != null)
        {
            journal.append(key);
        }
    }

    private void insert(final int place, final long key, final long quantity)
    {
        final boolean isNearBest = end - place <= place - start;
        final int at = place + (isNearBest && end == keys.length || !isNearBest && start == 0 ? makeRoom() : 0);
        if (isNearBest)
        {
            System.arraycopy(keys, at, keys, at + 1, end - at);
            System.arraycopy(quantities, at, quantities, at + 1, end - at);
            end++;
            keys[at] = key;
            quantities[at] = quantity;
        }
        else
        {
            System.arraycopy(keys, start, keys, start - 1, at - start);
            System.arraycopy(quantities, start, quantities, start - 1, at - start);
            start--;
            keys[at - 1] = key;
            quantities[at - 1] = quantity;
        }
    }

    private void remove(final int place)
    {
        if (end - place <= place - start)
        {
            System.arraycopy(keys, place + 1, keys, place, end - place - 1);
            System.arraycopy(quantities, place + 1, quantities, place, end - place - 1);
            end--;
        }
        else
        {
            System.arraycopy(keys, start, keys, start + 1, place - start);
            System.arraycopy(quantities, start, quantities, start + 1, place - start);
            start++;
        }
    }

    /**
     * Room on both ends, in larger arrays where less than a quarter of the levels is free.
     *
     * @return how far the levels moved.
     */
    private int makeRoom()
    {
        final int size = end - start;
        final int capacity = size + roomFor(size) <= keys.length ?
            keys.length : (int)Math.min(maxCapacity(), 2L * keys.length);
        final long[] fromKeys = keys;
        final long[] fromQuantities = quantities;
        if (capacity > keys.length)
        {
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
        final int newStart = (capacity - size) >> 1;
        System.arraycopy(fromKeys, start, keys, newStart, size);
        System.arraycopy(fromQuantities, start, quantities, newStart, size);
        final int moved = newStart - start;
        start = newStart;
        end = newStart + size;

        return moved;
    }

    private int maxCapacity()
    {
        return maxLevels + roomFor(maxLevels);
    }

    private static int roomFor(final int size)
    {
        return (size >> 2) + 2;
    }
}
