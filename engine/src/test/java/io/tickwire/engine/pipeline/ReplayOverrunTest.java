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

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The window goes on over what a replay that finds no room still has to send. */
class ReplayOverrunTest
{
    private static final int WINDOW_BYTES = 1 << 13;
    private static final int MORE_THAN_THE_WINDOW = 100;
    private static final int MISSED = 40;

    private final SteppedMarket market = new SteppedMarket(SteppedMarket.withFrames(16)
        .with(new EngineConfig.Replay(WINDOW_BYTES, 1_000, 60_000_000_000L)));

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldDeclareTheRestOfTheEventsLost()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < MISSED; i++)
        {
            market.trade(100 + i);
            market.settle();
        }
        final List<SeenFrame> frames = overrun(Channel.TRADE);
        final List<SeenFrame> replays = SteppedMarket.of(FrameKind.REPLAY, frames);
        final SeenFrame gap = SteppedMarket.only(FrameKind.REPLAY_GAP, frames);
        final SeenFrame live = SteppedMarket.only(FrameKind.LIVE, frames);

        assertTrue(SteppedMarket.only(FrameKind.OPENED, frames).isRecovered());
        assertTrue(!replays.isEmpty() && replays.size() < MISSED);
        assertEquals("unrecoverable", gap.text("reason"));
        assertEquals(replays.size() + 1, gap.from());
        assertEquals(MISSED + MORE_THAN_THE_WINDOW, gap.sequence());
        assertEquals(gap.sequence(), live.sequence());
        assertEquals(replays.size(), live.count());
        assertFalse(live.isRecovered());
        assertEquals(1, market.count(EngineCounter.REPLAYS_OVERRUN));
        assertTrue(frames.indexOf(gap) < frames.indexOf(live));
    }

    @Test
    void shouldShowTheStateInsteadOfTheRest()
    {
        market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < MISSED; i++)
        {
            market.trade(100 + i);
            market.settle();
        }
        final List<SeenFrame> frames = overrun(Channel.PRICE);
        final SeenFrame snapshot = SteppedMarket.only(FrameKind.SNAPSHOT, frames);
        final SeenFrame live = SteppedMarket.only(FrameKind.LIVE, frames);

        assertEquals(MISSED + MORE_THAN_THE_WINDOW, snapshot.sequence());
        assertEquals(snapshot.sequence(), live.sequence());
        assertFalse(live.isRecovered());
        assertEquals(1, market.count(EngineCounter.REPLAYS_OVERRUN));
    }

    @Test
    void shouldNotLetOneReplayEndAnother()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < MISSED; i++)
        {
            market.trade(100 + i);
            market.settle();
        }
        final Subscription far = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final Subscription near = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, MISSED - 2);
        final List<SeenFrame> frames = market.settle();

        assertEquals(MISSED, replaysOf(far, frames));
        assertEquals(2, replaysOf(near, frames));
    }

    private static long replaysOf(final Subscription subscription, final List<SeenFrame> frames)
    {
        return SteppedMarket.of(FrameKind.REPLAY, frames).stream()
            .filter(frame -> frame.recipient() == subscription.recipient())
            .count();
    }

    /** The frames that a recipient gets which resumes from the beginning, and does not get far. */
    private List<SeenFrame> overrun(final Channel channel)
    {
        market.stall();
        final Subscription asked = market.resume(channel, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = new ArrayList<>(market.stepAndRead());
        frames.addAll(market.stepAndRead());
        for (int i = 0; i < MORE_THAN_THE_WINDOW; i++)
        {
            market.trade(500 + i);
            frames.addAll(market.stepAndRead());
        }
        for (int i = 0; i < 10; i++)
        {
            market.release();
            frames.addAll(market.stepAndRead());
        }

        return frames.stream()
            .filter(frame -> frame.kind().isAddressed() && frame.recipient() == asked.recipient())
            .toList();
    }
}
