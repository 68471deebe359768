package io.tickwire.transport.feed.sim;

import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

/**
 * Publishes the ticks of the public market: what happens in it is received when it happens. What finds no room is lost
 * and counted.
 * Thread: feed-<venue>
 */
final class MarketTicks
{
    private static final long PERCENT_MANTISSAS = 1_000_000;
    private static final int PERCENT_DECIMALS = 4;
    private static final String REASON = "simulated";

    private final TickWriter writer;
    private final TickerValues figures = new TickerValues();

    MarketTicks(final TickPublisher publisher)
    {
        writer = new TickWriter(publisher);
    }

    /**
     * How many slots a message of so many levels takes.
     */
    int pages(final int levels)
    {
        return writer.pages(levels);
    }

    /**
     * How many ticks the ring took.
     */
    long published()
    {
        return writer.published();
    }

    /**
     * How many ticks the ring had no room for.
     */
    long refused()
    {
        return writer.refused();
    }

    void trade(
        final Instrument instrument,
        final long timeNs,
        final int price,
        final int quantity,
        final boolean isBuy,
        final long tradeId)
    {
        writer.received(timeNs);
        writer.trade(instrument, timeNs, price, quantity, tradeId, 0, isBuy ? Side.BUY : Side.SELL);
    }

    void quote(final Instrument instrument, final long timeNs, final SimulatedBooks books, final int book)
    {
        writer.received(timeNs);
        writer.quote(
            instrument,
            timeNs,
            books.bid(book),
            books.bidQuantity(book),
            books.ask(book),
            books.askQuantity(book),
            books.sequence(book));
    }

    void ticker(
        final Instrument instrument, final long timeNs, final int last, final DayFigures day, final int index)
    {
        final int priceDecimals = -instrument.priceExponent();
        final int open = day.open(index);
        figures.set(TickerValues.Field.LAST, last, priceDecimals);
        figures.set(TickerValues.Field.OPEN, open, priceDecimals);
        figures.set(TickerValues.Field.HIGH, day.high(index), priceDecimals);
        figures.set(TickerValues.Field.LOW, day.low(index), priceDecimals);
        figures.set(TickerValues.Field.VWAP, day.average(index), priceDecimals);
        figures.set(TickerValues.Field.VOLUME, day.volume(index), -instrument.quantityExponent());
        figures.set(TickerValues.Field.CHANGE, (last - open) * PERCENT_MANTISSAS / open, PERCENT_DECIMALS);
        figures.set(TickerValues.Field.TRADES, day.trades(index), 0);
        writer.received(timeNs);
        writer.ticker(instrument, timeNs, figures);
    }

    /**
     * @param isSale whether somebody was forced to sell.
     */
    void liquidation(
        final Instrument instrument, final long timeNs, final int price, final int quantity, final boolean isSale)
    {
        writer.received(timeNs);
        writer.liquidation(instrument, timeNs, price, quantity, isSale ? Side.SELL : Side.BUY);
    }

    /**
     * What a venue's feed says of all its symbols.
     */
    void status(final int venueId, final long timeNs, final FeedState state)
    {
        writer.received(timeNs);
        writer.status(venueId, null, state, REASON);
    }

    void snapshot(final Instrument instrument, final long timeNs, final LevelList levels, final long sequence)
    {
        writer.received(timeNs);
        writer.snapshot(instrument, timeNs, sequence, levels);
    }

    /**
     * @param sequence of the book after this change, which is the only one since the sequence before.
     */
    void delta(final Instrument instrument, final long timeNs, final LevelList levels, final long sequence)
    {
        writer.received(timeNs);
        writer.delta(instrument, timeNs, sequence - 1, sequence, false, 0, levels);
    }
}
