package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.DeltaBuffer;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedStats;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;

/**
 * Which change of a book is next. Changes are kept until the REST snapshot has come that they build on; each covers the
 * update ids from its first to its last.
 * <pre>
 *                      spot                               futures
 *   is old             last &lt;= book's                     last &lt; snapshot's; then last &lt;= book's
 *   is next            first &lt;= book's + 1                previous &lt;= snapshot's; then previous == book's
 *   anything else      is a gap: the book is stale, what comes is kept, and another snapshot is asked for
 * </pre>
 * The documents want the first change of a futures book to have {@code first <= snapshot's}. Nothing lies between its
 * previous and its first, so that this says the same, but for a book that did not change between its snapshot and the
 * connection.
 * <p>
 * Where partial books come and no changes, each is a snapshot; with changes they are passed over, since a book can not
 * be carried on from one.
 * Thread: feed-<venue>
 */
final class DepthBook
{
    private final BookTracker tracker;
    private final FeedStats stats;
    private final boolean isFutures;
    private final LevelBuffer scratch;
    private final DeltaBuffer kept = new DeltaBuffer();

    /** Changes come, or did since the connection is up. */
    private boolean hasDeltas;

    /** What is live is a partial book. */
    private boolean isPartial;

    /** No change has followed the snapshot yet. */
    private boolean isFresh;

    /** The snapshot that came can not be held, and neither could the next one. */
    private boolean isUnfit;

    /** First update id of the last change. */
    private long lastFirst;

    /**
     * @param isFutures changes name the one before them.
     * @param scratch   one may serve all books of a thread.
     */
    DepthBook(
        final Instrument instrument, final FeedStats stats, final boolean isFutures, final LevelBuffer scratch)
    {
        this.tracker = instrument.book();
        this.stats = stats;
        this.isFutures = isFutures;
        this.scratch = scratch;
    }

    /**
     * A change has come.
     */
    void onDelta(
        final long timeNs, final long first, final long last, final long previous, final LevelBuffer levels)
    {
        hasDeltas = true;
        if (isPartial)
        {
            isPartial = false;
            tracker.loseTrust("partial_book");
        }
        if (!tracker.isLive() || !take(timeNs, first, last, previous, levels))
        {
            keep(timeNs, first, last, previous, levels);
        }
    }

    /**
     * A whole book has come by REST.
     */
    void onSnapshot(final long timeNs, final long updateId, final LevelBuffer levels)
    {
        if (tracker.isLive() && !isPartial && updateId < tracker.lastSequence())
        {
            return;
        }
        final int next = firstAfter(updateId);
        if (next < kept.end() && !follows(kept.first(next), kept.previous(next), updateId, true))
        {
            tracker.refuseSnapshot();
            return;
        }

        isPartial = false;
        isFresh = true;
        isUnfit = !tracker.snapshot(timeNs, updateId, levels);
        if (isUnfit)
        {
            kept.clear();
            return;
        }
        replay();
    }

    /**
     * The best levels of the book have come.
     */
    void onPartial(final long timeNs, final long updateId, final LevelBuffer levels)
    {
        if (hasDeltas)
        {
            return;
        }
        if (tracker.isLive() && updateId <= tracker.lastSequence())
        {
            tracker.ignoreStale();
            return;
        }
        isPartial = true;
        tracker.snapshot(timeNs, updateId, levels);
    }

    /** The connection is down. */
    void onDisconnected()
    {
        hasDeltas = false;
        isPartial = false;
        isUnfit = false;
        kept.clear();
    }

    private void replay()
    {
        int at = 0;
        while (at < kept.end() && tracker.isLive())
        {
            kept.read(at, scratch);
            if (!take(kept.timeNs(at), kept.first(at), kept.last(at), kept.previous(at), scratch))
            {
                break;
            }
            at = kept.next(at);
        }
        kept.dropBefore(at);
    }

    /**
     * @return false where it does not follow; then the book is stale.
     */
    private boolean take(
        final long timeNs, final long first, final long last, final long previous, final LevelBuffer levels)
    {
        final long updateId = tracker.lastSequence();
        if (isOld(last, updateId, isFresh))
        {
            // What ends within the last change, but not with it, shows that one of the two has a wrong number.
            if (isFresh || last == updateId || last < lastFirst)
            {
                tracker.ignoreStale();
                return true;
            }
            tracker.gap();
            return false;
        }
        if (!follows(first, previous, updateId, isFresh))
        {
            tracker.gap();
            return false;
        }
        isFresh = false;
        lastFirst = first;
        tracker.delta(timeNs, updateId, last, levels);

        return true;
    }

    private void keep(
        final long timeNs, final long first, final long last, final long previous, final LevelBuffer levels)
    {
        if (isUnfit)
        {
            return;
        }
        tracker.keepForSnapshot();
        if (!kept.offer(timeNs, first, last, previous, levels))
        {
            // What was asked for is older than what comes next.
            stats.increment(FeedCounter.OVERRUN_DELTAS);
            kept.clear();
            tracker.refuseSnapshot();
            return;
        }
        tracker.askForSnapshot();
    }

    private int firstAfter(final long updateId)
    {
        int at = 0;
        while (at < kept.end() && isOld(kept.last(at), updateId, true))
        {
            at = kept.next(at);
        }

        return at;
    }

    private boolean isOld(final long last, final long updateId, final boolean isFresh)
    {
        return isFutures && isFresh ? last < updateId : last <= updateId;
    }

    private boolean follows(final long first, final long previous, final long updateId, final boolean isFresh)
    {
        if (!isFutures)
        {
            return first <= updateId + 1;
        }

        return isFresh ? previous <= updateId : previous == updateId;
    }
}
