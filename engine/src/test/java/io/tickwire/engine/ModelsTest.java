package io.tickwire.engine;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Models look at the market from outside: whatever they do, nothing else notices. */
class ModelsTest
{
    private static final int SYMBOLS = 20;
    private static final int SIGNAL_OF_FIRST = StreamId.of(Channel.SIGNAL, 1, 0);

    @Test
    void shouldTellWhatAModelSays()
    {
        try (SteppedEngine stepped = stepped("test-last-price"))
        {
            final List<FrameReader> readers = stepped.newReaders();
            assertTrue(stepped.engine().demand().subscribe(
                Subscription.of(SIGNAL_OF_FIRST, Conflation.RAW, Encoding.JSON, 1)));
            stepped.settle();
            final TestTicks ticks = stepped.ticks("alpha").of(0, 1).at(stepped.nowNs(), stepped.nowNs());
            ticks.trade(12_345, 1, Side.BUY, 1, 0);
            stepped.settle();
            assertEquals(1, stepped.stepModels());
            stepped.settle();

            final List<String> signals = signals(readers);
            assertEquals(1, signals.size());
            assertTrue(signals.get(0).contains("\"indicator\":\"test-last-price\",\"signal\":\"sell\"," +
                "\"value\":123.45,\"confidence\":0.5,"), signals.get(0));
        }
    }

    @Test
    void shouldShowAModelTheNewestOfEachSymbolHoweverSlowItIs()
    {
        try (SteppedEngine stepped = stepped("test-last-price"))
        {
            final TestTicks ticks = stepped.ticks("alpha").at(stepped.nowNs(), stepped.nowNs());
            for (int i = 0; i < 10_000; i++)
            {
                ticks.of(i % SYMBOLS, 1).trade(100 + i, 1, Side.BUY, 1, 0);
                stepped.step();
            }
            // The copies that went round first are old; each symbol's newest comes with those after them.
            int looked = 0;
            int more = stepped.stepModels();
            while (more > 0)
            {
                looked += more;
                stepped.publishTime();
                stepped.settle();
                more = stepped.stepModels();
            }
            assertTrue(looked >= SYMBOLS && looked <= SYMBOLS + 4, "looked=" + looked);
            assertEquals(looked, stepped.counter(EngineCounter.MODELS_ASKED));
            assertEquals(0, stepped.counter(EngineCounter.TICKS_DROPPED_RING_FULL));
        }
    }

    @Test
    void shouldCountModelsThatFailAndResultsThatCanNotBeTold()
    {
        try (SteppedEngine stepped = stepped("test-throwing", "test-nan", "test-last-price"))
        {
            final List<FrameReader> readers = stepped.newReaders();
            assertTrue(stepped.engine().demand().subscribe(
                Subscription.of(SIGNAL_OF_FIRST, Conflation.RAW, Encoding.JSON, 1)));
            stepped.settle();
            final TestTicks ticks = stepped.ticks("alpha").of(0, 1).at(stepped.nowNs(), stepped.nowNs());
            for (int i = 0; i < 100; i++)
            {
                ticks.trade(100 + i, 1, Side.BUY, 1, 0);
                stepped.settle();
                assertEquals(3, stepped.stepModels());
                stepped.settle();
            }

            assertEquals(100, signals(readers).size());
            assertEquals(100, stepped.counter(EngineCounter.MODELS_FAILED));
            assertEquals(100, stepped.counter(EngineCounter.MODELS_INVALID));
            assertEquals(1, stepped.engine().errors().entries().size());
        }
    }

    @Test
    @Timeout(180)
    void shouldNotWaitForAModelThatNeverAnswers()
    {
        final Names names = names();
        try (Engine engine = new Engine(
            config("test-endless"), new TestSealer(), names, new SystemEpochNanoClock(), RoleThreads.unpinned()))
        {
            final FrameReader reader = engine.frames().get(0).newReader();
            engine.launch();
            assertTrue(engine.demand().subscribe(Subscription.of(
                StreamId.of(Channel.TRADE, 1, 0), Conflation.RAW, Encoding.JSON, 1)));
            final long[] seen = new long[2];
            while (seen[1] == 0)
            {
                reader.poll((slot, endOfBatch) -> seen[1] += slot.kind() == FrameKind.LIVE ? 1 : 0, 64);
            }
            final TestTicks ticks = new TestTicks(engine.newPublisher("alpha")).of(0, 1);
            for (int i = 0; i < 5_000; i++)
            {
                while (ticks.trade(100 + i, 1, Side.BUY, 1, 0) < 0)
                {
                    Thread.onSpinWait();
                }
                reader.poll((slot, endOfBatch) -> seen[0] += slot.kind() == FrameKind.DATA ? 1 : 0, 64);
            }
            while (seen[0] < 5_000 && engine.counters().total(EngineCounter.EVENTS_DROPPED) == 0)
            {
                reader.poll((slot, endOfBatch) -> seen[0] += slot.kind() == FrameKind.DATA ? 1 : 0, 64);
            }
            assertEquals(1, engine.counters().total(EngineCounter.MODELS_ASKED));
            assertEquals(0, engine.counters().total(EngineCounter.ERRORS));
        }
    }

    @Test
    void shouldRefuseAModelThatIsNotThere()
    {
        final String message =
            assertThrows(IllegalArgumentException.class, () -> stepped("no-such-model")).getMessage();

        assertTrue(message.contains("name=no-such-model") && message.contains("logistic"), message);
    }

    private static SteppedEngine stepped(final String... models)
    {
        return new SteppedEngine(config(models), names());
    }

    private static EngineConfig config(final String... models)
    {
        return SteppedEngine.smallConfig().with(MarketRules.defaults().with(
            Arrays.stream(models).map(name -> new MarketRules.Model(name, Map.of())).toList()));
    }

    private static Names names()
    {
        final Names names = SteppedEngine.names();
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("S" + i + "/USD", -2, -8);
        }

        return names;
    }

    private static List<String> signals(final List<FrameReader> readers)
    {
        final List<String> signals = new ArrayList<>();
        SteppedEngine.drain(readers, (slot, endOfBatch) ->
        {
            if (slot.kind() == FrameKind.DATA)
            {
                final byte[] frame = new byte[slot.length()];
                slot.buffer().getBytes(slot.offset(), frame);
                signals.add(new String(frame, StandardCharsets.UTF_8));
            }
        });

        return signals;
    }
}
