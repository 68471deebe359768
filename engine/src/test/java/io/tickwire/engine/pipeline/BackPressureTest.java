package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reader that stalls makes a ring of 16 entries full. */
class BackPressureTest
{
    private static final int SLOTS = 16;

    private SteppedMarket market = new SteppedMarket(SteppedMarket.withFrames(SLOTS));

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldSayWhichEventsWereDropped(final Encoding encoding)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, encoding);
        market.settle();
        market.stall();
        for (int i = 0; i < SLOTS + 4; i++)
        {
            market.trade(100 + i);
        }
        assertEquals(SLOTS, market.stepAndRead().size());
        assertEquals(4, market.count(EngineCounter.EVENTS_DROPPED));
        market.trade(200);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(5, market.count(EngineCounter.EVENTS_DROPPED));

        market.release();
        assertGap(SteppedMarket.only(FrameKind.GAP, market.stepAndRead()), "trade", SLOTS + 1, SLOTS + 5);
        market.trade(300);
        assertEquals(SLOTS + 5, SteppedMarket.only(FrameKind.DATA, market.stepAndRead()).integer("pseq"));
        assertEquals(1, market.count(EngineCounter.GAPS_ANNOUNCED));
    }

    @Test
    void shouldTellTheGapBeforeWhatComesAfterIt()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        for (int i = 0; i <= SLOTS; i++)
        {
            market.trade(100 + i);
        }
        market.stepAndRead();
        market.release();
        market.trade(200);
        final List<SeenFrame> frames = market.stepAndRead();

        assertEquals(List.of(FrameKind.GAP, FrameKind.DATA), SteppedMarket.kinds(frames));
        assertGap(frames.get(0), "trade", SLOTS + 1, SLOTS + 1);
        assertEquals(SLOTS + 2, frames.get(1).integer("seq"));
        assertEquals(SLOTS + 1, frames.get(1).integer("pseq"));
    }

    @Test
    void shouldBeginAnotherGapWhereTheRingFillsAgainAfterTheFirst()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        for (int i = 0; i <= SLOTS; i++)
        {
            market.trade(100 + i);
        }
        market.stepAndRead();
        market.release();
        // One entry for the gap, and 15 for trades.
        for (int i = 0; i < SLOTS + 1; i++)
        {
            market.trade(200 + i);
        }
        market.stepAndRead();
        market.release();
        assertGap(SteppedMarket.only(FrameKind.GAP, market.stepAndRead()), "trade", 2 * SLOTS + 1, 2 * SLOTS + 2);
    }

    @Test
    void shouldTellANewerStateLaterInARawClass()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        for (int i = 0; i < SLOTS + 4; i++)
        {
            market.quote(100 + i);
        }
        assertEquals(SLOTS, market.stepAndRead().size());
        market.release();
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.stepAndRead());

        assertEquals(SLOTS + 4, frame.integer("seq"));
        assertEquals(SLOTS, frame.integer("pseq"));
        assertEquals(3, market.count(EngineCounter.TICKS_MERGED));
        assertTrue(market.count(EngineCounter.FRAMES_DEFERRED) >= 4);
        assertEquals(0, market.count(EngineCounter.EVENTS_DROPPED));
    }

    @Test
    void shouldLoseNothingOfEventsInAClassThatMerges()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.MSGPACK);
        market.settle();
        market.stall();
        for (int i = 0; i < SLOTS + 4; i++)
        {
            market.trade(100 + i);
            market.stepAndRead();
        }
        market.release();
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.stepAndRead());

        assertEquals(SLOTS, frame.integer("pseq"));
        assertEquals(4, frame.integer("n"));
        assertEquals(0, market.count(EngineCounter.EVENTS_DROPPED));
    }

    @Test
    void shouldTellWhatFoundNoRoomInTheNextBatchAndNotAnIntervalLater()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_5000, Encoding.JSON);
        market.subscribe(Channel.LIQUIDATION, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        market.trade(100);
        for (int i = 0; i < SLOTS; i++)
        {
            market.ticks().liquidation(100, 1, Side.BUY);
        }
        market.advanceMs(5_000);
        assertEquals(SLOTS, market.stepAndRead().size());
        market.release();
        assertEquals(1, SteppedMarket.of(FrameKind.DATA, market.stepAndRead()).size());

        market.trade(200);
        market.advanceMs(4_999);
        assertEquals(List.of(), market.settle());
        market.advanceMs(1);
        market.release();
        assertEquals(1, SteppedMarket.of(FrameKind.DATA, market.settle()).size());
    }

    /** Raw events fill the ring in each batch, and its reader takes no more than the ring holds. */
    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"LATEST", "MS_10"})
    void shouldNotStarveOtherClassesNorCommandsWhereRawEventsFillTheRing(final Conflation conflation)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.subscribe(Channel.BBO, conflation, Encoding.JSON);
        market.settle();
        market.stall();
        boolean isSubscribed = false;
        int merged = 0;
        int live = 0;
        for (int batch = 0; batch < 20; batch++)
        {
            for (int i = 0; i < 2 * SLOTS; i++)
            {
                market.trade(100 + i);
            }
            market.quote(100 + batch);
            if (!isSubscribed)
            {
                market.subscribe(Channel.LIQUIDATION, Conflation.RAW, Encoding.JSON);
                isSubscribed = true;
            }
            market.advanceMs(10);
            final List<SeenFrame> frames = market.stepAndRead();
            merged += (int)frames.stream()
                .filter(frame -> frame.kind() == FrameKind.DATA && "bbo_update".equals(frame.text("type"))).count();
            live += SteppedMarket.of(FrameKind.LIVE, frames).size();
            market.release();
        }

        assertEquals(1, live);
        assertTrue(merged >= 10, "every other batch at least: merged=" + merged);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldSayWhichPrivateMessagesWereDropped(final Encoding encoding)
    {
        market.subscribe(Channel.ORDERS, Conflation.RAW, encoding);
        market.settle();
        market.stall();
        for (int i = 0; i < SLOTS + 2; i++)
        {
            market.ticks().order(SteppedMarket.ALICE, 100, 1, "o" + i, "");
        }
        assertEquals(SLOTS, market.stepAndRead().size());
        market.release();
        final SeenFrame gap = SteppedMarket.only(FrameKind.GAP, market.stepAndRead());

        assertGap(gap, "orders", SLOTS + 1, SLOTS + 2);
        assertEquals("alice", gap.text("account"));
        assertEquals(2, market.count(EngineCounter.EVENTS_DROPPED));
        market.ticks().order(SteppedMarket.ALICE, 100, 1, "last", "");
        assertEquals(SLOTS + 3, market.stepAndRead().get(0).sequence());
    }

    @Test
    void shouldTellAllEncodingsOrNone()
    {
        for (final Encoding encoding : Encoding.values())
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, encoding);
        }
        market.settle();
        market.stall();
        market.trade(100);
        market.trade(200);
        market.trade(300);

        assertEquals(2 * Encoding.COUNT, market.stepAndRead().size());
        market.release();
        final List<SeenFrame> frames = market.stepAndRead();
        assertEquals(Encoding.COUNT, frames.size());
        frames.forEach(frame -> assertGap(frame, "trade", 3, 3));
    }

    /** The least slab that a configuration admits has room for the longest private message in all encodings. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048, 4096})
    void shouldHaveRoomForTheLongestPrivateMessagesOnceAllIsRead(final int slotBytes)
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.SMALL
            .with(new EngineConfig.Frames(64, 1 << 22, 1 << 12))
            .with(new EngineConfig.Ticks(64, slotBytes))
            .with(new EngineConfig.Frames(64, leastSlabBytes(slotBytes), 1 << 12)));
        for (final Encoding encoding : Encoding.values())
        {
            market.subscribe(Channel.ORDERS, Conflation.RAW, encoding);
            market.settle();
        }
        final LongOrders orders = new LongOrders(market.ticks().publisher());
        for (int i = 0; i < 200; i++)
        {
            orders.publish(market.ticks().publisher().messageCapacity());
            assertEquals(Encoding.COUNT, SteppedMarket.of(FrameKind.DATA, market.settle()).size(), "order " + i);
        }

        assertEquals(0, market.count(EngineCounter.EVENTS_DROPPED));
    }

    private static int leastSlabBytes(final int slotBytes)
    {
        int bytes = 1 << 12;
        while (!isAdmitted(slotBytes, bytes))
        {
            bytes <<= 1;
        }

        return bytes;
    }

    private static boolean isAdmitted(final int slotBytes, final int slabBytes)
    {
        try
        {
            SteppedMarket.SMALL
                .with(new EngineConfig.Frames(64, 1 << 22, 1 << 12))
                .with(new EngineConfig.Ticks(64, slotBytes))
                .with(new EngineConfig.Frames(64, slabBytes, 1 << 12));
            return true;
        }
        catch (final IllegalArgumentException ex)
        {
            return false;
        }
    }

    private static void assertGap(final SeenFrame gap, final String channel, final long from, final long to)
    {
        assertEquals(FrameKind.GAP, gap.kind());
        assertEquals("gap", gap.text("type"));
        assertEquals(channel, gap.text("channel"));
        assertEquals("back_pressure", gap.text("reason"));
        assertEquals(from, gap.integer("from"));
        assertEquals(to, gap.integer("to"));
        assertEquals(from, gap.from());
        assertEquals(to, gap.sequence());
    }
}
