package io.tickwire.bench.micro;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

/**
 * Keeps nothing of what a decoder tells, but a sum that it must have been told all of it for.
 */
final class IdleSink implements TickSink
{
    private long sum;

    @Override
    public void beginBatch(final long receiveTimeNs)
    {
        sum += receiveTimeNs;
    }

    @Override
    public void received(final long receiveTimeNs)
    {
        sum += receiveTimeNs;
    }

    @Override
    public void trade(
        final TickTarget target,
        final long exchangeTimeNs,
        final long price,
        final long quantity,
        final long idLow,
        final long idHigh,
        final Side side)
    {
        sum += target.symbolId() + exchangeTimeNs + price + quantity + idLow + idHigh;
    }

    @Override
    public void quote(
        final TickTarget target,
        final long exchangeTimeNs,
        final long bidPrice,
        final long bidQuantity,
        final long askPrice,
        final long askQuantity,
        final long venueSequence)
    {
        sum += target.symbolId() + exchangeTimeNs + bidPrice + bidQuantity + askPrice + askQuantity + venueSequence;
    }

    @Override
    public void ticker(final TickTarget target, final long exchangeTimeNs, final TickerValues values)
    {
        sum += target.symbolId() + exchangeTimeNs;
    }

    @Override
    public void candle(final TickTarget target, final long exchangeTimeNs, final CandleValues values)
    {
        sum += target.symbolId() + exchangeTimeNs;
    }

    @Override
    public void liquidation(
        final TickTarget target, final long exchangeTimeNs, final long price, final long quantity, final Side side)
    {
        sum += target.symbolId() + exchangeTimeNs + price + quantity;
    }

    @Override
    public void snapshot(
        final TickTarget target, final long exchangeTimeNs, final long venueSequence, final LevelList levels)
    {
        sum += target.symbolId() + exchangeTimeNs + venueSequence + levels.bidCount() + levels.askCount();
    }

    @Override
    public void delta(
        final TickTarget target,
        final long exchangeTimeNs,
        final long previousSequence,
        final long venueSequence,
        final boolean hasChecksum,
        final long checksum,
        final LevelList levels)
    {
        sum += target.symbolId() + exchangeTimeNs + previousSequence + venueSequence + checksum + levels.bidCount() +
            levels.askCount();
    }

    @Override
    public void status(final int venueId, final TickTarget target, final FeedState state, final String reason)
    {
        sum += venueId;
    }

    long sum()
    {
        return sum;
    }
}
