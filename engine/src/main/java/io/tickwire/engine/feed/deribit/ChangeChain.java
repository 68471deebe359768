package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;

import java.util.Arrays;

/**
 * Deribit's rule for the books of a connection: a change names the id of the one before it, and a snapshot that of the
 * last change in it. A snapshot that is older than the last change that came, used or not, is no way back.
 * Thread: feed-<venue>
 */
final class ChangeChain
{
    private static final int INITIAL_BOOKS = 64;
    private static final long NONE = Long.MIN_VALUE;

    /** By the instruments' indexes. */
    private long[] newest = new long[INITIAL_BOOKS];

    ChangeChain()
    {
        clear();
    }

    /** Another connection knows of no change. */
    void clear()
    {
        Arrays.fill(newest, NONE);
    }

    /** The last change of an instrument's book that came, used or not. */
    long newest(final Instrument instrument)
    {
        return instrument.index() < newest.length ? newest[instrument.index()] : NONE;
    }

    /**
     * @return whether the snapshot was published.
     */
    boolean snapshot(
        final Instrument instrument, final long exchangeTimeNs, final long changeId, final LevelBuffer levels)
    {
        final BookTracker book = instrument.book();
        if (changeId < newest(instrument))
        {
            book.ignoreStale();
            return false;
        }
        remember(instrument, changeId);

        return book.snapshot(exchangeTimeNs, changeId, levels);
    }

    /**
     * @return whether the change was published.
     */
    boolean change(
        final Instrument instrument,
        final long exchangeTimeNs,
        final long previousId,
        final long changeId,
        final LevelBuffer levels)
    {
        final BookTracker book = instrument.book();
        if (book.isLive() && previousId != book.lastSequence())
        {
            // What is older can only be the one that was used last, come again: any other is a hole, too.
            if (changeId == book.lastSequence())
            {
                book.ignoreStale();
                return false;
            }
            book.gap();
        }
        remember(instrument, changeId);

        return book.delta(exchangeTimeNs, previousId, changeId, levels);
    }

    private void remember(final Instrument instrument, final long changeId)
    {
        final int index = instrument.index();
        if (index >= newest.length)
        {
            final int length = newest.length;
            newest = Arrays.copyOf(newest, Math.max(index + 1, 2 * length));
            Arrays.fill(newest, length, newest.length, NONE);
        }
        newest[index] = changeId;
    }
}
