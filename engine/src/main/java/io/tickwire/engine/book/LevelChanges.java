package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

/**
 * What to tell a subscriber of a book's depth: for each side its levels, best first, one for a price. In changes a
 * quantity of 0 deletes. To be filled again and again; it grows and does not shrink.
 * Thread: pipeline-<k>
 */
public final class LevelChanges
{
    private final LevelList levels = new LevelList();
    private final SortedKeys keys = new SortedKeys();

    /**
     * The whole view: what a snapshot tells.
     *
     * @param depth of the view, or {@link DepthCursor#FULL}.
     */
    public void view(final OrderBook book, final int depth)
    {
        clear();
        book.addView(levels, depth);
    }

    public void clear()
    {
        levels.clear();
    }

    public boolean isEmpty()
    {
        return levels.bidCount() + levels.askCount() == 0;
    }

    public int bids()
    {
        return levels.bidCount();
    }

    public int asks()
    {
        return levels.askCount();
    }

    /**
     * The levels of both sides.
     */
    public LevelList levels()
    {
        return levels;
    }

    SortedKeys keys()
    {
        return keys;
    }
}
