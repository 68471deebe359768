package io.tickwire.engine.feed.bitstamp;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.DeltaBuffer;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedStats;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;

/**
 * Which change of a book is next. There are no numbers but times: what is not newer than the snapshot is in it, and
 * what is older than the last change came late, and may have been in force before it. A change that is missing does not
 * show.
 * <p>
 * Changes are kept until the REST snapshot has come. Where all of them are newer than it, nothing tells what came about
 * between the two, and another one is asked for.
 * Thread: feed-<venue>
 */
final class BitstampBook
{
    private static final long NONE = -1;

    private final BookTracker tracker;
    private final FeedStats stats;
    private final LevelBuffer scratch;
    private final DeltaBuffer kept = new DeltaBuffer();

    /** Changes are subscribed to: partial books are of no use then. */
    private boolean hasChanges;

    /** What is live is a partial book. */
    private boolean isPartial;

    /** The snapshot that came can not be held, and neither could the next one. */
    private boolean isUnfit;

    /** A change may have been lost that the next answer may not have, unless a change comes after it. */
    private boolean isLossy;

    /** Time of the newest change that is not kept: no snapshot is of use that is older. */
    private long newest = NONE;

    /**
     * @param scratch one may serve all books of a thread.
     */
    BitstampBook(final Instrument instrument, final FeedStats stats, final LevelBuffer scratch)
    {
        this.tracker = instrument.book();
        this.stats = stats;
        this.scratch = scratch;
    }

    /** Changes are going to come. */
    void onSubscribed()
    {
        endPartial();
        if (!tracker.isLive())
        {
            tracker.askForSnapshot();
        }
    }

    /**
     * A change has come.
     */
    void onChange(final long micros, final LevelBuffer levels)
    {
        endPartial();
        if (tracker.isLive())
        {
            take(micros, levels);
        }
        else
        {
            keep(micros, levels);
        }
    }

    /**
     * A whole book has come by REST.
     */
    void onSnapshot(final long micros, final LevelBuffer levels)
    {
        if (micros < newest && tracker.isLive())
        {
            tracker.ignoreStale();
            return;
        }
        if (isLossy && kept.isEmpty())
        {
            // It may have been made before the change that was lost. The next one is asked for later than that.
            isLossy = false;
            tracker.onAnswered();
            return;
        }
        if (micros < newest || !kept.isEmpty() && kept.first(0) > micros)
        {
            tracker.refuseSnapshot();
            return;
        }

        isPartial = false;
        isLossy = false;
        newest = micros;
        isUnfit = !tracker.snapshot(UnixTime.ofMicros(micros), micros, levels);
        replay();
    }

    /**
     * The best levels of the book have come.
     */
    void onPartial(final long micros, final LevelBuffer levels)
    {
        if (hasChanges)
        {
            return;
        }
        if (tracker.isLive() && micros <= tracker.lastSequence())
        {
            tracker.ignoreStale();
            return;
        }
        isPartial = true;
        tracker.snapshot(UnixTime.ofMicros(micros), micros, levels);
    }

    /** A change may be lost that would have been kept. */
    void onLost()
    {
        if (!tracker.isLive() && hasChanges)
        {
            for (int at = 0; at < kept.end(); at = kept.next(at))
            {
                newest = Math.max(newest, kept.first(at));
            }
            kept.clear();
            isLossy = true;
        }
    }

    /** No more changes are going to come. */
    void onUnsubscribed()
    {
        tracker.loseTrust("unsubscribed");
        onDisconnected();
    }

    /** The connection is down. */
    void onDisconnected()
    {
        newest = NONE;
        isLossy = false;
        hasChanges = false;
        isPartial = false;
        isUnfit = false;
        kept.clear();
    }

    private void endPartial()
    {
        hasChanges = true;
        if (isPartial)
        {
            isPartial = false;
            tracker.loseTrust("partial_book");
        }
    }

    private void replay()
    {
        for (int at = 0; at < kept.end(); at = kept.next(at))
        {
            final long micros = kept.first(at);
            if (tracker.isLive())
            {
                kept.read(at, scratch);
                take(micros, scratch);
            }
            newest = Math.max(newest, micros);
        }
        kept.clear();
    }

    private void take(final long micros, final LevelBuffer levels)
    {
        final long last = tracker.lastSequence();
        if (micros > last)
        {
            newest = micros;
            tracker.delta(UnixTime.ofMicros(micros), last, micros, levels);
        }
        else if (micros == last || tracker.lastDeltaNs() == Decimals.NULL)
        {
            tracker.ignoreStale();
        }
        else
        {
            tracker.gap();
        }
    }

    private void keep(final long micros, final LevelBuffer levels)
    {
        if (isUnfit)
        {
            return;
        }
        tracker.keepForSnapshot();
        if (kept.offer(UnixTime.ofMicros(micros), micros, micros, micros, levels))
        {
            tracker.askForSnapshot();
        }
        else
        {
            // What was asked for is older than what comes next.
            stats.increment(FeedCounter.OVERRUN_DELTAS);
            newest = Math.max(newest, micros);
            kept.clear();
            tracker.refuseSnapshot();
        }
    }
}
