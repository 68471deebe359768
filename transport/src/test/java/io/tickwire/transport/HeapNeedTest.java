package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.SimulatedMarket;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What is said of heaps that are large enough, will not do for long, and will not do.
 */
class HeapNeedTest
{
    private static final long MIB = 1 << 20;
    /** As the launcher sets it by default: 104 MiB, 16 of them young. */
    private static final long ROOM = 88 * MIB;
    private static final long YOUNG = 16 * MIB;

    @Test
    void shouldSayNothingOfWhatFits()
    {
        final HeapNeed need = HeapNeed.of(ServerConfig.defaults());

        assertEquals(30, need.symbols());
        assertTrue(need.refusal(ROOM, YOUNG).isEmpty());
        assertTrue(need.warning(ROOM, YOUNG).isEmpty());
    }

    @Test
    void shouldWarnOfWhatADayOfTradesAdds()
    {
        final HeapNeed need = simulated(1_000);

        assertEquals(25_000_000 + 3_000 * (6_700 + 7_000 + 96_400 + 60_352), need.tradedBytes());
        assertTrue(need.refusal(ROOM, YOUNG).isEmpty());
        assertEquals(
            "3000 symbols at venues take up to 512 MiB of the heap once they were traded for a day, and it has 88 " +
            "for what stays: set TICKWIRE_JAVA_OPTS=-Xmx576m (and what bounds the process, such as MemoryMax, " +
            "with it), or fewer symbols (feed.simulation.symbols, feed.venues)",
            need.warning(ROOM, YOUNG).orElseThrow());
        assertTrue(need.warning(576 * MIB - YOUNG, YOUNG).isEmpty());
    }

    @Test
    void shouldRefuseWhatDoesNotEvenFitAtFirst()
    {
        assertTrue(simulated(5_000).refusal(ROOM, YOUNG).orElseThrow().startsWith(
            "the heap is too small: 15000 symbols at venues take 120 MiB of it, and 2463 once they were traded for a " +
            "day, and it has 88 for what stays: set TICKWIRE_JAVA_OPTS=-Xmx"));
    }

    /** What a pattern means the venue alone knows. */
    @Test
    void shouldCountTheSymbolsThatAreNamed()
    {
        final HeapNeed need = HeapNeed.of(ServerConfig.defaults().with(FeedSettings.of(
            FeedSpec.parse("binance:btcusdt,ethusdt,sol*"), FeedSpec.parse("kraken:btc/usd"))));

        assertEquals(3, need.symbols());
    }

    private static HeapNeed simulated(final int symbols)
    {
        return HeapNeed.of(ServerConfig.defaults().with(FeedSettings.simulated(
            new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), symbols, 1_000, 0))));
    }
}
