package io.tickwire.engine.schema;

import java.util.Arrays;

/**
 * The levels of a book's message, in the order in which it shows them: each side is flat, price and quantity in turn.
 * Mantissas are never {@code Decimals.NULL}. Grows as needed, and keeps what it has grown to.
 * Thread: pipeline-<k>
 */
public final class LevelList
{
    /** A level is so many longs. */
    public static final int LONGS = 2;

    private static final int INITIAL_LEVELS = 32;

    private long[] bids = new long[INITIAL_LEVELS * LONGS];
    private long[] asks = new long[INITIAL_LEVELS * LONGS];
    private int bidLongs;
    private int askLongs;

    /**
     * Begin anew, with no level.
     */
    public void clear()
    {
        bidLongs = 0;
        askLongs = 0;
    }

    /**
     * Add a bid behind the others.
     */
    public void addBid(final long price, final long quantity)
    {
        final int at = bidLongs;
        if (at == bids.length)
        {
            bids = Arrays.copyOf(bids, 2 * at);
        }
        bids[at] = price;
        bids[at + 1] = quantity;
        bidLongs = at + LONGS;
    }

    /**
     * Add an ask behind the others.
     */
    public void addAsk(final long price, final long quantity)
    {
        final int at = askLongs;
        if (at == asks.length)
        {
            asks = Arrays.copyOf(asks, 2 * at);
        }
        asks[at] = price;
        asks[at + 1] = quantity;
        askLongs = at + LONGS;
    }

    public int bidCount()
    {
        return bidLongs / LONGS;
    }

    public int askCount()
    {
        return askLongs / LONGS;
    }

    public long bidPrice(final int index)
    {
        return bids[index * LONGS];
    }

    public long bidQuantity(final int index)
    {
        return bids[index * LONGS + 1];
    }

    public long askPrice(final int index)
    {
        return asks[index * LONGS];
    }

    public long askQuantity(final int index)
    {
        return asks[index * LONGS + 1];
    }

    /**
     * The array itself, until the next level is added: {@link #bidCount} levels, then what is of no meaning.
     */
    public long[] bids()
    {
        return bids;
    }

    /**
     * The array itself, until the next level is added: {@link #askCount} levels, then what is of no meaning.
     */
    public long[] asks()
    {
        return asks;
    }

    /** Put the best levels first, where they do not stand so already. Of the same price, any may come first. */
    public void sort()
    {
        sort(bids, bidCount(), true);
        sort(asks, askCount(), false);
    }

    /** Keep the first levels of each side, so many at the most. */
    public void truncate(final int depth)
    {
        bidLongs = Math.min(depth, bidCount()) * LONGS;
        askLongs = Math.min(depth, askCount()) * LONGS;
    }

    private static void sort(final long[] levels, final int count, final boolean isBid)
    {
        if (isSorted(levels, count, isBid))
        {
            return;
        }
        for (int i = count / 2 - 1; i >= 0; i--)
        {
            sink(levels, i, count, isBid);
        }
        for (int last = count - 1; last > 0; last--)
        {
            swap(levels, 0, last);
            sink(levels, 0, last, isBid);
        }
    }

    private static boolean isSorted(final long[] levels, final int count, final boolean isBid)
    {
        for (int i = 1; i < count; i++)
        {
            if (isWorse(levels, i - 1, i, isBid))
            {
                return false;
            }
        }

        return true;
    }

    /** The worst is on top of the heap. */
    private static void sink(final long[] levels, final int from, final int size, final boolean isBid)
    {
        int at = from;
        while (2 * at + 1 < size)
        {
            final int left = 2 * at + 1;
            final int child = left + 1 < size && isWorse(levels, left + 1, left, isBid) ? left + 1 : left;
            if (!isWorse(levels, child, at, isBid))
            {
                return;
            }
            swap(levels, at, child);
            at = child;
        }
    }

    private static boolean isWorse(final long[] levels, final int index, final int other, final boolean isBid)
    {
        final long price = levels[index * LONGS];
        final long otherPrice = levels[other * LONGS];

        return isBid ? price < otherPrice : price > otherPrice;
    }

    private static void swap(final long[] levels, final int index, final int other)
    {
        for (int i = 0; i < LONGS; i++)
        {
            final long value = levels[index * LONGS + i];
            levels[index * LONGS + i] = levels[other * LONGS + i];
            levels[other * LONGS + i] = value;
        }
    }
}
