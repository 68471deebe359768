package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationTest
{
    private static final int TICKS = 200_000;

    @ParameterizedTest
    @CsvSource({"1,10,3,512", "2,1,1,512", "3,40,16,256", "4,3,2,1024"})
    void shouldKeepBooksQuotesAndTradesConsistent(
        final long seed, final int symbols, final int venues, final int slotBytes)
    {
        final SteppedMarket market = new SteppedMarket(seed, symbols, venues, slotBytes);
        final NaiveMarket naive = new NaiveMarket();
        market.open(naive);
        assertEquals(symbols * venues, naive.books());
        market.run(TICKS, naive);

        assertEquals(0, market.simulation().refused());
        assertTrue(naive.ticksOf(TradeDecoder.TEMPLATE_ID) > TICKS / 20);
        assertTrue(naive.ticksOf(QuoteDecoder.TEMPLATE_ID) > TICKS / 5);
        assertTrue(naive.ticksOf(BookDeltaDecoder.TEMPLATE_ID) > TICKS / 5);
        assertTrue(naive.ticksOf(TickerDecoder.TEMPLATE_ID) > TICKS / 1_000);
        assertTrue(naive.ticksOf(LiquidationDecoder.TEMPLATE_ID) > TICKS / 2_000);
        assertTrue(naive.ticksOf(BookSnapshotDecoder.TEMPLATE_ID) > symbols * venues);
        assertTrue(venues == 1 || naive.widestGapPerMillion() > 2_100, "gap=" + naive.widestGapPerMillion());
        assertTrue(naive.widestGapPerMillion() < 10_000, "gap=" + naive.widestGapPerMillion());
    }

    @Test
    void shouldTellBooksAnewInTheMidstOfAnEvent()
    {
        final SteppedMarket market = new SteppedMarket(7, 2, 2);
        final NaiveMarket naive = new NaiveMarket();
        market.open(naive);
        for (int i = 0; i < 5_000; i++)
        {
            market.run(1, naive);
            market.simulation().resync(1 + i % 2, i / 2 % 2, market.nowNs());
            market.read(naive);
        }

        assertEquals(0, market.simulation().refused());
    }
}
