package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;

/**
 * Takes what a decoder has read, one tick a call: the ring itself ({@link TickWriter}), or who makes one stream of
 * several lines. All values are mantissas under the target's exponents; {@link Decimals#NULL} stands for what is not
 * known, also of times. What is passed in is looked at during the call only.
 * Thread: feed-<venue>
 */
public interface TickSink
{
    /** The venue gives no number. */
    long NO_SEQUENCE = QuoteEncoder.venueSequenceNullValue();

    /**
     * Bytes have come in, and the ticks to follow are from them.
     */
    void beginBatch(long receiveTimeNs);

    /**
     * The ticks to follow came at this time, in the same batch as those before.
     */
    void received(long receiveTimeNs);

    /**
     * @param idLow the venue's id or the low half of its UUID; with {@code idHigh} 0 for a trade that has none.
     * @param side  of the aggressor; null where it is not known.
     */
    void trade(
        TickTarget target, long exchangeTimeNs, long price, long quantity, long idLow, long idHigh, Side side);

    /**
     * @param venueSequence the venue's number for this state, or {@link #NO_SEQUENCE}.
     */
    void quote(
        TickTarget target,
        long exchangeTimeNs,
        long bidPrice,
        long bidQuantity,
        long askPrice,
        long askQuantity,
        long venueSequence);

    /** Figures of 24 hours. */
    void ticker(TickTarget target, long exchangeTimeNs, TickerValues values);

    /** Figures of 24 hours, of an instrument that is told where it can not hold them exactly. */
    default void ticker(final Instrument instrument, final long exchangeTimeNs, final TickerValues values)
    {
        values.tellNeeds(instrument);
        ticker((TickTarget)instrument, exchangeTimeNs, values);
    }

    /** A candle; one that lacks a price, its volume, its time or its length is left out. */
    void candle(TickTarget target, long exchangeTimeNs, CandleValues values);

    /** A candle, of an instrument that is told where it can not hold it exactly. */
    default void candle(final Instrument instrument, final long exchangeTimeNs, final CandleValues values)
    {
        values.tellNeeds(instrument);
        candle((TickTarget)instrument, exchangeTimeNs, values);
    }

    /**
     * @param side of the forced order.
     */
    void liquidation(TickTarget target, long exchangeTimeNs, long price, long quantity, Side side);

    /**
     * A whole book, best levels first.
     */
    void snapshot(TickTarget target, long exchangeTimeNs, long venueSequence, LevelList levels);

    /**
     * What has changed in a book.
     *
     * @param checksum that the venue sent, where {@code hasChecksum}.
     */
    void delta(
        TickTarget target,
        long exchangeTimeNs,
        long previousSequence,
        long venueSequence,
        boolean hasChecksum,
        long checksum,
        LevelList levels);

    /**
     * What the feed says of itself.
     *
     * @param target null: of all of the venue's.
     */
    void status(int venueId, TickTarget target, FeedState state, String reason);
}
