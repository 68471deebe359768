package io.tickwire.engine.series;

/**
 * The last trades of one symbol at one venue as they came, oldest first.
 * Thread: pipeline-<k>
 */
public final class RecentTrades implements TradeView
{
    /** So many trades are kept: a power of two. */
    public static final int CAPACITY = 64;

    private static final int TIME = 0;
    private static final int PRICE = 1;
    private static final int QUANTITY = 2;
    private static final int SIDE = 3;
    private static final int FIELDS = 4;

    private final long[] trades = new long[CAPACITY * FIELDS];
    private long count;

    /**
     * It was traded.
     *
     * @param side as the schema's {@code Side} has it; 0: not known.
     */
    public void onTrade(final long timeNs, final long price, final long quantity, final int side)
    {
        final int at = ((int)count & CAPACITY - 1) * FIELDS;
        trades[at + TIME] = timeNs;
        trades[at + PRICE] = price;
        trades[at + QUANTITY] = quantity;
        trades[at + SIDE] = side;
        count++;
    }

    @Override
    public int size()
    {
        return (int)Math.min(count, CAPACITY);
    }

    @Override
    public long timeNs(final int index)
    {
        return trades[at(index) + TIME];
    }

    @Override
    public long price(final int index)
    {
        return trades[at(index) + PRICE];
    }

    @Override
    public long quantity(final int index)
    {
        return trades[at(index) + QUANTITY];
    }

    @Override
    public int side(final int index)
    {
        return (int)trades[at(index) + SIDE];
    }

    void copyFrom(final RecentTrades other)
    {
        System.arraycopy(other.trades, 0, trades, 0, trades.length);
        count = other.count;
    }

    private int at(final int index)
    {
        return ((int)(count - size() + index) & CAPACITY - 1) * FIELDS;
    }
}
