package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.schema.LevelList;

/**
 * The book of an instrument that comes by two channels at once, its changes by one and a snapshot by the other now and
 * then: neither waits for the other, and packets of both may be lost.
 * <p>
 * Changes that come before the snapshot that they build on are kept. A snapshot is taken where these lead from it to
 * the last change that came. A live book is compared with each snapshot of its last change; snapshots of others are
 * behind it, or ahead of changes that are on their way. These are lost where the next snapshot still finds the book at
 * the same change.
 * Thread: feed-<venue>
 */
final class SbeBook
{
    private static final long NONE = -1;

    private final PendingChanges pending = new PendingChanges();
    private final Parts changeParts = new Parts();
    private final Parts snapshotParts = new Parts();
    private boolean isDefined;
    private Instrument instrument;

    /** Null where there are none. */
    private EarlyMessages early;

    /** What was published, to compare it; null before the first snapshot. */
    private OrderBook mirror;

    /** The last change that came, used or not. */
    private long newest = NONE;

    /** The change at which a snapshot found it that was ahead. */
    private long overtaken = NONE;

    /**
     * The levels of a message that is sent in parts; few are.
     * Thread: feed-<venue>
     */
    private static final class Parts
    {
        private LevelBuffer levels;
        private long id = NONE;

        /** Where the levels of the next part go: to a scratch pad where it is the only one. */
        LevelBuffer next(final long nextId, final boolean isLast, final LevelBuffer scratch)
        {
            if (id == nextId)
            {
                id = isLast ? NONE : nextId;
                return levels;
            }
            id = isLast ? NONE : nextId;
            if (isLast)
            {
                scratch.clear();
                return scratch;
            }
            levels = levels == null ? new LevelBuffer() : levels;
            levels.clear();

            return levels;
        }
    }

    /** Null where its ticks are not wanted, or its definition has not come yet. */
    Instrument instrument()
    {
        return instrument;
    }

    boolean isDefined()
    {
        return isDefined;
    }

    /** What came before its definition; null where nothing did. */
    EarlyMessages early()
    {
        return early;
    }

    void early(final EarlyMessages messages)
    {
        early = messages;
    }

    /** Its definition has come. */
    void define(final Instrument defined)
    {
        isDefined = true;
        if (defined != instrument)
        {
            if (instrument != null)
            {
                instrument.book().loseTrust("replaced");
            }
            clear();
            instrument = defined;
        }
    }

    /** It comes by another connection now. */
    void clear()
    {
        newest = NONE;
        forget();
    }

    /** Packets are missing that may have been of it. */
    void gap()
    {
        forget();
        if (instrument != null && instrument.book().isLive())
        {
            instrument.book().gap();
        }
    }

    /** Where the levels of a change, or of the next part of it, are to be put. */
    LevelBuffer changeLevels(final long changeId, final boolean isLast, final LevelBuffer scratch)
    {
        return changeParts.next(changeId, isLast, scratch);
    }

    /** Where the levels of a snapshot, or of the next part of it, are to be put. */
    LevelBuffer snapshotLevels(final long changeId, final boolean isLast, final LevelBuffer scratch)
    {
        return snapshotParts.next(changeId, isLast, scratch);
    }

    /**
     * A change has come.
     *
     * @param isTorn whether parts of it may be missing.
     */
    void change(
        final long timeNs, final long previousId, final long changeId, final boolean isTorn, final LevelBuffer levels)
    {
        newest = changeId;
        if (instrument == null)
        {
            return;
        }

        final BookTracker book = instrument.book();
        if (isToldByAnother(book))
        {
            book.ignoreStale();
            return;
        }
        if (book.isLive())
        {
            if (changeId == book.lastSequence())
            {
                book.ignoreStale();
                return;
            }
            if (previousId == book.lastSequence() && !isTorn)
            {
                apply(timeNs, previousId, changeId, levels);
                return;
            }
            pending.clear();
            book.gap();
        }

        if (!isTorn && levels.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            book.keepForSnapshot();
            pending.add(timeNs, previousId, changeId, levels.levels());
        }
    }

    /** A whole book has come. */
    void snapshot(final long timeNs, final long changeId, final LevelBuffer levels)
    {
        if (instrument == null)
        {
            return;
        }

        final BookTracker book = instrument.book();
        if (isToldByAnother(book))
        {
            return;
        }
        if (book.isLive() && changeId == book.lastSequence())
        {
            book.checksum(isSame(levels));
        }
        else if (book.isLive() && changeId > book.lastSequence())
        {
            overtake(book);
        }
        if (!book.isLive() && (changeId >= newest || pending.chainFrom(changeId) == newest) &&
            book.snapshot(timeNs, changeId, levels))
        {
            instrument.attach(this);
            mirror = mirror == null ? new OrderBook(OrderBook.MAX_LEVELS) : mirror;
            mirror.clear();
            putInMirror(levels.levels());
            pending.drainTo(this, instrument, levels);
        }
    }

    /** The change that comes next is here. */
    void apply(final long timeNs, final long previousId, final long changeId, final LevelBuffer levels)
    {
        if (instrument.book().delta(timeNs, previousId, changeId, levels))
        {
            putInMirror(levels.levels());
        }
    }

    /** Whether the book is live by the messages of another connection: as long as it is, these here are not of it. */
    private boolean isToldByAnother(final BookTracker book)
    {
        return book.isLive() && instrument.attachment() != this;
    }

    /** No packet tells that all of a channel's are missing. */
    private void overtake(final BookTracker book)
    {
        if (overtaken == book.lastSequence())
        {
            book.gap();
        }
        overtaken = book.lastSequence();
    }

    private void forget()
    {
        pending.clear();
        changeParts.id = NONE;
        snapshotParts.id = NONE;
    }

    private void putInMirror(final LevelList levels)
    {
        for (int i = 0; i < levels.bidCount(); i++)
        {
            mirror.set(true, levels.bidPrice(i), levels.bidQuantity(i));
        }
        for (int i = 0; i < levels.askCount(); i++)
        {
            mirror.set(false, levels.askPrice(i), levels.askQuantity(i));
        }
    }

    private boolean isSame(final LevelBuffer buffer)
    {
        if (!buffer.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            return false;
        }

        final LevelList levels = buffer.levels();
        boolean isSame = levels.bidCount() == mirror.bids() && levels.askCount() == mirror.asks();
        for (int i = 0; i < levels.bidCount() && isSame; i++)
        {
            isSame = mirror.quantityAt(true, levels.bidPrice(i)) == levels.bidQuantity(i);
        }
        for (int i = 0; i < levels.askCount() && isSame; i++)
        {
            isSame = mirror.quantityAt(false, levels.askPrice(i)) == levels.askQuantity(i);
        }

        return isSame;
    }
}
