package io.tickwire.engine.series;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CandlesTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final long START_NS = 1_795_000_020L * SECOND_NS;
    private static final long HUGE = 1_000_000_000_000_000_000L;
    private static final int TRADES = 200_000;
    private static final int LOOK_EVERY = 2_003;

    private final Candles candles = new Candles(60);
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldTellOfEachChangeAndOfEachCloseOnce()
    {
        trade(0, 10, 1);
        trade(MINUTE_NS - 1, 12, 2);
        trade(MINUTE_NS, 11, 3);
        candles.advanceTo(START_NS + 2 * MINUTE_NS, this::onCandle);
        candles.advanceTo(START_NS + 3 * MINUTE_NS, this::onCandle);
        trade(5 * MINUTE_NS, 9, 4);

        assertEquals(
            List.of(
                "CHANGED 0 10-10-10-10 1 1",
                "CHANGED 0 10-12-10-12 3 2",
                "CLOSED 0 10-12-10-12 3 2",
                "CHANGED 1 11-11-11-11 3 1",
                "CLOSED 1 11-11-11-11 3 1",
                "CHANGED 2 9-9-9-9 4 1"),
            told);
        assertEquals(START_NS + 5 * MINUTE_NS, candles.openTimeNs(2));
        assertTrue(candles.isClosed(1));
        assertFalse(candles.isClosed(2));
    }

    @Test
    void shouldCorrectAClosedCandleWithoutItsOpenAndClose()
    {
        trade(10, 10, 1);
        trade(MINUTE_NS, 11, 3);
        told.clear();
        trade(5, 20, 1);

        assertEquals(List.of("CORRECTED 0 10-20-10-10 2 2"), told);
    }

    @Test
    void shouldAmendOpenAndCloseOfTheNewestCandleByTheTimeOfTheTrade()
    {
        trade(10, 10, 1);
        trade(5, 20, 1);
        trade(7, 30, 1);
        trade(10, 15, 1);
        candles.advanceTo(START_NS + MINUTE_NS, this::onCandle);
        told.clear();
        trade(11, 16, 1);

        assertEquals(List.of("CORRECTED 0 20-30-10-16 5 5"), told);
    }

    @Test
    void shouldIgnoreATradeOfAnEmptyIntervalBetweenCandles()
    {
        trade(0, 10, 1);
        trade(2 * MINUTE_NS, 11, 3);
        told.clear();
        trade(MINUTE_NS, 1, 1);
        trade(-1, 1, 1);

        assertEquals(List.of(), told);
        assertEquals(2, candles.lateTrades());
    }

    @Test
    void shouldCloseACandleAtOnceThatBeginsAfterItsInterval()
    {
        trade(0, 10, 1);
        candles.advanceTo(START_NS + 5 * MINUTE_NS, this::onCandle);
        told.clear();
        trade(2 * MINUTE_NS, 11, 3);

        assertEquals(List.of("CHANGED 1 11-11-11-11 3 1", "CLOSED 1 11-11-11-11 3 1"), told);
    }

    @Test
    void shouldRefuseIntervalsThatMakeNoSense()
    {
        assertThrows(IllegalArgumentException.class, () -> new Candles(0));
        assertThrows(IllegalArgumentException.class, () -> new CandleSet(60, 60));
        assertThrows(IllegalArgumentException.class, () -> new CandleSet(new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new CandleSet(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThrows(IllegalArgumentException.class, () -> new CandleSet().ofSeconds(2));
        assertEquals(6, new CandleSet().size());
        assertEquals(3_600 * SECOND_NS, new CandleSet().ofSeconds(3_600).intervalNs());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 300, 900, 3_600, 86_400})
    void shouldTellTheSameAsTheTwinThatKeepsEveryTrade(final int seconds)
    {
        final long intervalNs = seconds * SECOND_NS;
        final SplittableRandom random = new SplittableRandom(seconds);
        final Candles candles = new Candles(seconds);
        final NaiveCandles naive = new NaiveCandles(intervalNs);
        final CandleListener nobody = (changed, index, change) -> assertTrue(index < changed.size());
        long timeNs = START_NS;
        for (int i = 0; i < TRADES; i++)
        {
            timeNs += random.nextLong(intervalNs / 10);
            timeNs += random.nextInt(1_000) == 0 ? random.nextLong(20 * intervalNs) : 0;
            final long tradeNs = timeNs - switch (random.nextInt(50))
            {
                case 0 -> random.nextLong(400 * intervalNs);
                case 1, 2 -> random.nextLong(3 * intervalNs);
                default -> 0;
            };
            final long quantity = random.nextInt(20) == 0 ? HUGE + random.nextLong(HUGE) : random.nextLong(1_000_000);
            final long price = random.nextLong(-1_000, 1_000_000);
            candles.onTrade(tradeNs, price, quantity, nobody);
            naive.onTrade(tradeNs, price, quantity);
            if (random.nextInt(500) == 0)
            {
                timeNs += random.nextLong(3 * intervalNs);
                candles.advanceTo(timeNs, nobody);
                naive.advanceTo(timeNs);
            }
            if (i % LOOK_EVERY == 0 || i == TRADES - 1)
            {
                assertSame(naive, candles);
            }
        }
        assertEquals(Candles.MAX_BYTES, candles.bytes());
    }

    private static void assertSame(final NaiveCandles naive, final Candles candles)
    {
        assertEquals(naive.lateTrades(), candles.lateTrades());
        assertEquals(naive.candles().size(), candles.size());
        int index = 0;
        for (final Map.Entry<Long, NaiveCandles.Candle> entry : naive.candles().entrySet())
        {
            final NaiveCandles.Candle candle = entry.getValue();
            assertEquals(entry.getKey(), candles.openTimeNs(index));
            assertEquals(candle.open(), candles.open(index));
            assertEquals(candle.high(), candles.high(index));
            assertEquals(candle.low(), candles.low(index));
            assertEquals(candle.close(), candles.close(index));
            assertEquals(candle.volume(), candles.volume(index));
            assertEquals(candle.trades(), candles.trades(index));
            assertEquals(naive.isClosed(entry.getKey()), candles.isClosed(index));
            index++;
        }
    }

    private void trade(final long afterNs, final long price, final long quantity)
    {
        candles.onTrade(START_NS + afterNs, price, quantity, this::onCandle);
    }

    private void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        assertEquals(change != CandleChange.CHANGED, candles.isClosed(index));
        told.add(change + " " + index + " " + candles.open(index) + '-' + candles.high(index) + '-' +
            candles.low(index) + '-' + candles.close(index) + ' ' + candles.volume(index) + ' ' +
            candles.trades(index));
    }
}
