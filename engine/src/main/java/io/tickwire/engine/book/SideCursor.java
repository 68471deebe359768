package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

/**
 * What a depth cursor knows of one side: up to where it has read the journal, and the worst key that it has told.
 * Thread: pipeline-<k>
 */
final class SideCursor
{
    /** Below all keys: the view is not full, so that every level belongs to it. */
    private static final long NO_BOUNDARY = Long.MIN_VALUE;

    private final int depth;
    private long position;
    private long toldBoundary;
    private long listedBoundary;

    SideCursor(final int depth)
    {
        this.depth = depth;
    }

    boolean canTell(final Ladder side)
    {
        return side.journal().holds(position);
    }

    /**
     * The view of now has been told.
     */
    void reset(final Ladder side)
    {
        listedBoundary = boundary(side);
        moveOn(side);
    }

    /**
     * The changes that were just listed have been told.
     */
    void moveOn(final Ladder side)
    {
        position = side.journal().take();
        toldBoundary = listedBoundary;
    }

    /**
     * Lists what turns the told view into the one of now.
     */
    void listChanges(final Ladder side, final SortedKeys keys, final LevelList out)
    {
        final long boundary = boundary(side);
        listedBoundary = boundary;
        keys.clear();
        addTouched(side.journal(), Math.min(boundary, toldBoundary), keys);
        if (boundary > toldBoundary)
        {
            side.addKeys(keys, depth, toldBoundary);
        }
        else if (boundary < toldBoundary)
        {
            side.addKeys(keys, side.countFrom(toldBoundary), boundary);
        }

        for (int i = keys.count() - 1; i >= 0; i--)
        {
            final long key = keys.key(i);
            final long quantity = key >= boundary ? side.quantityAt(key) : 0;
            // What is gone and was not told needs no deletion.
            if (quantity != 0 || key >= toldBoundary)
            {
                side.addTo(out, key, quantity);
            }
        }
    }

    private void addTouched(final LevelJournal journal, final long boundary, final SortedKeys keys)
    {
        final long end = journal.end();
        for (long i = position; i < end; i++)
        {
            final long key = journal.at(i);
            if (key >= boundary)
            {
                keys.add(key);
            }
        }
    }

    private long boundary(final Ladder side)
    {
        return side.size() < depth ? NO_BOUNDARY : side.key(depth - 1);
    }
}
