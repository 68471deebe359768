package io.tickwire.engine.feed.line;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;

/**
 * A symbol's book as one line has it. It stands at a position: the venue's number, where it gives one, else a digest of
 * all levels, which is a sum of one term a level, so that a change costs a look at each level that it names.
 * Thread: feed-<venue>
 */
final class LineBook
{
    private final int line;
    private final OrderBook levels = new OrderBook(OrderBook.MAX_LEVELS);
    private TickTarget target;
    private boolean isLive;
    private boolean isNumbered;
    private boolean isWhole;
    private long position;
    private long exchangeTimeNs = Decimals.NULL;
    private long moveTimeNs;
    private long place = BookLog.NOWHERE;

    LineBook(final int line)
    {
        this.line = line;
    }

    int line()
    {
        return line;
    }

    /** Whether it is the venue's book, though it may be an older one than other lines have. */
    boolean isLive()
    {
        return isLive;
    }

    /** Whether its position is the venue's number. */
    boolean isNumbered()
    {
        return isNumbered;
    }

    long position()
    {
        return position;
    }

    /** The exchange's time of what came last. */
    long exchangeTimeNs()
    {
        return exchangeTimeNs;
    }

    /** The exchange's time of the last change, or {@link Decimals#NULL}: a whole book's time is of another kind. */
    long changeTimeNs()
    {
        return isWhole ? Decimals.NULL : exchangeTimeNs;
    }

    /** When this line heard of it last. */
    long moveTimeNs()
    {
        return moveTimeNs;
    }

    /** Where in the log of the published book it stands, or {@link BookLog#NOWHERE}. */
    long place()
    {
        return place;
    }

    void place(final long place)
    {
        this.place = place;
    }

    TickTarget target()
    {
        return target;
    }

    /** The number that is told with the book. */
    long sequence()
    {
        return isNumbered ? position : TickSink.NO_SEQUENCE;
    }

    /** All levels, best first. */
    void view(final LevelList out)
    {
        out.clear();
        levels.addView(out, Math.max(levels.bids(), levels.asks()));
    }

    /** It can not be trusted until the next whole book. */
    void lose()
    {
        isLive = false;
        place = BookLog.NOWHERE;
    }

    void snapshot(
        final TickTarget target,
        final long exchangeTimeNs,
        final long sequence,
        final LevelList levels,
        final long nowNs)
    {
        this.target = target;
        this.levels.clear();
        isNumbered = sequence != TickSink.NO_SEQUENCE;
        position = 0;
        place = BookLog.NOWHERE;
        put(levels, exchangeTimeNs, sequence, nowNs);
        isWhole = true;
        isLive = true;
    }

    void delta(final long exchangeTimeNs, final long sequence, final LevelList levels, final long nowNs)
    {
        put(levels, exchangeTimeNs, sequence, nowNs);
        isWhole = false;
    }

    private void put(
        final LevelList levels, final long exchangeTimeNs, final long sequence, final long nowNs)
    {
        this.exchangeTimeNs = exchangeTimeNs;
        moveTimeNs = nowNs;
        if (isNumbered)
        {
            position = sequence;
            for (int i = 0; i < levels.bidCount(); i++)
            {
                this.levels.set(true, levels.bidPrice(i), levels.bidQuantity(i));
            }
            for (int i = 0; i < levels.askCount(); i++)
            {
                this.levels.set(false, levels.askPrice(i), levels.askQuantity(i));
            }
            return;
        }
        for (int i = 0; i < levels.bidCount(); i++)
        {
            digest(true, levels.bidPrice(i), levels.bidQuantity(i));
        }
        for (int i = 0; i < levels.askCount(); i++)
        {
            digest(false, levels.askPrice(i), levels.askQuantity(i));
        }
    }

    private void digest(final boolean isBid, final long price, final long quantity)
    {
        position += term(isBid, price, quantity) - term(isBid, price, levels.quantityAt(isBid, price));
        levels.set(isBid, price, quantity);
    }

    private static long term(final boolean isBid, final long price, final long quantity)
    {
        return quantity == 0 ? 0 : Mix.of(Mix.of(isBid ? price : ~price) ^ quantity);
    }
}
