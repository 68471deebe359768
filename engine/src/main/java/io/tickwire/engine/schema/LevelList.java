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
}
