package io.tickwire.client.lane;

import io.tickwire.client.sbe.AccountDecoder;
import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.BookSnapshotDecoder;
import io.tickwire.client.sbe.CandleDecoder;
import io.tickwire.client.sbe.ClockDecoder;
import io.tickwire.client.sbe.ExecutionDecoder;
import io.tickwire.client.sbe.FeedStatusDecoder;
import io.tickwire.client.sbe.LiquidationDecoder;
import io.tickwire.client.sbe.NameKind;
import io.tickwire.client.sbe.OrderDecoder;
import io.tickwire.client.sbe.PositionDecoder;
import io.tickwire.client.sbe.QuoteDecoder;
import io.tickwire.client.sbe.SignalDecoder;
import io.tickwire.client.sbe.TickerDecoder;
import io.tickwire.client.sbe.TradeDecoder;

/**
 * What a strategy wants to know; it overrides what matters to it. All calls come out of {@link LaneReader#poll}, in
 * the stream's order. Flyweights stand over shared memory and are valid until the call returns: copy what is kept. A
 * call that lasts longer than the server lets a reader stand still loses it its place, and nobody else anything.
 * Thread: strategy
 */
public interface LaneHandler
{
    /** What nobody has told. */
    long UNKNOWN = Long.MIN_VALUE;

    /** A public trade. */
    default void onTrade(final StreamHead head, final TradeDecoder trade)
    {
    }

    /** The best bid and ask of a venue. */
    default void onQuote(final StreamHead head, final QuoteDecoder quote)
    {
    }

    /** A page of a whole book; {@link LaneReader#book} puts them together. */
    default void onBookSnapshot(final StreamHead head, final BookSnapshotDecoder snapshot)
    {
    }

    /** A page of a book's changed levels. */
    default void onBookDelta(final StreamHead head, final BookDeltaDecoder delta)
    {
    }

    /** A venue's own figures of 24 hours. */
    default void onTicker(final StreamHead head, final TickerDecoder ticker)
    {
    }

    /** A candle of a venue. */
    default void onCandle(final StreamHead head, final CandleDecoder candle)
    {
    }

    /** A forced order. */
    default void onLiquidation(final StreamHead head, final LiquidationDecoder liquidation)
    {
    }

    /** What a model says. */
    default void onSignal(final StreamHead head, final SignalDecoder signal)
    {
    }

    /** The state of an account's order. */
    default void onOrder(final StreamHead head, final OrderDecoder order)
    {
    }

    /** A fill of an account's order. */
    default void onExecution(final StreamHead head, final ExecutionDecoder execution)
    {
    }

    /** An account's position. */
    default void onPosition(final StreamHead head, final PositionDecoder position)
    {
    }

    /** An account's balance. */
    default void onAccount(final StreamHead head, final AccountDecoder account)
    {
    }

    /** What a feed says of itself; books know it already. */
    default void onFeedStatus(final StreamHead head, final FeedStatusDecoder status)
    {
    }

    /** Time has passed: about each 100 ms, whether anything else came or not. */
    default void onClock(final StreamHead head, final ClockDecoder clock)
    {
    }

    /** A book that was asked for is another one now, or can not be trusted any more: see {@link LaneBook#isLive}. */
    default void onBook(final LaneBook book)
    {
    }

    /**
     * The server has started: ids mean nothing until they are defined anew. Books that were asked for are kept, by
     * their names, and begin with their next snapshot. Both values are {@link #UNKNOWN} where the reader comes too late
     * to be told.
     */
    default void onRun(final long epoch, final long startTimeNs)
    {
    }

    /** The server has ended as it was told to: nothing is missing up to here. */
    default void onRunEnd(final long epoch, final long endTimeNs)
    {
    }

    /** What an id of a symbol means, once a run; the exponents are those of the updates that other clients get. */
    default void onSymbol(final int id, final String name, final int priceExponent, final int quantityExponent)
    {
    }

    /** What an id of a venue, an account or an indicator means, once a run. */
    default void onName(final NameKind kind, final int id, final String name)
    {
    }

    /**
     * Ticks that this reader does not get.
     *
     * @param from g of the first.
     * @param to   g of the last.
     */
    default void onLoss(final long epoch, final long from, final long to, final LossCause cause)
    {
    }

    /**
     * From here on messages come as the server publishes them, or out of the journal until the reader has caught up.
     */
    default void onLive(final boolean isLive)
    {
    }
}
