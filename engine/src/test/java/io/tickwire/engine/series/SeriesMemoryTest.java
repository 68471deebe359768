package io.tickwire.engine.series;

import io.tickwire.engine.schema.sbe.SignalAction;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a symbol takes, and that a trade takes nothing.
 */
class SeriesMemoryTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_794_960_000L * SECOND_NS;
    private static final int SYMBOLS = 10_000;
    private static final int TRADES = 1_000_000;
    private static final int ROUNDS = 3;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final RollingStats stats = new RollingStats();
    private final CandleSet candles = new CandleSet();
    private final Indicators indicators = new Indicators(-2, -8);
    private final RecentTrades recent = new RecentTrades();
    private final MarketSnapshot snapshot = new MarketSnapshot(Indicators.DEFAULT_SECONDS);
    private final CandleListener candleListener = this::onCandle;
    private final SignalListener signalListener = this::onSignal;
    private long timeNs = START_NS;
    private long signals;

    @Test
    void shouldAllocateNothingInSteadyState()
    {
        // With a day of trades all chunks and all candles but those of days are there.
        trade(TRADES, 400_000_000L);
        trade(TRADES, 400 * SECOND_NS);
        long allocated = allocatedBy(TRADES);
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        for (int round = 1; round < ROUNDS && allocated != 0; round++)
        {
            allocated = allocatedBy(TRADES);
        }

        assertEquals(0, allocated, "bytes allocated over " + TRADES + " trades");
        assertTrue(signals > TRADES / 1_000);
        assertEquals(RollingStats.MAX_BYTES, stats.bytes());
        assertEquals(6 * Candles.MAX_BYTES, candles.bytes());
        assertEquals(96_400, RollingStats.MAX_BYTES);
        assertEquals(100_896, candles.bytes());
    }

    @Test
    void shouldTakeLittleForTenThousandSymbolsThatHardlyTrade()
    {
        final CandleListener nobody = (candles, index, change) -> assertTrue(index < candles.size());
        long bytes = 0;
        for (int i = 0; i < SYMBOLS; i++)
        {
            final RollingStats stats = new RollingStats();
            final CandleSet candles = new CandleSet();
            assertEquals(0, stats.bytes());
            for (int j = 0; j < 10; j++)
            {
                stats.onTrade(START_NS + j * SECOND_NS, 100, 1);
                candles.onTrade(START_NS + j * SECOND_NS, 100, 1, nobody);
            }
            bytes += stats.bytes() + candles.bytes();
        }

        // One hour's chunk, and six times 16 candles.
        assertEquals(SYMBOLS * (60L * 64 + 16 + 6 * (16 * 56 + 16)), bytes);
        assertTrue(bytes < 100_000_000, "bytes=" + bytes);
    }

    /** From a second after noon to a second after noon: what is bounded has parts of intervals at both ends. */
    @Test
    void shouldTakeWhatIsSaidOnceItIsTradedForADay()
    {
        final CandleListener nobody = (candles, index, change) -> assertTrue(index < candles.size());
        final CandleSet candles = new CandleSet();
        final long startNs = (START_NS / (86_400 * SECOND_NS) * 86_400 + 43_201) * SECOND_NS;
        for (int i = 0; i < 86_400; i++)
        {
            candles.onTrade(startNs + i * SECOND_NS, 100, 1, nobody);
        }

        for (int i = 0; i < candles.size(); i++)
        {
            final Candles interval = candles.get(i);
            assertEquals(interval.bytes(), Candles.bytesAfter(86_400, interval.intervalNs() / SECOND_NS));
        }
        assertEquals(60_352, candles.bytes());
    }

    private long allocatedBy(final int count)
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        trade(count, 400_000_000L);

        return threads.getThreadAllocatedBytes(threadId) - before;
    }

    private void trade(final int count, final long gapNs)
    {
        for (int i = 0; i < count; i++)
        {
            timeNs += gapNs;
            final long price = 6_000_000 + (i * 7_919L & 0xFFFF);
            final long tradeNs = (i & 63) == 0 ? timeNs - 100 * SECOND_NS : timeNs;
            stats.onTrade(tradeNs, price, 1 + i);
            candles.onTrade(tradeNs, price, 1 + i, candleListener);
            recent.onTrade(tradeNs, price, 1 + i, 1);
            if ((i & 15) == 0)
            {
                stats.advanceTo(timeNs);
                candles.advanceTo(timeNs, candleListener);
                snapshot.copyFrom("BTC/USD", recent, candles.get(1), indicators).quote(price, 1, price + 1, 1);
                signals += stats.vwap() + stats.changePercent() > 0 ? 0 : 1;
            }
        }
    }

    private void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        if (change == CandleChange.CLOSED && candles == this.candles.get(1))
        {
            indicators.onClosed(candles, index, signalListener);
        }
    }

    private void onSignal(
        final Indicator indicator,
        final SignalAction action,
        final long value,
        final int exponent,
        final int confidence)
    {
        signals++;
    }
}
