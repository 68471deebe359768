package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;

/**
 * How far the book of an instrument has come: what of it was published, and whether that can be trusted. The venue's
 * decoder decides which message is next; this keeps the number of the last one, publishes, counts, and says downstream
 * when the book can not be trusted any more. From then on nothing of it is published until its next snapshot.
 * Thread: feed-<venue>
 */
public final class BookTracker
{
    static final String SEQUENCE_GAP = "sequence_gap";

    private final VenueFeed feed;
    private final Instrument instrument;

    private boolean isLive;
    private boolean isAsked;
    private boolean isInexact;
    private long lastSequence = TickSink.NO_SEQUENCE;
    private long lastDeltaNs = Decimals.NULL;
    private int depth;
    private long snapshots;
    private long applied;
    private long stale;
    private long buffered;
    private long gaps;
    private long checksumsOk;
    private long checksumsBad;

    BookTracker(final VenueFeed feed, final Instrument instrument)
    {
        this.feed = feed;
        this.instrument = instrument;
    }

    /** Whether what was published is the venue's book. */
    public boolean isLive()
    {
        return isLive;
    }

    /** The venue's number of the last message that was published, or {@link TickSink#NO_SEQUENCE}. */
    public long lastSequence()
    {
        return lastSequence;
    }

    /** When the last change that was published came about; {@link Decimals#NULL} where none was since the snapshot. */
    public long lastDeltaNs()
    {
        return lastDeltaNs;
    }

    /** How many levels a side the venue keeps the book to, where it says so, and otherwise 0. */
    public int depth()
    {
        return depth;
    }

    public void depth(final int depth)
    {
        this.depth = depth;
    }

    /**
     * A whole book has come.
     *
     * @param venueSequence the venue's number for it, or {@link TickSink#NO_SEQUENCE}.
     * @return whether it is live now.
     */
    public boolean snapshot(final long exchangeTimeNs, final long venueSequence, final LevelBuffer levels)
    {
        onAnswered();
        if (!levels.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            levels.tellNeeds(instrument);
            inexactSnapshot();
            return false;
        }
        levels.levels().sort();
        publishSnapshot(exchangeTimeNs, venueSequence, levels.levels());

        return true;
    }

    /**
     * The change that comes next has come.
     *
     * @return whether it was published; not where the book is not live.
     */
    public boolean delta(
        final long exchangeTimeNs, final long previousSequence, final long venueSequence, final LevelBuffer levels)
    {
        if (!isLive)
        {
            missSnapshot();
            return false;
        }
        if (!levels.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            levels.tellNeeds(instrument);
            inexactDelta();
            return false;
        }
        publishDelta(exchangeTimeNs, previousSequence, venueSequence, false, 0, levels.levels());

        return true;
    }

    /** A message has come that is older than the book. */
    public void ignoreStale()
    {
        stale++;
        feed.stats().increment(FeedCounter.STALE_DELTAS);
    }

    /** A message has come before the snapshot that it builds on, and is kept until then. */
    public void keepForSnapshot()
    {
        buffered++;
        feed.stats().increment(FeedCounter.BUFFERED_DELTAS);
    }

    /** A message is missing. */
    public void gap()
    {
        gaps++;
        feed.stats().increment(FeedCounter.GAPS);
        loseTrust(SEQUENCE_GAP);
        askForSnapshot();
    }

    /** Messages are missing that may have been of this book; the connection that brings it is to be replaced. */
    void gapOfConnection()
    {
        // The next connection brings a snapshot by itself.
        isAsked = true;
        if (isLive)
        {
            gaps++;
            feed.stats().increment(FeedCounter.GAPS);
            loseTrust(SEQUENCE_GAP);
        }
    }

    /** The book can not be trusted until its next snapshot comes, which nobody need ask for. */
    public void loseTrust(final String reason)
    {
        if (isLive)
        {
            isLive = false;
            feed.tell(instrument, FeedState.STALE, reason);
        }
    }

    /** Ask for a snapshot, unless one that was asked for is still to come. */
    public void askForSnapshot()
    {
        if (!isAsked)
        {
            isAsked = true;
            feed.stats().increment(FeedCounter.RESYNCS);
            feed.control().requestSnapshot(instrument);
        }
    }

    /**
     * A change has come of a book whose snapshot has not: ask for it, since it may have been lost. Not where the last
     * one could not be held, as the next one could not either.
     */
    void missSnapshot()
    {
        if (!isInexact)
        {
            askForSnapshot();
        }
    }

    /** The snapshot has not come, asked for or not, and is not under way any more: it is lost, so ask for another. */
    public void loseSnapshot()
    {
        isAsked = false;
        missSnapshot();
    }

    /** What was asked for has come, whatever it is worth: the next one can be asked for. */
    public void onAnswered()
    {
        isAsked = false;
    }

    /** The snapshot that has come is of no use, such as one that is older than all changes that were kept for it. */
    public void refuseSnapshot()
    {
        onAnswered();
        askForSnapshot();
    }

    /** The connection has gone, and with it what was asked for. */
    public void onDisconnected()
    {
        isAsked = false;
        depth = 0;
        isInexact = false;
        loseTrust("disconnected");
    }

    /** How many whole books came. */
    public long snapshots()
    {
        return snapshots;
    }

    /** How many changes were published. */
    public long applied()
    {
        return applied;
    }

    /** How many changes were older than the book. */
    public long stale()
    {
        return stale;
    }

    /** How many changes came before the snapshot that they build on. */
    public long buffered()
    {
        return buffered;
    }

    public long gaps()
    {
        return gaps;
    }

    public long checksumsOk()
    {
        return checksumsOk;
    }

    public long checksumsBad()
    {
        return checksumsBad;
    }

    void publishSnapshot(final long exchangeTimeNs, final long venueSequence, final LevelList levels)
    {
        feed.writer().snapshot(instrument, exchangeTimeNs, venueSequence, levels);
        snapshots++;
        feed.stats().increment(FeedCounter.SNAPSHOTS);
        lastSequence = venueSequence;
        lastDeltaNs = Decimals.NULL;
        isLive = true;
        isInexact = false;
    }

    void publishDelta(
        final long exchangeTimeNs,
        final long previousSequence,
        final long venueSequence,
        final boolean hasChecksum,
        final long checksum,
        final LevelList levels)
    {
        feed.writer().delta(
            instrument, exchangeTimeNs, previousSequence, venueSequence, hasChecksum, checksum, levels);
        applied++;
        feed.stats().increment(FeedCounter.DELTAS);
        lastSequence = venueSequence;
        lastDeltaNs = exchangeTimeNs;
    }

    /** The book was compared with what its venue says of it; where it does not agree, it can not be trusted. */
    public void checksum(final boolean isGood)
    {
        checksumsOk += isGood ? 1 : 0;
        checksumsBad += isGood ? 0 : 1;
        feed.stats().increment(isGood ? FeedCounter.CHECKSUMS_OK : FeedCounter.CHECKSUMS_BAD);
        if (!isGood)
        {
            loseTrust("checksum");
            askForSnapshot();
        }
    }

    /** A change has a value that can not be held. */
    void inexactDelta()
    {
        inexact();
        askForSnapshot();
    }

    /** A whole book has a value that can not be held; so would have the next one, which is not asked for. */
    void inexactSnapshot()
    {
        isInexact = true;
        inexact();
    }

    private void inexact()
    {
        feed.stats().increment(FeedCounter.INEXACT);
        instrument.inexact();
        loseTrust("inexact");
    }
}
