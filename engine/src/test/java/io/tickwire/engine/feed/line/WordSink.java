package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps what it is told as words, and the last book besides.
 */
final class WordSink implements TickSink
{
    final List<String> words = new ArrayList<>();
    final TreeMap<Long, Long> bids = new TreeMap<>();
    final TreeMap<Long, Long> asks = new TreeMap<>();
    boolean isLive;

    /** What came since this was asked last. */
    String take()
    {
        final String taken = String.join("; ", words);
        words.clear();

        return taken;
    }

    @Override
    public void beginBatch(final long receiveTimeNs)
    {
    }

    @Override
    public void received(final long receiveTimeNs)
    {
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
        words.add("trade %d: %d x %d %s id=%d t=%d".formatted(
            target.symbolId(), price, quantity, side, idLow, exchangeTimeNs));
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
        words.add("quote %d/%d".formatted(bidPrice, askPrice));
    }

    @Override
    public void ticker(final TickTarget target, final long exchangeTimeNs, final TickerValues values)
    {
        words.add("ticker t=" + exchangeTimeNs);
    }

    @Override
    public void candle(final TickTarget target, final long exchangeTimeNs, final CandleValues values)
    {
        words.add("candle %d v=%d%s".formatted(
            values.openTimeNs(), values.volume(target.quantityExponent()), values.isClosed() ? " closed" : ""));
    }

    @Override
    public void liquidation(
        final TickTarget target, final long exchangeTimeNs, final long price, final long quantity, final Side side)
    {
        words.add("liquidation %d x %d %s t=%d".formatted(price, quantity, side, exchangeTimeNs));
    }

    @Override
    public void snapshot(
        final TickTarget target, final long exchangeTimeNs, final long venueSequence, final LevelList levels)
    {
        bids.clear();
        asks.clear();
        isLive = true;
        put(levels);
        words.add("book " + number(venueSequence));
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
        put(levels);
        words.add("change " + number(venueSequence));
    }

    @Override
    public void status(final int venueId, final TickTarget target, final FeedState state, final String reason)
    {
        isLive &= state != FeedState.STALE && state != FeedState.DISCONNECTED;
        words.add((target == null ? "all " : "") + state + " " + reason);
    }

    private void put(final LevelList levels)
    {
        for (int i = 0; i < levels.bidCount(); i++)
        {
            put(bids, levels.bidPrice(i), levels.bidQuantity(i));
        }
        for (int i = 0; i < levels.askCount(); i++)
        {
            put(asks, levels.askPrice(i), levels.askQuantity(i));
        }
    }

    private static void put(final TreeMap<Long, Long> side, final long price, final long quantity)
    {
        if (quantity == 0)
        {
            side.remove(price);
        }
        else
        {
            side.put(price, quantity);
        }
    }

    private static String number(final long sequence)
    {
        return sequence == NO_SEQUENCE ? "?" : Long.toString(sequence);
    }
}
