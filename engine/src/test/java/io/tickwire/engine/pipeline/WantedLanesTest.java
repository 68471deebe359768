package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Demand comes and goes. */
class WantedLanesTest
{
    private final SteppedMarket market = new SteppedMarket(SteppedMarket.withFrames(16));

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldEncodeNothingThatNobodyWants()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
        market.settle();
        market.quote(100);
        market.ticks().liquidation(100, 1, Side.SELL);
        market.ticks().account(SteppedMarket.ALICE, "BTC", 1, 1);
        market.advanceMs(5_000);

        assertEquals(List.of(), market.settle());
        assertEquals(0, market.count(EngineCounter.FRAMES_ENCODED));
        assertEquals(3, market.count(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldTellUntilTheLastOneLeaves()
    {
        final Subscription first = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        final Subscription second = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        assertEquals(1, market.settle().size());

        market.unsubscribe(first);
        market.settle();
        market.trade(200);
        assertEquals(1, market.settle().size());

        market.unsubscribe(second);
        market.settle();
        market.trade(300);
        assertEquals(List.of(), market.settle());
        assertEquals(2, market.count(EngineCounter.SUBSCRIPTIONS_OPENED));
        assertEquals(2, market.count(EngineCounter.SUBSCRIPTIONS_CLOSED));
    }

    @Test
    void shouldLeaveOutAnEncodingThatNobodyWantsAnyMore()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_10, Encoding.JSON);
        final Subscription binary = market.subscribe(Channel.TRADE, Conflation.MS_10, Encoding.SBE);
        market.settle();
        market.trade(100);
        market.step();
        market.unsubscribe(binary);
        market.settle();
        market.trade(200);
        market.advanceMs(10);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());

        assertEquals(Encoding.JSON, frame.key().encoding());
        assertEquals(2, frame.integer("n"));
    }

    @Test
    void shouldOweNothingToWhoComesBackToAClassThatLayIdle()
    {
        final Subscription first = market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.trade(200);
        market.step();
        market.unsubscribe(first);
        market.settle();
        market.trade(300);
        market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));

        market.advanceMs(100);
        assertEquals(List.of(), market.settle());
        market.trade(400);
        market.advanceMs(100);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals(3, frame.integer("pseq"));
        assertEquals(1, frame.integer("n"));
    }

    @Test
    void shouldForgetAGapThatNobodyIsThereToHear()
    {
        final List<Subscription> all = new ArrayList<>();
        for (final Encoding encoding : Encoding.values())
        {
            all.add(market.subscribe(Channel.TRADE, Conflation.RAW, encoding));
            market.settle();
        }
        market.stall();
        market.trade(100);
        market.trade(101);
        // Two of 16 entries are left: neither the third trade nor its gap finds room in seven encodings.
        market.trade(102);
        assertEquals(14, market.stepAndRead().size());
        assertEquals(1, market.count(EngineCounter.EVENTS_DROPPED));
        market.release(4);
        all.forEach(market::unsubscribe);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(Encoding.COUNT, market.count(EngineCounter.SUBSCRIPTIONS_CLOSED));

        market.release();
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));
        market.release();
        market.trade(103);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals(3, frame.integer("pseq"));
        assertEquals(4, frame.integer("seq"));
        assertEquals(0, market.count(EngineCounter.GAPS_ANNOUNCED));
    }

    @Test
    void shouldRefuseToEndWhatNeverBegan()
    {
        final Subscription live = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.unsubscribe(Subscription.of(live.streamId(), Conflation.LATEST, Encoding.JSON, 9));
        market.unsubscribe(Subscription.of(live.streamId(), Conflation.RAW, Encoding.SBE, 9));
        market.unsubscribe(Subscription.of(
            SteppedMarket.streamId(Channel.PRICE), Conflation.RAW, Encoding.JSON, 9));
        assertEquals(List.of(), market.settle());

        assertEquals(3, market.count(EngineCounter.COMMANDS_REFUSED));
        assertEquals(0, market.count(EngineCounter.SUBSCRIPTIONS_CLOSED));
        market.trade(100);
        assertEquals(1, market.settle().size());
    }

    @Test
    void shouldTakeInAsManyCommandsAsThereIsRoomForAndTheOthersLater()
    {
        market.stall();
        for (int i = 0; i < 40; i++)
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        }
        market.stepAndRead();
        market.stepAndRead();
        assertEquals(7, market.count(EngineCounter.SUBSCRIPTIONS_OPENED));
        for (int i = 0; i < 10; i++)
        {
            market.release();
            market.stepAndRead();
        }

        assertEquals(40, market.count(EngineCounter.SUBSCRIPTIONS_OPENED));
        market.trade(100);
        market.release();
        assertEquals(1, SteppedMarket.of(FrameKind.DATA, market.settle()).size());
    }
}
