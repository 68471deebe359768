package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Two lines at their arbiter, and what comes out of it. Each word of a line comes a millisecond later than the one
 * before. A book has one level a side, of a quantity that tells which book it is.
 */
abstract class TwoLines
{
    protected static final long NO_TIME = Decimals.NULL;
    protected static final long NO_NUMBER = TickSink.NO_SEQUENCE;
    protected static final long MILLI_NS = 1_000_000;

    protected final WordSink out = new WordSink();
    protected final LineArbiter arbiter = new LineArbiter("test", out, 2);
    protected final TickTarget target = new TestTarget(7);
    protected long nowNs = MILLI_NS;

    private record TestTarget(int symbolId) implements TickTarget
    {
        @Override
        public int venueId()
        {
            return 1;
        }

        @Override
        public int priceExponent()
        {
            return 0;
        }

        @Override
        public int quantityExponent()
        {
            return 0;
        }
    }

    protected final TickSink line(final int index)
    {
        nowNs += MILLI_NS;
        arbiter.line(index).beginBatch(nowNs);

        return arbiter.line(index);
    }

    protected final void trade(final int line, final long id, final long timeNs)
    {
        line(line).trade(target, timeNs, 10, 5, id, 0, Side.BUY);
    }

    protected final void liquidation(final int line, final long timeNs)
    {
        line(line).liquidation(target, timeNs, 10, 5, Side.SELL);
    }

    protected final void quote(final int line, final long bid, final long sequence, final long timeNs)
    {
        line(line).quote(target, timeNs, bid, 1, bid + 1, 1, sequence);
    }

    protected final void ticker(final int line, final long timeNs)
    {
        line(line).ticker(target, timeNs, new TickerValues());
    }

    protected final void candle(final int line, final long openTimeNs, final long volume, final boolean isClosed)
    {
        final CandleValues candle = new CandleValues();
        final JsonDecimal value = new JsonDecimal();
        value.set(volume, 0);
        for (final CandleValues.Field field : CandleValues.Field.values())
        {
            candle.set(field, value);
        }
        candle.openTimeNs(openTimeNs);
        candle.intervalSeconds(60);
        candle.closed(isClosed);
        line(line).candle(target, NO_TIME, candle);
    }

    protected final void book(final int line, final long sequence, final long quantity)
    {
        bookAt(line, NO_TIME, sequence, quantity);
    }

    protected final void bookAt(final int line, final long timeNs, final long sequence, final long quantity)
    {
        line(line).snapshot(target, timeNs, sequence, levels(quantity));
    }

    protected final void change(final int line, final long sequence, final long quantity)
    {
        changeAt(line, sequence, sequence, quantity);
    }

    protected final void changeAt(final int line, final long timeNs, final long sequence, final long quantity)
    {
        line(line).delta(target, timeNs, sequence - 1, sequence, false, 0, levels(quantity));
    }

    protected final void wholeOf(final int line, final long quantity)
    {
        line(line).snapshot(target, NO_TIME, NO_NUMBER, levels(quantity));
    }

    protected final void changeOf(final int line, final long timeNs, final long quantity)
    {
        line(line).delta(target, timeNs, NO_NUMBER, NO_NUMBER, false, 0, levels(quantity));
    }

    protected final void status(final int line, final TickTarget target, final FeedState state)
    {
        arbiter.line(line).status(1, target, state, "test");
    }

    protected static LevelList levels(final long quantity)
    {
        final LevelList levels = new LevelList();
        levels.addBid(99, quantity);
        levels.addAsk(101, quantity);

        return levels;
    }

    protected final void assertBook(final long quantity)
    {
        assertEquals(Map.of(99L, quantity), out.bids);
        assertEquals(Map.of(101L, quantity), out.asks);
    }

    protected final void assertCounts(final int line, final long won, final long duplicates, final long filled)
    {
        assertEquals(won, arbiter.stats(line).get(LineCounter.WON));
        assertEquals(duplicates, arbiter.stats(line).get(LineCounter.DUPLICATES));
        assertEquals(filled, arbiter.stats(line).get(LineCounter.FILLED));
    }
}
