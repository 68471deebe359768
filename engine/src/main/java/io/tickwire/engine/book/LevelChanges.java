package io.tickwire.engine.book;

/**
 * What to tell a subscriber of a book's depth: for each side its levels, best first, one for a price. In changes a
 * quantity of 0 deletes. To be filled again and again; it grows and does not shrink.
 * Thread: pipeline-<k>
 */
public final class LevelChanges
{
    private final LevelList bids = new LevelList();
    private final LevelList asks = new LevelList();
    private final SortedKeys keys = new SortedKeys();

    /**
     * The whole view: what a snapshot tells.
     *
     * @param depth of the view, or {@link DepthCursor#FULL}.
     */
    public void view(final OrderBook book, final int depth)
    {
        clear();
        bids.addView(book.side(true), depth);
        asks.addView(book.side(false), depth);
    }

    public void clear()
    {
        bids.clear();
        asks.clear();
    }

    public boolean isEmpty()
    {
        return bids.count() + asks.count() == 0;
    }

    public int bids()
    {
        return bids.count();
    }

    public int asks()
    {
        return asks.count();
    }

    /**
     * {@code price, quantity, ...}: the first {@code 2 * bids()} of it. Another array after it has grown.
     */
    public long[] bidLevels()
    {
        return bids.values();
    }

    /**
     * {@code price, quantity, ...}: the first {@code 2 * asks()} of it. Another array after it has grown.
     */
    public long[] askLevels()
    {
        return asks.values();
    }

    LevelList side(final boolean isBid)
    {
        return isBid ? bids : asks;
    }

    SortedKeys keys()
    {
        return keys;
    }
}
