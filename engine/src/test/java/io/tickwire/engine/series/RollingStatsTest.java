package io.tickwire.engine.series;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

import static io.tickwire.engine.schema.Decimals.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RollingStatsTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long DAY_NS = 1_440 * MINUTE_NS;
    private static final long START_NS = 1_795_000_000L * SECOND_NS;
    private static final long HUGE = 1_000_000_000_000_000_000L;
    private static final int TRADES = 400_000;
    private static final int LOOK_EVERY = 4_001;

    private final RollingStats stats = new RollingStats();

    @Test
    void shouldKnowNothingBeforeTheFirstTrade()
    {
        stats.advanceTo(START_NS);

        assertEquals(NULL, stats.open());
        assertEquals(NULL, stats.high());
        assertEquals(NULL, stats.low());
        assertEquals(NULL, stats.last());
        assertEquals(NULL, stats.changePercent());
        assertEquals(NULL, stats.vwap());
        assertEquals(0, stats.volume());
        assertEquals(0, stats.trades());
        assertEquals(0, stats.bytes());
    }

    @Test
    void shouldOpenWithTheOldestTradeHoweverLateItCame()
    {
        stats.onTrade(START_NS, 100, 1);
        stats.onTrade(START_NS + 5, 103, 1);
        assertTrue(stats.onTrade(START_NS - 3 * MINUTE_NS, 99, 1));
        assertTrue(stats.onTrade(START_NS - 2 * MINUTE_NS, 98, 1));
        stats.onTrade(START_NS - 3 * MINUTE_NS, 97, 1);

        assertEquals(99, stats.open());
        assertEquals(103, stats.last());
        assertEquals(97, stats.low());
        assertEquals(40_404, stats.changePercent());

        stats.advanceTo(START_NS - 3 * MINUTE_NS + DAY_NS);
        assertEquals(98, stats.open());
        assertEquals(98, stats.low());
        assertEquals(3, stats.trades());
    }

    @Test
    void shouldCountAndIgnoreWhatIsOlderThanTheWindow()
    {
        stats.onTrade(START_NS, 100, 1);

        assertFalse(stats.onTrade(START_NS - DAY_NS - MINUTE_NS, 1, 1));
        assertFalse(stats.onTrade(-1, 1, 1));
        assertEquals(2, stats.lateTrades());
        assertEquals(1, stats.trades());
    }

    @Test
    void shouldMoveTheWindowByATradeOfTheFuture()
    {
        stats.onTrade(START_NS, 100, 1);
        stats.onTrade(START_NS + 3 * DAY_NS, 50, 7);

        assertEquals(50, stats.open());
        assertEquals(50, stats.high());
        assertEquals(7, stats.volume());
        assertEquals(0, stats.changePercent());
    }

    @Test
    void shouldForgetAllWhenNothingIsTradedForADay()
    {
        stats.onTrade(START_NS, 100, 1);
        stats.advanceTo(START_NS + DAY_NS);

        assertEquals(NULL, stats.last());
        assertEquals(NULL, stats.vwap());
        assertEquals(0, stats.volume());
    }

    @Test
    void shouldRoundHalfUpAndTellWhatDoesNotFitAsNotKnown()
    {
        stats.onTrade(START_NS, 1, 1);
        stats.onTrade(START_NS, 2, 1);
        assertEquals(2, stats.vwap());
        stats.onTrade(START_NS, Long.MAX_VALUE, 0);
        assertEquals(NULL, stats.changePercent());

        final RollingStats free = new RollingStats();
        free.onTrade(START_NS, 0, 1);
        free.onTrade(START_NS, -1, 1);
        assertEquals(NULL, free.changePercent());
        assertEquals(-1, free.vwap());
    }

    @Test
    void shouldNotKnowTheVwapWhileASumDoesNotFit()
    {
        stats.onTrade(START_NS, Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, stats.vwap());
        stats.onTrade(START_NS + MINUTE_NS, Long.MAX_VALUE, Long.MAX_VALUE);
        stats.onTrade(START_NS + MINUTE_NS, Long.MAX_VALUE, Long.MAX_VALUE);
        stats.onTrade(START_NS + MINUTE_NS, Long.MAX_VALUE, Long.MAX_VALUE);
        stats.onTrade(START_NS + 2 * MINUTE_NS, 17, 3);
        assertEquals(NULL, stats.vwap());
        assertEquals(Long.MAX_VALUE, stats.volume());

        stats.advanceTo(START_NS + MINUTE_NS + DAY_NS);
        assertEquals(17, stats.vwap());
        assertEquals(3, stats.volume());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldTellTheSameAsTheTwinThatKeepsEveryTrade(final int seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final NaiveStats naive = new NaiveStats();
        // From a trade in 200 ms to one in two minutes.
        final long gapNs = SECOND_NS / 5 * (seed == 1 ? 1 : seed * seed * 24L);
        long timeNs = START_NS;
        long price = 6_000_000;
        for (int i = 0; i < TRADES; i++)
        {
            timeNs += random.nextLong(2 * gapNs);
            timeNs += random.nextInt(50_000) == 0 ? random.nextLong(2 * DAY_NS) : 0;
            price += random.nextInt(-100, 101);
            final long tradeNs = timeNs - switch (random.nextInt(100))
            {
                case 0 -> random.nextLong(10 * MINUTE_NS);
                case 1 -> random.nextLong(DAY_NS + DAY_NS / 10);
                case 2, 3, 4 -> random.nextLong(SECOND_NS);
                default -> 0;
            };
            final long quantity = random.nextInt(20) == 0 ? HUGE + random.nextLong(HUGE) : random.nextLong(1_000_000);
            assertEquals(naive.onTrade(tradeNs, price, quantity), stats.onTrade(tradeNs, price, quantity));
            if (random.nextInt(1_000) == 0)
            {
                timeNs += random.nextLong(30 * MINUTE_NS);
                naive.advanceTo(timeNs);
                stats.advanceTo(timeNs);
            }
            if (i % LOOK_EVERY == 0)
            {
                assertSame(naive);
            }
        }
        assertEquals(naive.lateTrades(), stats.lateTrades());
        assertTrue(stats.bytes() <= RollingStats.MAX_BYTES);
    }

    private void assertSame(final NaiveStats naive)
    {
        final List<NaiveStats.Trade> trades = naive.trades();

        assertEquals(trades.size(), stats.trades());
        assertEquals(NaiveStats.open(trades), stats.open());
        assertEquals(NaiveStats.high(trades), stats.high());
        assertEquals(NaiveStats.low(trades), stats.low());
        assertEquals(NaiveStats.last(trades), stats.last());
        assertEquals(NaiveStats.changePercent(trades), stats.changePercent());
        assertEquals(
            NaiveStats.volume(trades).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact(), stats.volume());
        assertEquals(NaiveStats.vwap(trades), stats.vwap());
    }
}
