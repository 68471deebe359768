package io.tickwire.engine.pipeline;

import io.tickwire.engine.series.CandleChange;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import io.tickwire.engine.series.Indicator;
import io.tickwire.engine.series.RollingStats;
import io.tickwire.engine.series.SignalListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What begins with candles of an earlier run, against what has seen the trades themselves. */
class SeriesRestoreTest
{
    private static final long MINUTE_NS = 60_000_000_000L;

    /** A whole number of hours. */
    private static final long START_NS = 1_794_996_000_000_000_000L;
    private static final SignalListener NOBODY = (indicator, action, value, exponent, confidence) ->
    {
        // Only the values count here.
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldKnowADayAndTheIndicatorsFromCandles(final long seed)
    {
        final Random random = new Random(seed);
        final Series seen = new Series(new CandleSet(), -2, -6);
        // They end with an hour, so that no candle lies across the window's beginning.
        final long minutes = 60 * (1 + random.nextInt(40));
        trade(seen, random, minutes);

        final CandleSet left = new CandleSet();
        for (int i = 0; i < left.size(); i++)
        {
            copy(seen.candles().get(i), left.get(i));
        }
        final Series restored = new Series(left, -2, -6);
        restored.restore(MINUTE_NS);

        final RollingStats expected = seen.stats();
        final RollingStats stats = restored.stats();
        assertEquals(expected.trades(), stats.trades());
        assertEquals(expected.volume(), stats.volume());
        assertEquals(expected.open(), stats.open());
        assertEquals(expected.high(), stats.high());
        assertEquals(expected.low(), stats.low());
        assertEquals(expected.last(), stats.last());
        assertEquals(expected.changePercent(), stats.changePercent());
        assertEquals(expected.vwap(), stats.vwap(), 2_000, "of prices that move by up to 1,000");
        for (final Indicator indicator : Indicator.values())
        {
            if (indicator != Indicator.VWAP || minutes <= Candles.CAPACITY)
            {
                assertEquals(
                    seen.indicators().value(indicator),
                    restored.indicators().value(indicator),
                    1e-4,
                    indicator.toString());
            }
        }

        // What comes next leaves both alike, up to when all that was restored has left.
        trade(seen, random, minutes, 1, 7);
        trade(restored, random, minutes, 1, 7);
        assertEquals(expected.last(), stats.last());
        seen.stats().advanceTo(START_NS + (minutes + 60 + RollingStats.MINUTES) * MINUTE_NS);
        restored.stats().advanceTo(START_NS + (minutes + 60 + RollingStats.MINUTES) * MINUTE_NS);
        assertEquals(0, stats.trades());
        assertEquals(0, stats.volume());
        assertEquals(expected.vwap(), stats.vwap());
    }

    /** Some minutes have no trade, the last one has. */
    private static void trade(final Series series, final Random random, final long minutes)
    {
        final int rarity = 1 + random.nextInt(3);
        long price = 1_000_000;
        for (long minute = 0; minute < minutes; minute++)
        {
            final int trades = minute == minutes - 1 ? 1 : random.nextInt(1 + 3 * rarity) / rarity;
            price += random.nextInt(2_001) - 1_000;
            trade(series, random, minute, trades, price);
        }
    }

    private static void trade(
        final Series series, final Random random, final long minute, final int trades, final long around)
    {
        for (int i = 0; i < trades; i++)
        {
            final long timeNs = START_NS + minute * MINUTE_NS + i * 10_000_000_000L;
            final long price = trades == 1 ? around : around + random.nextInt(500);
            final long quantity = 1 + i;
            series.stats().onTrade(timeNs, price, quantity);
            series.candles().onTrade(
                timeNs, price, quantity, (candles, index, change) -> onCandle(series, candles, index, change));
        }
    }

    private static void copy(final Candles from, final Candles to)
    {
        for (int i = 0; i < from.size(); i++)
        {
            final long[] fields = {
                from.open(i), from.high(i), from.low(i), from.close(i), from.volume(i), from.trades(i)};
            to.restore(from.openTimeNs(i), fields, 0, from.isClosed(i));
        }
    }

    private static void onCandle(final Series seen, final Candles candles, final int index, final CandleChange change)
    {
        if (change == CandleChange.CLOSED && candles.intervalNs() == MINUTE_NS)
        {
            seen.indicators().onClosed(candles, index, NOBODY);
        }
    }
}
