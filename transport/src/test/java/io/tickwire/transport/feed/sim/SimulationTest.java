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

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationTest
{
    private static final int TICKS = 100_000;
    private static final int FEW_TICKS = 20_000;

    @ParameterizedTest
    @CsvSource({"1,10,3,2,512", "2,1,1,0,512", "3,40,16,9,256", "4,3,2,1,1024"})
    void shouldKeepBooksQuotesAndTradesConsistent(
        final long seed, final int symbols, final int venues, final int accounts, final int slotBytes)
    {
        final SteppedMarket market = new SteppedMarket(seed, symbols, venues, accounts, slotBytes);
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
    void shouldMakeTheSameTicksOfTheSameSeedWheneverTheyAreMade()
    {
        final TickLog first = ticksOf(9, 0);
        final TickLog second = ticksOf(9, 12_345_678_901L);

        assertEquals(first.withoutTimes(), second.withoutTimes());
        assertNotEquals(first.timesNs(), second.timesNs());
    }

    @Test
    void shouldMakeOtherTicksOfAnotherSeed()
    {
        assertNotEquals(ticksOf(9, 0).withoutTimes(), ticksOf(10, 0).withoutTimes());
    }

    @Test
    void shouldMakeTheSameTicksWhetherOthersFoundRoomOrNot()
    {
        final TickLog all = ticksOf(9, 0);
        final SteppedMarket market = new SteppedMarket(9, 4, 2);
        market.open((slot, sequence) -> { });
        for (int i = 0; i < FEW_TICKS / 2; i++)
        {
            market.simulation().next(market.nowNs());
        }
        assertTrue(market.simulation().refused() > 0);
        final TickLog later = new TickLog();
        market.read((slot, sequence) -> { });
        market.run(FEW_TICKS / 2, later);

        final List<String> told = later.withoutTimes();
        final int tail = FEW_TICKS / 4;
        assertEquals(
            all.withoutTimes().subList(all.withoutTimes().size() - tail, all.withoutTimes().size()),
            told.subList(told.size() - tail, told.size()));
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

    private static TickLog ticksOf(final long seed, final long laterNs)
    {
        final SteppedMarket market = new SteppedMarket(seed, 4, 2);
        market.advanceNs(laterNs);
        final TickLog log = new TickLog();
        market.open(log);
        market.run(FEW_TICKS, log);

        return log;
    }
}
