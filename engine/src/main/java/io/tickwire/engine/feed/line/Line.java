package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

/**
 * A line's end of the arbiter: what its decoders have read passes here where it is news.
 * Thread: feed-<venue>
 */
final class Line implements TickSink
{
    private final LineArbiter arbiter;
    private final int index;

    Line(final LineArbiter arbiter, final int index)
    {
        this.arbiter = arbiter;
        this.index = index;
    }

    @Override
    public void beginBatch(final long receiveTimeNs)
    {
        arbiter.beginBatch(index, receiveTimeNs);
    }

    @Override
    public void received(final long receiveTimeNs)
    {
        arbiter.out().received(receiveTimeNs);
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
        if (symbol(target).isNewTrade(index, exchangeTimeNs, price, quantity, idLow, idHigh, number(side)))
        {
            arbiter.out().trade(target, exchangeTimeNs, price, quantity, idLow, idHigh, side);
        }
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
        if (symbol(target).isNewQuote(index, exchangeTimeNs, venueSequence))
        {
            arbiter.out().quote(
                target, exchangeTimeNs, bidPrice, bidQuantity, askPrice, askQuantity, venueSequence);
        }
    }

    @Override
    public void ticker(final TickTarget target, final long exchangeTimeNs, final TickerValues values)
    {
        if (symbol(target).isNewTicker(index, exchangeTimeNs))
        {
            arbiter.out().ticker(target, exchangeTimeNs, values);
        }
    }

    @Override
    public void candle(final TickTarget target, final long exchangeTimeNs, final CandleValues values)
    {
        if (values.isWhole(target.priceExponent(), target.quantityExponent()) &&
            symbol(target).isNewCandle(index, values, target.quantityExponent()))
        {
            arbiter.out().candle(target, exchangeTimeNs, values);
        }
    }

    @Override
    public void liquidation(
        final TickTarget target, final long exchangeTimeNs, final long price, final long quantity, final Side side)
    {
        if (symbol(target).isNewLiquidation(index, exchangeTimeNs, price, quantity, number(side)))
        {
            arbiter.out().liquidation(target, exchangeTimeNs, price, quantity, side);
        }
    }

    @Override
    public void snapshot(
        final TickTarget target, final long exchangeTimeNs, final long venueSequence, final LevelList levels)
    {
        symbol(target).books().snapshot(index, target, exchangeTimeNs, venueSequence, levels);
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
        symbol(target).books().delta(
            index, target, exchangeTimeNs, previousSequence, venueSequence, hasChecksum, checksum, levels);
    }

    @Override
    public void status(final int venueId, final TickTarget target, final FeedState state, final String reason)
    {
        arbiter.onStatus(index, venueId, target, state, reason);
    }

    private SymbolLines symbol(final TickTarget target)
    {
        final SymbolLines symbol = arbiter.symbol(target.symbolId());
        symbol.onHeard(index, target);

        return symbol;
    }

    private static long number(final Side side)
    {
        return side == null ? 0 : side.value();
    }
}
