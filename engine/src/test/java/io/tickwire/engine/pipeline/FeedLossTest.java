package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Ticks that never reached the engine, as their publisher announces. */
class FeedLossTest
{
    private static final int SLOTS = 32;

    private final SteppedMarket market =
        new SteppedMarket(SteppedMarket.SMALL.with(new EngineConfig.Ticks(SLOTS, 512)));

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldSayWhichEventsWereLostBeforeTheRing(final Encoding encoding)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, encoding);
        market.settle();
        loseTrades(5);
        assertEquals(SLOTS, SteppedMarket.of(FrameKind.DATA, market.settle()).size());
        market.trade(500);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.GAP, FrameKind.DATA), SteppedMarket.kinds(frames));
        assertGap(frames.get(0), SLOTS + 1, SLOTS + 5);
        assertEquals(SLOTS + 5, frames.get(1).integer("pseq"));
        assertEquals(SLOTS + 6, frames.get(1).integer("seq"));
        assertEquals(5, market.count(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(5, market.count(EngineCounter.TICKS_LOST_UPSTREAM));
        assertEquals(0, market.count(EngineCounter.EVENTS_DROPPED));
    }

    @Test
    void shouldAnnounceALossThatNoTickFollows()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
        market.settle();
        loseTrades(1);
        market.settle();
        market.ticks().publisher().beginBatch(market.stepped().nowNs());

        assertGap(SteppedMarket.only(FrameKind.GAP, market.settle()), SLOTS + 1, SLOTS + 1);
    }

    @Test
    void shouldNotMergeAcrossALoss()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.trade(101);
        LostTrades.announce(market.ticks().publisher(), 3);
        market.trade(102);
        market.trade(103);
        final List<SeenFrame> frames = market.stepAndRead();

        assertEquals(List.of(FrameKind.DATA, FrameKind.GAP, FrameKind.DATA), SteppedMarket.kinds(frames));
        assertEquals(2, frames.get(0).integer("n"));
        assertGap(frames.get(1), 3, 5);
        assertEquals(5, frames.get(2).integer("pseq"));
        assertEquals(2, frames.get(2).integer("n"));
    }

    /** What came before a loss must go out before it is told; what came after it has no such need. */
    @Test
    void shouldLetWhatComesAfterALossWaitForTheEndOfItsInterval()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_1000, Encoding.JSON);
        market.settle();
        LostTrades.announce(market.ticks().publisher(), 3);
        market.trade(102);
        assertEquals(List.of(FrameKind.GAP), SteppedMarket.kinds(market.settle()));

        market.trade(103);
        market.advanceMs(1_000);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals(3, frame.integer("pseq"));
        assertEquals(2, frame.integer("n"));
    }

    @Test
    void shouldJoinALossToTheDropsBeforeIt()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        for (int i = 0; i < 1_030; i++)
        {
            market.trade(100);
            market.stepAndRead();
        }
        LostTrades.announce(market.ticks().publisher(), 4);
        market.stepAndRead();
        market.release();

        assertGap(SteppedMarket.only(FrameKind.GAP, market.settle()), 1_025, 1_034);
        assertEquals(6, market.count(EngineCounter.EVENTS_DROPPED));
    }

    @Test
    void shouldHealALostStateWithTheNext()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < SLOTS + 3; i++)
        {
            market.ticks().quote(100, 1, 101, 1);
        }
        market.settle();
        market.quote(200);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.DATA), SteppedMarket.kinds(frames));
        assertEquals(SLOTS, frames.get(0).integer("pseq"));
        assertEquals(3, market.count(EngineCounter.TICKS_LOST_UPSTREAM));
        assertEquals(0, market.count(EngineCounter.GAPS_ANNOUNCED));
    }

    @Test
    void shouldSayWhatWasLongerThanASlot()
    {
        market.subscribe(Channel.LIQUIDATION, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        assertEquals(TickPublisher.TOO_LONG, market.ticks().publisher().claim(
            10_000, TradeEncoder.TEMPLATE_ID, SteppedMarket.ALPHA, SteppedMarket.BTC));
        market.ticks().liquidation(100, 1, Side.BUY);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.DATA, FrameKind.GAP), SteppedMarket.kinds(frames));
        assertEquals("trade", frames.get(1).text("channel"));
        assertGap(frames.get(1), 1, 1);
        assertEquals(1, market.count(EngineCounter.TICKS_DROPPED_TOO_LONG));
        assertEquals(SteppedMarket.BTC, market.ticks().publisher().takeResync());
    }

    @Test
    void shouldSayWhichPrivateMessagesWereLost()
    {
        market.subscribe(Channel.ORDERS, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < SLOTS + 2; i++)
        {
            market.ticks().order(SteppedMarket.ALICE, 100, 1, "o" + i, "");
        }
        market.ticks().order(SteppedMarket.BOB, 100, 1, "o", "");
        assertEquals(SLOTS, market.settle().size());
        market.ticks().order(SteppedMarket.ALICE, 100, 1, "last", "");
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.DATA, FrameKind.GAP), kindsSorted(frames));
        final SeenFrame gap = SteppedMarket.only(FrameKind.GAP, frames);
        assertGap(gap, SLOTS + 1, SLOTS + 2);
        assertEquals("alice", gap.text("account"));
        assertEquals(SLOTS + 3, SteppedMarket.only(FrameKind.DATA, frames).sequence());
        assertEquals(3, market.count(EngineCounter.TICKS_LOST_UPSTREAM));
    }

    @Test
    void shouldMakeNoGapOfALossOfNothing()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        LostTrades.announce(market.ticks().publisher(), 0);
        market.trade(101);

        assertEquals(List.of(FrameKind.DATA, FrameKind.DATA), SteppedMarket.kinds(market.settle()));
    }

    private void loseTrades(final int count)
    {
        for (int i = 0; i < SLOTS; i++)
        {
            market.trade(100 + i);
        }
        for (int i = 0; i < count; i++)
        {
            assertEquals(TickPublisher.RING_FULL, market.ticks().trade(100, 1, Side.BUY, 1, 0));
        }
    }

    private static List<FrameKind> kindsSorted(final List<SeenFrame> frames)
    {
        return frames.stream().map(SeenFrame::kind).sorted().toList();
    }

    private static void assertGap(final SeenFrame gap, final long from, final long to)
    {
        assertEquals(FrameKind.GAP, gap.kind());
        assertEquals("feed_loss", gap.text("reason"));
        assertEquals(from, gap.integer("from"));
        assertEquals(to, gap.integer("to"));
    }
}
