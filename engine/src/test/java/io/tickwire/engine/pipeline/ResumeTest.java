package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who comes back gets exactly what it missed, or the state, and never a part. */
class ResumeTest
{
    private static final int MESSAGES = 128;
    private static final long AGE_MS = 60_000;

    private final SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldReplayEachMissedMessageInARawClass(final Encoding encoding)
    {
        tradesWhileSomeoneListens(5);
        final Subscription asked = market.resume(Channel.TRADE, Conflation.RAW, encoding, 2);
        final List<SeenFrame> frames = market.settle();

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.REPLAY, FrameKind.REPLAY, FrameKind.REPLAY, FrameKind.LIVE),
            SteppedMarket.kinds(frames));
        frames.forEach(frame -> assertEquals(asked.recipient(), frame.recipient()));
        assertMarker(frames.get(0), 2, 5, true, 3);
        for (int i = 1; i < 4; i++)
        {
            assertEquals(i + 2, frames.get(i).integer("seq"));
            assertEquals(i + 1, frames.get(i).integer("pseq"));
            assertEquals(new BigDecimal("1.0" + (i + 1)), frames.get(i).decimal("price"));
        }
        assertMarker(frames.get(4), 2, 5, true, 3);
        assertEquals(1, market.count(EngineCounter.REPLAYS_RECOVERED));

        market.trade(200);
        assertEquals(5, SteppedMarket.of(FrameKind.DATA, market.settle()).get(0).integer("pseq"));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldReplayOneMergedMessageInAClassThatMerges(final Encoding encoding)
    {
        tradesWhileSomeoneListens(5);
        market.resume(Channel.TRADE, Conflation.MS_250, encoding, 2);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.OPENED, FrameKind.REPLAY, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertMarker(frames.get(0), 2, 5, true, 1);
        assertMarker(frames.get(2), 2, 5, true, 1);
        final SeenFrame replay = frames.get(1);
        assertEquals(2, replay.integer("pseq"));
        assertEquals(5, replay.integer("seq"));
        assertEquals(3, replay.integer("n"));
        assertEquals(new BigDecimal("3"), replay.decimal("vol"));
        assertEquals(new BigDecimal("1.02"), replay.decimal("first"));
        assertEquals(new BigDecimal("1.02"), replay.decimal("lo"));
        assertEquals(new BigDecimal("1.04"), replay.decimal("hi"));

        market.trade(200);
        market.advanceMs(250);
        final SeenFrame data = market.settle().stream()
            .filter(frame -> frame.key().conflation() == Conflation.MS_250).findFirst().orElseThrow();
        assertEquals(5, data.integer("pseq"));
        assertEquals(1, data.integer("n"));
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "LATEST"})
    void shouldReplayNothingToWhoMissedNothing(final Conflation conflation)
    {
        tradesWhileSomeoneListens(5);
        market.resume(Channel.TRADE, conflation, Encoding.JSON, 5);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertMarker(frames.get(0), 5, 5, true, 0);
        assertMarker(frames.get(1), 5, 5, true, 0);
    }

    @Test
    void shouldRecoverWhatHappenedWhileNobodyListenedForAWhile()
    {
        final Subscription first = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.settle();
        market.unsubscribe(first);
        market.settle();
        market.advanceMs(AGE_MS - 1);
        market.trade(101);
        market.settle();
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 1);

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.REPLAY, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));
    }

    @Test
    void shouldReplayAsManyMessagesAsTheWindowHoldsAndNotOneMore()
    {
        tradesWhileSomeoneListens(MESSAGES + 1);
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 1);
        assertEquals(MESSAGES, SteppedMarket.of(FrameKind.REPLAY, market.settle()).size());

        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.settle();
        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.REPLAY_GAP, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertMarker(frames.get(0), 0, MESSAGES + 1, false, 0);
        assertUnrecoverable(frames.get(1), 1, MESSAGES + 1);
        assertMarker(frames.get(2), 0, MESSAGES + 1, false, 0);
        assertEquals(1, market.count(EngineCounter.REPLAYS_UNRECOVERABLE));
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "MS_10"})
    void shouldSayWhatIsTooOldToBeReplayed(final Conflation conflation)
    {
        tradesWhileSomeoneListens(3);
        market.advanceMs(AGE_MS + 1);
        market.resume(Channel.TRADE, conflation, Encoding.COMPACT, 1);
        final List<SeenFrame> frames = market.settle();

        assertUnrecoverable(SteppedMarket.only(FrameKind.REPLAY_GAP, frames), 2, 3);
        assertFalse(SteppedMarket.only(FrameKind.LIVE, frames).isRecovered());
    }

    @Test
    void shouldShowTheStateWhereWhatWasMissedIsNotKept()
    {
        market.quote(100);
        market.quote(101);
        market.step();
        market.resume(Channel.BBO, Conflation.LATEST, Encoding.JSON, 1);
        final List<SeenFrame> frames = market.settle();

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.SNAPSHOT, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertFalse(frames.get(0).isRecovered());
        assertEquals(2, frames.get(1).integer("seq"));
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"RAW", "LATEST"})
    void shouldStartOverForWhoComesFromAnotherEpoch(final Conflation conflation)
    {
        tradesWhileSomeoneListens(3);
        market.quote(100);
        market.subscribe(Subscription.of(
            SteppedMarket.streamId(Channel.TRADE), conflation, Encoding.JSON, 7).since(1, 2));
        market.subscribe(Subscription.of(
            SteppedMarket.streamId(Channel.BBO), conflation, Encoding.JSON, 8).since(1, 0));
        final List<SeenFrame> frames = market.settle();

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.LIVE, FrameKind.OPENED, FrameKind.SNAPSHOT, FrameKind.LIVE),
            SteppedMarket.kinds(frames.stream().filter(frame -> frame.kind() != FrameKind.DATA).toList()));
        frames.forEach(frame -> assertFalse(frame.isRecovered()));
        assertEquals(2, market.count(EngineCounter.REPLAYS_UNRECOVERABLE));
    }

    @Test
    void shouldStartOverForWhoComesFromTheFuture()
    {
        tradesWhileSomeoneListens(3);
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 4);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(frames));
        assertMarker(frames.get(1), 4, 3, false, 0);
        assertEquals(1, market.count(EngineCounter.REPLAYS_UNRECOVERABLE));
    }

    @Test
    void shouldRefuseStreamsThatThereAreNot()
    {
        final long epoch = market.stepped().engine().epoch();
        market.subscribe(Subscription.of(
            StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, 99), Conflation.RAW, Encoding.JSON, 1).since(epoch, 0));
        market.subscribe(Subscription.of(
            StreamId.of(Channel.TRADE, 9, SteppedMarket.BTC), Conflation.RAW, Encoding.JSON, 2));
        market.subscribe(Subscription.of(
            StreamId.ofAccount(Channel.ORDERS, 99), Conflation.RAW, Encoding.JSON, 3));

        assertEquals(List.of(), market.settle());
        assertEquals(3, market.count(EngineCounter.COMMANDS_REFUSED));
        assertEquals(0, market.count(EngineCounter.SUBSCRIPTIONS_OPENED));
    }

    @Test
    void shouldNotReplayPrivateMessagesAsTheyAreNotKept()
    {
        market.subscribe(Channel.ORDERS, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "a", "b");
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "c", "d");
        market.settle();
        market.resume(Channel.ORDERS, Conflation.RAW, Encoding.JSON, 1);
        final SeenFrame gap = SteppedMarket.only(FrameKind.REPLAY_GAP, market.settle());
        assertUnrecoverable(gap, 2, 2);
        assertEquals("alice", gap.text("account"));

        market.resume(Channel.ORDERS, Conflation.RAW, Encoding.JSON, 2);
        assertTrue(SteppedMarket.only(FrameKind.LIVE, market.settle()).isRecovered());
    }

    @Test
    void shouldReplayStatesToo()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.quote(100);
        market.quote(101);
        market.settle();
        market.resume(Channel.BBO, Conflation.RAW, Encoding.SBE, 0);

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.REPLAY, FrameKind.REPLAY, FrameKind.LIVE),
            SteppedMarket.kinds(market.settle()));
    }

    @Test
    void shouldEndAReplayWithItsSubscription()
    {
        tradesWhileSomeoneListens(100);
        final Subscription asked = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        assertEquals(List.of(FrameKind.OPENED), SteppedMarket.kinds(market.stepAndRead()));
        assertEquals(64, SteppedMarket.of(FrameKind.REPLAY, market.stepAndRead()).size());
        market.unsubscribe(asked);
        // The batch that takes the command in still goes on with the replay before it.
        market.stepAndRead();
        assertEquals(List.of(), market.settle());
    }

    @Test
    void shouldNotEndAReplayWithAnotherSubscriptionOfTheSameRecipient()
    {
        tradesWhileSomeoneListens(100);
        final Subscription asked = market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        final Subscription other = market.subscribe(
            Subscription.of(asked.streamId(), Conflation.MS_100, Encoding.JSON, asked.recipient()));
        market.stepAndRead();
        market.unsubscribe(other);
        final List<SeenFrame> frames = market.settle();

        assertEquals(100, SteppedMarket.of(FrameKind.REPLAY, frames).size());
        assertMarker(SteppedMarket.only(FrameKind.LIVE, frames), 0, 100, true, 100);
    }

    @Test
    void shouldReplayToSeveralAtTheSameTime()
    {
        tradesWhileSomeoneListens(50);
        for (int i = 0; i < 40; i++)
        {
            market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, i);
        }
        final List<SeenFrame> frames = market.settle();

        assertEquals(40, SteppedMarket.of(FrameKind.LIVE, frames).size());
        assertEquals(40 * 50 - 39 * 40 / 2, SteppedMarket.of(FrameKind.REPLAY, frames).size());
        assertEquals(40, market.count(EngineCounter.REPLAYS_RECOVERED));
    }

    @Test
    void shouldForgetWhatWasKeptOfAStreamOnceNobodyWantedItForLong()
    {
        final Subscription first = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.settle();
        market.unsubscribe(first);
        market.settle();
        market.advanceMs(AGE_MS + 1);
        market.trade(101);
        market.trade(102);
        market.settle();
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 1);

        assertUnrecoverable(SteppedMarket.only(FrameKind.REPLAY_GAP, market.settle()), 2, 3);
    }

    @Test
    void shouldKeepWhatAllStreamsHadInTheOrderOfOneLog()
    {
        try (SteppedMarket small = new SteppedMarket(
            SteppedMarket.SMALL.with(new EngineConfig.Replay(1 << 13, MESSAGES, 60_000_000_000L))))
        {
            small.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
            small.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
            small.settle();
            for (int i = 0; i < 100; i++)
            {
                small.trade(100 + i);
                small.settle();
            }
            small.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 80);
            assertEquals(20, SteppedMarket.of(FrameKind.REPLAY, small.settle()).size());
            small.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 60);
            assertUnrecoverable(SteppedMarket.only(FrameKind.REPLAY_GAP, small.settle()), 61, 100);
        }
    }

    /** Someone listens to all trades, so that they are kept; its frames are taken. */
    private void tradesWhileSomeoneListens(final int count)
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        for (int i = 0; i < count; i++)
        {
            market.trade(100 + i);
        }
        assertEquals(count, market.settle().size());
    }

    private static void assertMarker(
        final SeenFrame marker, final long from, final long sequence, final boolean isRecovered, final long count)
    {
        assertEquals(from, marker.from());
        assertEquals(sequence, marker.sequence());
        assertEquals(isRecovered, marker.isRecovered());
        assertEquals(count, marker.count());
    }

    private static void assertUnrecoverable(final SeenFrame gap, final long from, final long to)
    {
        assertEquals(FrameKind.REPLAY_GAP, gap.kind());
        assertEquals("unrecoverable", gap.text("reason"));
        assertEquals(from, gap.integer("from"));
        assertEquals(to, gap.integer("to"));
    }
}
