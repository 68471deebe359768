package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.series.Candles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who asks for the candles of a stream gets those that are kept, oldest first, and then hears that this was all. */
class HistoryTest
{
    private static final long SEED = 20261127L;
    private static final int RECIPIENT = 77;
    private static final List<String> FIELDS = List.of(
        "type", "symbol", "venue", "interval", "open", "high", "low", "close", "volume", "trades", "closed",
        "timestamp");

    private SteppedMarket market = new SteppedMarket();
    private final long startMs = market.stepped().nowNs() / 1_000_000;
    private final TreeMap<Long, Map<String, Object>> told = new TreeMap<>();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldTellWhatIsKeptInEachEncoding(final EngineConfig.Topology topology)
    {
        open(SteppedMarket.withThreads(1, topology));
        subscribe();
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int second = 0; second < 450; second++)
        {
            for (int i = random.nextInt(4); i > 0; i--)
            {
                // Some come late.
                final long lateMs = random.nextInt(6) / 5 * 20_000;
                tradeAt(1_000L * second + random.nextInt(1_000) - lateMs, random.nextInt(1, 99));
            }
            settle();
        }

        final List<Map<String, Object>> all = new ArrayList<>(told.values());
        final List<Map<String, Object>> kept = all.subList(all.size() - Candles.CAPACITY, all.size());
        for (final Encoding encoding : Encoding.values())
        {
            ask(encoding, 1_000);
            assertEquals(kept, answer(Candles.CAPACITY), encoding::name);
            ask(encoding, 7);
            assertEquals(kept.subList(Candles.CAPACITY - 7, Candles.CAPACITY), answer(7), encoding::name);
        }
        assertEquals(2 * Encoding.COUNT, market.count(EngineCounter.HISTORIES_ASKED));
    }

    @Test
    void shouldSayThatThereIsNothing()
    {
        ask(Encoding.JSON, 5);
        assertEquals(List.of(), answer(0));
        assertTrue(market.stepped().engine().demand().history(
            StreamId.of(Channel.CANDLE, SteppedMarket.ALPHA, 9_999), Encoding.JSON, RECIPIENT, 5));
        assertEquals(List.of(), answer(0));
        assertTrue(market.stepped().engine().demand().history(
            StreamId.of(Channel.CANDLE, SteppedMarket.ALPHA, SteppedMarket.BTC, 7), Encoding.JSON, RECIPIENT, 5));
        assertEquals(List.of(), answer(0));
        assertEquals(2, market.count(EngineCounter.COMMANDS_REFUSED));
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldWaitForRoomAndHoldNothingUp(final EngineConfig.Topology topology)
    {
        open(SteppedMarket.withThreads(1, topology)
            .with(new EngineConfig.Frames(16, SteppedMarket.SLAB_BYTES, 1 << 14)));
        for (int second = 0; second < 100; second++)
        {
            tradeAt(1_000L * second, 1 + second);
            market.settle();
        }
        market.stall();
        ask(Encoding.MSGPACK, 100);
        final List<SeenFrame> frames = new ArrayList<>();
        for (int i = 0; i < 50; i++)
        {
            frames.addAll(market.stepAndRead());
        }
        // It takes what room there is, and leaves the rest for later; the market goes on meanwhile.
        final int before = frames.size();
        assertTrue(before > 0 && before <= 16, () -> "frames=" + before);
        final long applied = market.count(EngineCounter.TICKS_APPLIED);
        for (int second = 100; second < 110; second++)
        {
            tradeAt(1_000L * second, 1 + second);
            frames.addAll(market.stepAndRead());
        }
        assertEquals(applied + 10, market.count(EngineCounter.TICKS_APPLIED));
        for (int i = 0; i < 100; i++)
        {
            market.release(3);
            frames.addAll(market.stepAndRead());
        }

        // What began since it was asked is no part of the answer, unless something older has left.
        final List<Long> times = SteppedMarket.of(FrameKind.HISTORY, frames).stream()
            .map(frame -> (frame.integer("timestamp") - startMs) / 1_000).toList();
        assertEquals(LongStream.range(0, 100).boxed().toList(), times);
        assertEquals(100, SteppedMarket.only(FrameKind.ANSWERED, frames).count());
    }

    @Test
    void shouldAnswerAnyNumberOfQuestions()
    {
        for (int second = 0; second < 5; second++)
        {
            tradeAt(1_000L * second, 1 + second);
        }
        market.settle();
        for (int i = 0; i < 100; i++)
        {
            assertTrue(market.stepped().engine().demand().history(stream(), Encoding.COMPACT, i, 3));
        }
        final List<SeenFrame> frames = market.settle();

        final Map<Integer, Integer> perRecipient = new HashMap<>();
        SteppedMarket.of(FrameKind.HISTORY, frames).forEach(frame ->
            perRecipient.merge(frame.recipient(), 1, Integer::sum));
        assertEquals(100, perRecipient.size());
        assertTrue(perRecipient.values().stream().allMatch(count -> count == 3));
        assertEquals(100, SteppedMarket.of(FrameKind.ANSWERED, frames).size());
    }

    private void open(final EngineConfig config)
    {
        market.close();
        market = new SteppedMarket(config);
    }

    private void subscribe()
    {
        market.subscribe(Subscription.of(stream(), Conflation.RAW, Encoding.JSON, 1));
        market.settle();
    }

    /** What the live stream tells of each candle last. */
    private void settle()
    {
        for (final SeenFrame frame : SteppedMarket.of(FrameKind.DATA, market.settle()))
        {
            told.put(frame.integer("timestamp"), shown(frame));
        }
    }

    private void ask(final Encoding encoding, final int most)
    {
        assertTrue(market.stepped().engine().demand().history(stream(), encoding, RECIPIENT, most));
    }

    private List<Map<String, Object>> answer(final int count)
    {
        final List<SeenFrame> frames = market.settle();
        assertEquals(count + 1, frames.size());
        assertTrue(frames.stream().allMatch(frame -> frame.recipient() == RECIPIENT));
        final SeenFrame end = frames.get(count);
        assertEquals(FrameKind.ANSWERED, end.kind());
        assertEquals(count, end.count());
        final List<Map<String, Object>> candles = new ArrayList<>();
        for (final SeenFrame frame : frames.subList(0, count))
        {
            assertEquals(FrameKind.HISTORY, frame.kind());
            assertEquals(end.sequence(), frame.integer("seq"));
            assertEquals(0L, frame.integer("pseq"));
            candles.add(shown(frame));
        }

        return candles;
    }

    private static Map<String, Object> shown(final SeenFrame frame)
    {
        final Map<String, Object> shown = new HashMap<>();
        FIELDS.forEach(field -> shown.put(field, frame.field(field)));

        return shown;
    }

    private static int stream()
    {
        return StreamId.of(Channel.CANDLE, SteppedMarket.ALPHA, SteppedMarket.BTC);
    }

    private void tradeAt(final long ms, final long cents)
    {
        final long timeNs = (startMs + ms) * 1_000_000;
        assertTrue(market.ticks().of(SteppedMarket.BTC, SteppedMarket.ALPHA).at(timeNs, timeNs)
            .trade(cents, 100, Side.BUY, 1, 0) >= 0);
    }
}
