package io.tickwire.engine.feed;

import java.util.Arrays;

/**
 * Changes of a book that came before the snapshot that they build on, in the order in which they came, as they were
 * read. Bounded; it takes memory only while there is something in it.
 * <pre>
 *   +------+-------+------+----------+-------------+--- 3 longs a level, bids first ---+
 *   | time | first | last | previous | bids | asks | price, quantity, decimals of both |
 *   +------+-------+------+----------+-------------+-----------------------------------+
 * </pre>
 * Thread: feed-<venue>
 */
public final class DeltaBuffer
{
    private static final int MAX_LONGS = 1 << 17;
    private static final int INITIAL_LONGS = 1 << 9;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int PREVIOUS = 3;
    private static final int COUNTS = 4;
    private static final int HEADER_LONGS = 5;
    private static final int LEVEL_LONGS = 3;
    private static final long[] EMPTY = {};

    private long[] longs = EMPTY;
    private int end;

    /**
     * Keep one more.
     *
     * @param first    of the venue's numbers that it covers.
     * @param last     of them.
     * @param previous number that it says it builds on.
     * @param levels   as they were read.
     * @return false where there is no room; then nothing is kept.
     */
    public boolean offer(
        final long timeNs, final long first, final long last, final long previous, final LevelBuffer levels)
    {
        final int bids = levels.bids().count();
        final int asks = levels.asks().count();
        final long needed = end + HEADER_LONGS + (long)LEVEL_LONGS * (bids + asks);
        if (needed > MAX_LONGS)
        {
            return false;
        }
        if (needed > longs.length)
        {
            longs = Arrays.copyOf(longs, Math.min(MAX_LONGS, (int)Math.max(INITIAL_LONGS, 2 * needed)));
        }

        longs[end] = timeNs;
        longs[end + FIRST] = first;
        longs[end + LAST] = last;
        longs[end + PREVIOUS] = previous;
        longs[end + COUNTS] = (long)bids << Integer.SIZE | asks;
        put(levels.asks(), put(levels.bids(), end + HEADER_LONGS));
        end = (int)needed;

        return true;
    }

    public boolean isEmpty()
    {
        return end == 0;
    }

    /** Where the last one ends; the first one stands at 0, and the one behind another at its {@link #next}. */
    public int end()
    {
        return end;
    }

    public int next(final int at)
    {
        return at + HEADER_LONGS + LEVEL_LONGS * (bids(at) + asks(at));
    }

    public long timeNs(final int at)
    {
        return longs[at];
    }

    public long first(final int at)
    {
        return longs[at + FIRST];
    }

    public long last(final int at)
    {
        return longs[at + LAST];
    }

    public long previous(final int at)
    {
        return longs[at + PREVIOUS];
    }

    /** Take the levels of one out, as they were read. */
    public void read(final int at, final LevelBuffer levels)
    {
        levels.clear();
        final int asksAt = at + HEADER_LONGS + LEVEL_LONGS * bids(at);
        get(levels.bids(), at + HEADER_LONGS, asksAt);
        get(levels.asks(), asksAt, next(at));
    }

    /** Let go of all that stand before this one. */
    public void dropBefore(final int at)
    {
        System.arraycopy(longs, at, longs, 0, end - at);
        end -= at;
        if (end == 0)
        {
            clear();
        }
    }

    /** Let go of all, and of their memory. */
    public void clear()
    {
        longs = EMPTY;
        end = 0;
    }

    private int bids(final int at)
    {
        return (int)(longs[at + COUNTS] >>> Integer.SIZE);
    }

    private int asks(final int at)
    {
        return (int)longs[at + COUNTS];
    }

    private int put(final LevelBuffer.Side side, final int from)
    {
        int at = from;
        for (int i = 0; i < side.count(); i++)
        {
            longs[at] = side.priceMantissa(i);
            longs[at + 1] = side.quantityMantissa(i);
            longs[at + 2] =
                (long)side.priceDecimals(i) << Integer.SIZE | side.quantityDecimals(i) & 0xFFFF_FFFFL;
            at += LEVEL_LONGS;
        }

        return at;
    }

    private void get(final LevelBuffer.Side side, final int from, final int to)
    {
        for (int at = from; at < to; at += LEVEL_LONGS)
        {
            side.addPrice(longs[at], (int)(longs[at + 2] >> Integer.SIZE));
            side.addQuantity(longs[at + 1], (int)longs[at + 2]);
        }
    }
}
