package io.tickwire.engine.feed;

import io.tickwire.engine.book.BookChecksum;
import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.schema.LevelList;

/**
 * The book of an instrument whose venue sends checksums, or cuts its books off at a depth: it is kept here too, so that
 * what does not agree is never published. Levels that fall out of the depth are published as deleted, so that whoever
 * reads the ticks need not know the venue's rule.
 * Thread: feed-<venue>
 */
public final class CheckedBook
{
    /**
     * Whose checksum it is.
     * Thread: any
     */
    public enum Rule
    {
        KRAKEN, OKX, BITFINEX
    }

    private final Instrument instrument;
    private final BookTracker tracker;
    private final Rule rule;
    private final BookChecksum checksums;
    private final OrderBook book = new OrderBook(OrderBook.MAX_LEVELS);
    private int depth = OrderBook.MAX_LEVELS;
    private int priceDecimals;
    private int quantityDecimals;

    /** What the last checksum was, and of which levels; whether it is another one now. */
    private long checksum;
    private long worstBid;
    private long worstAsk;
    private boolean hasChanged = true;

    CheckedBook(final Instrument instrument, final Rule rule, final BookChecksum checksums)
    {
        this.instrument = instrument;
        this.tracker = instrument.book();
        this.rule = rule;
        this.checksums = checksums;
    }

    /**
     * From its next message on the venue keeps the book to so many levels of each side; at first to all that it sends.
     */
    public void depth(final int depth)
    {
        this.depth = depth;
    }

    public int depth()
    {
        return depth;
    }

    /**
     * A whole book has come, without a checksum.
     *
     * @return whether it is live now.
     */
    public boolean snapshot(final long exchangeTimeNs, final long venueSequence, final LevelBuffer levels)
    {
        if (!take(levels, true))
        {
            return false;
        }
        tracker.publishSnapshot(exchangeTimeNs, venueSequence, levels.levels());

        return true;
    }

    /**
     * A whole book has come.
     *
     * @return whether it is live now.
     */
    public boolean snapshot(
        final long exchangeTimeNs, final long venueSequence, final long checksum, final LevelBuffer levels)
    {
        if (!take(levels, true) || !agrees(checksum))
        {
            return false;
        }
        tracker.publishSnapshot(exchangeTimeNs, venueSequence, levels.levels());

        return true;
    }

    /**
     * The change that comes next has come, without a checksum.
     *
     * @return whether it was published; not where the book is not live.
     */
    public boolean delta(
        final long exchangeTimeNs, final long previousSequence, final long venueSequence, final LevelBuffer levels)
    {
        if (!isLive() || !take(levels, false))
        {
            return false;
        }
        tracker.publishDelta(exchangeTimeNs, previousSequence, venueSequence, false, 0, levels.levels());

        return true;
    }

    /**
     * The change that comes next has come.
     *
     * @param checksum of the book after it.
     * @return whether it was published; not where the book is not live.
     */
    public boolean delta(
        final long exchangeTimeNs,
        final long previousSequence,
        final long venueSequence,
        final long checksum,
        final LevelBuffer levels)
    {
        if (!isLive() || !take(levels, false) || !agrees(checksum))
        {
            return false;
        }
        tracker.publishDelta(
            exchangeTimeNs, previousSequence, venueSequence, true, checksum & 0xFFFF_FFFFL, levels.levels());

        return true;
    }

    /**
     * A checksum of the book as it is has come by itself.
     *
     * @return whether it agrees; the book can not be trusted where not.
     */
    public boolean check(final long checksum)
    {
        return tracker.isLive() && agrees(checksum);
    }

    private boolean isLive()
    {
        if (!tracker.isLive())
        {
            tracker.missSnapshot();
        }

        return tracker.isLive();
    }

    private boolean take(final LevelBuffer levels, final boolean isSnapshot)
    {
        final boolean isExact = levels.scale(instrument.priceExponent(), instrument.quantityExponent());
        if (!isExact)
        {
            levels.tellNeeds(instrument);
        }
        if (isSnapshot)
        {
            tracker.onAnswered();
            priceDecimals = 0;
            quantityDecimals = 0;
            levels.levels().sort();
            levels.levels().truncate(depth);
            book.clear();
            hasChanged = true;
        }
        if (!isExact)
        {
            if (isSnapshot)
            {
                tracker.inexactSnapshot();
            }
            else
            {
                tracker.inexactDelta();
            }
            return false;
        }
        if (levels.priceDecimals() > priceDecimals || levels.quantityDecimals() > quantityDecimals)
        {
            hasChanged = true;
            priceDecimals = Math.max(priceDecimals, levels.priceDecimals());
            quantityDecimals = Math.max(quantityDecimals, levels.quantityDecimals());
        }
        put(levels.levels());
        if (book.bids() > depth || book.asks() > depth)
        {
            truncate(levels.levels());
        }

        return true;
    }

    private void put(final LevelList levels)
    {
        for (int i = 0; i < levels.bidCount(); i++)
        {
            book.set(true, levels.bidPrice(i), levels.bidQuantity(i));
            hasChanged |= levels.bidPrice(i) >= worstBid;
        }
        for (int i = 0; i < levels.askCount(); i++)
        {
            book.set(false, levels.askPrice(i), levels.askQuantity(i));
            hasChanged |= levels.askPrice(i) <= worstAsk;
        }
    }

    private void truncate(final LevelList levels)
    {
        for (int i = depth; i < book.bids(); i++)
        {
            levels.addBid(book.bidPrice(i), 0);
        }
        for (int i = depth; i < book.asks(); i++)
        {
            levels.addAsk(book.askPrice(i), 0);
        }
        book.truncate(depth);
    }

    private boolean agrees(final long expected)
    {
        // Most changes of a deep book are below the levels that it is of.
        if (hasChanged)
        {
            checksum = checksum();
            worstBid = checksums.worstBid();
            worstAsk = checksums.worstAsk();
            hasChanged = false;
        }
        final boolean isGood = (int)checksum == (int)expected;
        tracker.checksum(isGood);

        return isGood;
    }

    private long checksum()
    {
        return switch (rule)
        {
            case KRAKEN -> checksums.kraken(
                book, instrument.priceExponent(), instrument.quantityExponent(), priceDecimals, quantityDecimals);
            case OKX -> checksums.okx(book, instrument.priceExponent(), instrument.quantityExponent());
            case BITFINEX -> checksums.bitfinex(book, instrument.priceExponent(), instrument.quantityExponent());
        };
    }
}
