package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;

/**
 * The rule of Bybit's books: each message of a topic has the update id of the one before it plus one, and a snapshot,
 * or whatever has the update id 1, begins anew. Where one instrument has topics of several depths, its book is that of
 * the deepest.
 * Thread: feed-<venue>
 */
final class BybitBooks
{
    private static final long RESTARTED = 1;

    private BybitBooks()
    {
    }

    /**
     * A message of a topic has come.
     *
     * @return whether the topic is the book's.
     */
    static boolean publish(
        final Instrument instrument,
        final int depth,
        final boolean isSnapshot,
        final long updateId,
        final long timeNs,
        final LevelBuffer levels)
    {
        final BookTracker book = instrument.book();
        if (isSnapshot || updateId == RESTARTED)
        {
            if (depth < book.depth())
            {
                return false;
            }
            book.depth(depth);
            book.snapshot(timeNs, updateId, levels);
            return true;
        }

        if (!book.isLive() && book.depth() == 0)
        {
            book.askForSnapshot();
        }
        if (depth != book.depth())
        {
            return false;
        }
        publishChange(book, updateId, timeNs, levels);

        return true;
    }

    private static void publishChange(
        final BookTracker book, final long updateId, final long timeNs, final LevelBuffer levels)
    {
        if (!book.isLive() || updateId == book.lastSequence() + 1)
        {
            book.delta(timeNs, book.lastSequence(), updateId, levels);
        }
        else if (updateId <= book.lastSequence())
        {
            book.ignoreStale();
        }
        else
        {
            book.gap();
        }
    }
}
