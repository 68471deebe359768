package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A resumed stream goes on as a live one at an exact place: nothing is left out there, and nothing told twice. */
class JoinTest
{
    private static final int SLOTS = 16;

    private SteppedMarket market = new SteppedMarket();
    private long told;

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldNotTellAResumedStreamAgainWhatOthersOfItsClassAreStillOwed()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_1000, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.advanceMs(1_000);
        market.settle();
        market.trade(101);
        market.step();
        final Subscription back = market.resume(Channel.TRADE, Conflation.MS_1000, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.settle();
        market.trade(102);
        market.advanceMs(1_000);
        frames.addAll(market.settle());

        assertChain(back, 0, 3, frames);
    }

    @Test
    void shouldNotTellAResumedStreamAgainWhatItHadFromADenserClass()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_1000, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.trade(101);
        market.step();
        final Subscription back = market.resume(Channel.TRADE, Conflation.MS_1000, Encoding.JSON, 1);
        final List<SeenFrame> frames = market.settle();
        market.trade(102);
        market.advanceMs(1_000);
        frames.addAll(market.settle());

        assertChain(back, 1, 3, frames);
    }

    @Test
    void shouldNotHurryTheOthersForOneWhoComesFromTheFuture()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_1000, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.step();
        market.resume(Channel.TRADE, Conflation.MS_1000, Encoding.JSON, 99);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertFalse(frames.get(1).isRecovered());
        market.advanceMs(1_000);
        assertEquals(List.of(FrameKind.DATA), SteppedMarket.kinds(market.settle()));
    }

    @Test
    void shouldGoOnWithLiveMessagesThatCameWhileItReplayed()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < 100; i++)
        {
            market.trade(100 + i);
        }
        market.settle();
        final Subscription back = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.stepAndRead();
        for (int i = 0; i < 10; i++)
        {
            market.trade(200 + i);
            frames.addAll(market.stepAndRead());
        }
        market.trade(300);
        frames.addAll(market.settle());

        final SeenFrame live = SteppedMarket.of(FrameKind.LIVE, frames).get(0);
        assertTrue(live.isRecovered());
        assertTrue(live.sequence() > 100);
        assertEquals(live.sequence(), live.count());
        assertChain(back, 0, 111, frames);
    }

    /**
     * Seven encodings find no room for the gap that they are owed, where a replay, which needs little, finds some: the
     * gap must not be told to one who has had by replay, or by the gap of its replay, what the gap covers.
     */
    @ParameterizedTest
    @ValueSource(ints = {1 << 16, 1 << 13})
    void shouldNotDeclareLostWhatWasReplayed(final int windowBytes)
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.withFrames(SLOTS)
            .with(new EngineConfig.Replay(windowBytes, 1_000, 60_000_000_000L)));
        for (final Encoding encoding : Encoding.values())
        {
            market.subscribe(Channel.TRADE, Conflation.RAW, encoding);
            market.settle();
        }
        for (int i = 0; i < 40; i++)
        {
            market.trade(100 + i);
            market.settle();
        }
        market.stall();
        final Subscription back = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.stepAndRead();
        frames.addAll(market.stepAndRead());
        for (int i = 0; i < 60; i++)
        {
            market.trade(200 + i);
            frames.addAll(market.stepAndRead());
        }
        assertEquals(60, market.count(EngineCounter.EVENTS_DROPPED));

        for (int i = 0; i < 100; i++)
        {
            market.release(4);
            frames.addAll(market.stepAndRead());
        }
        market.release();
        frames.addAll(market.settle());
        market.release();
        market.trade(300);
        frames.addAll(market.settle());

        assertEquals(windowBytes == 1 << 16, SteppedMarket.of(FrameKind.REPLAY_GAP, frames).isEmpty());
        assertChain(back, 0, 101, frames);
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "LATEST", "MS_10"})
    void shouldNotPassOverALossInWhatWasMissed(final Conflation conflation)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        LostTrades.announce(market.ticks().publisher(), 3);
        market.trade(104);
        market.settle();
        final Subscription back = market.resume(Channel.TRADE, conflation, Encoding.JSON, 1);
        final List<SeenFrame> frames = market.settle();

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.REPLAY_GAP, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertFalse(SteppedMarket.only(FrameKind.LIVE, frames).isRecovered());
        assertChain(back, 1, 5, frames);
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "LATEST", "MS_10"})
    void shouldNotPassOverALossAtTheEndOfWhatWasMissed(final Conflation conflation)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        LostTrades.announce(market.ticks().publisher(), 3);
        market.settle();
        final Subscription back = market.resume(Channel.TRADE, conflation, Encoding.JSON, 1);
        final List<SeenFrame> frames = market.settle();

        assertFalse(SteppedMarket.only(FrameKind.LIVE, frames).isRecovered());
        assertChain(back, 1, 4, frames);
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "LATEST", "MS_10"})
    void shouldRecoverWhatFollowedALoss(final Conflation conflation)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        LostTrades.announce(market.ticks().publisher(), 3);
        market.trade(104);
        market.settle();
        final Subscription back = market.resume(Channel.TRADE, conflation, Encoding.JSON, 4);
        final List<SeenFrame> frames = market.settle();

        assertTrue(SteppedMarket.only(FrameKind.LIVE, frames).isRecovered());
        assertChain(back, 4, 5, frames);
    }

    @Test
    void shouldSayThatItDidNotRecoverWhereALossCameWhileItReplayed()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < 100; i++)
        {
            market.trade(100 + i);
        }
        market.settle();
        final Subscription back = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.stepAndRead();
        LostTrades.announce(market.ticks().publisher(), 2);
        market.trade(300);
        frames.addAll(market.settle());

        assertEquals(List.of(101L, 103L), SteppedMarket.of(FrameKind.REPLAY_GAP, frames).stream()
            .flatMap(gap -> List.of(gap.from(), gap.sequence()).stream()).toList());
        assertFalse(SteppedMarket.only(FrameKind.LIVE, frames).isRecovered());
        assertEquals(1, market.count(EngineCounter.REPLAYS_OVERRUN));
        assertChain(back, 0, 103, frames);
    }

    /**
     * What a subscription is told from a place on stands in one chain up to another: replays, then what comes after
     * LIVE; each message and each gap begins where the last one ended.
     */
    private void assertChain(
        final Subscription subscription, final long from, final long upTo, final List<SeenFrame> frames)
    {
        final SeenFrame.Key key = new SeenFrame.Key(
            subscription.streamId(), subscription.conflation(), subscription.encoding());
        told = from;
        boolean isLive = false;
        for (final SeenFrame frame : frames)
        {
            final boolean isMine = frame.key().equals(key) &&
                (frame.kind().isAddressed() ? frame.recipient() == subscription.recipient() : isLive);
            if (!isMine || frame.kind() == FrameKind.OPENED)
            {
                continue;
            }
            if (frame.kind() == FrameKind.LIVE)
            {
                isLive = true;
                assertEquals(told, frame.sequence(), () -> "live at another place: " + frames);
                continue;
            }

            final boolean isGap = frame.kind() == FrameKind.GAP || frame.kind() == FrameKind.REPLAY_GAP;
            assertEquals(told, frame.from() - (isGap ? 1 : 0), () -> "not where it ended: " + frame + " of " + frames);
            told = frame.sequence();
        }
        assertEquals(upTo, told);
    }
}
