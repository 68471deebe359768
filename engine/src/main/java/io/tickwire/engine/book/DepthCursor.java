package io.tickwire.engine.book;

/**
 * Tells what has changed in the best levels of a book since it told last, for a group of subscribers who know the same.
 * The cost follows the number of changes, not the depth. A book may have several, each at its own pace.
 * Thread: pipeline-<k>
 */
public final class DepthCursor
{
    /** The depth of all levels. */
    public static final int FULL = Integer.MAX_VALUE;

    private final int depth;
    private final SideCursor bids;
    private final SideCursor asks;
    private OrderBook told;
    private int toldEpoch;

    /**
     * @param depth how many levels of a side are told, or {@link #FULL}.
     */
    public DepthCursor(final int depth)
    {
        if (depth < 1)
        {
            throw new IllegalArgumentException("depth must be at least 1: depth=" + depth);
        }

        this.depth = depth;
        bids = new SideCursor(depth);
        asks = new SideCursor(depth);
    }

    public int depth()
    {
        return depth;
    }

    /**
     * The subscribers know the book as it is now: a snapshot was told ({@link LevelChanges#view}).
     */
    public void reset(final OrderBook book)
    {
        book.startJournal();
        told = book;
        toldEpoch = book.epoch();
        bids.reset(book.side(true));
        asks.reset(book.side(false));
    }

    /**
     * Lists what turns the told view into the view of now, and moves on to now. Levels that left the depth are deleted,
     * those that came into it are given. A level that ended as it was told may be listed. Nothing listed: nothing to
     * tell.
     *
     * @return false where a snapshot is needed: nothing was told yet, it was another book or it has been cleared since,
     *         too much was touched since, or the changes are more than a snapshot. Then nothing is listed, and the
     *         cursor stays where it is.
     */
    public boolean changes(final OrderBook book, final LevelChanges out)
    {
        out.clear();
        if (book != told || book.epoch() != toldEpoch)
        {
            return false;
        }

        final Ladder bidSide = book.side(true);
        final Ladder askSide = book.side(false);
        if (!bids.canTell(bidSide) || !asks.canTell(askSide))
        {
            return false;
        }

        bids.listChanges(bidSide, out.keys(), out.levels());
        asks.listChanges(askSide, out.keys(), out.levels());
        if (out.bids() + out.asks() > Math.min(depth, bidSide.size()) + Math.min(depth, askSide.size()))
        {
            out.clear();
            return false;
        }
        bids.moveOn(bidSide);
        asks.moveOn(askSide);

        return true;
    }
}
