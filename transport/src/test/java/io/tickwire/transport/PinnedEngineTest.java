package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.NaiveFrame;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(180)
class PinnedEngineTest
{
    private static final int RECIPIENT = 7;

    private final Map<String, String> coresByRole = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    @Test
    void shouldRunTheStagesOfAPipelineOnTheCoresThatTheyAreGiven() throws InterruptedException
    {
        ThreadStatus.assumeCores(0, 1);
        final Names names = SteppedEngine.names();
        final int btc = names.symbols().define("BTC/USD", -2, -8).id();
        final CountDownLatch running = new CountDownLatch(3);
        try (Engine engine = new Engine(
            configOn(0, 1), new FrameHeader(), names, new SystemEpochNanoClock(), observed(running)))
        {
            final FrameReader reader = engine.frames().get(0).newReader();
            engine.launch();
            running.await();

            assertTrue(coresByRole.remove("feed-clock").contains("0"));
            assertEquals(Map.of("pipeline-0.state", "0", "pipeline-0.fanout", "1"), coresByRole);

            final int streamId = StreamId.of(Channel.PRICE, 1, btc);
            assertTrue(engine.demand().subscribe(
                Subscription.of(streamId, Conflation.RAW, Encoding.JSON, RECIPIENT)));
            awaitFrame(reader, FrameKind.LIVE);

            final TestTicks ticks = new TestTicks(engine.newPublisher("alpha")).of(btc, 1);
            assertTrue(ticks.quote(6_723_400, 150_000_000, 6_723_500, 80_000_000) >= 0);
            final String text = awaitFrame(reader, FrameKind.DATA);

            assertTrue(text.startsWith("{\"type\":\"price_update\",\"symbol\":\"BTC/USD\","), text);
            assertTrue(text.endsWith("}"), text);
        }
        threads.values().forEach(thread -> assertFalse(thread.isAlive(), thread.getName()));
    }

    @Test
    void shouldLaunchNothingWhereOneOfTheCoresCanNotBeUsed()
    {
        ThreadStatus.assumeCores(0);
        try (Engine engine = new Engine(
            configOn(0, UsableCores.MAX_CORES - 1),
            new FrameHeader(),
            SteppedEngine.names(),
            new SystemEpochNanoClock(),
            observed(new CountDownLatch(2))))
        {
            final IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, engine::launch);

            assertTrue(refusal.getMessage().contains("role=pipeline-0.fanout core=1023"), refusal.getMessage());
            threads.values().forEach(thread -> assertEquals(Thread.State.NEW, thread.getState()));
        }
        assertTrue(coresByRole.isEmpty());
    }

    /** Threads that write down their cores when their lives begin. */
    private RoleThreads observed(final CountDownLatch running)
    {
        final RoleThreads pinned = new PinnedThreads();
        return (role, core, life) ->
        {
            final Thread thread = pinned.newThread(role, core, () ->
            {
                coresByRole.put(Thread.currentThread().getName(), ThreadStatus.cores());
                running.countDown();
                life.run();
            });
            threads.put(role, thread);

            return thread;
        };
    }

    private static EngineConfig configOn(final int stateCore, final int fanoutCore)
    {
        return SteppedEngine.smallConfig().with(new EngineConfig.Threads(
            1, EngineConfig.Topology.PIPELINED, WaitProfile.BALANCED, List.of(stateCore, fanoutCore)));
    }

    /** The payload of the next frame of a kind; empty where it has none. */
    private static String awaitFrame(final FrameReader reader, final FrameKind kind)
    {
        final StringBuilder payload = new StringBuilder();
        final boolean[] isThere = new boolean[1];
        while (!isThere[0])
        {
            reader.poll(
                (slot, endOfBatch) ->
                {
                    isThere[0] = slot.kind() == kind;
                    if (isThere[0] && slot.length() > 0)
                    {
                        final NaiveFrame frame = NaiveFrame.read(slot.buffer(), slot.offset());
                        assertEquals(slot.length(), frame.headerBytes() + frame.payloadBytes());
                        assertEquals(NaiveFrame.TEXT, frame.opcode());
                        payload.append(slot.buffer().getStringWithoutLengthUtf8(
                            slot.offset() + frame.headerBytes(), (int)frame.payloadBytes()));
                    }
                },
                1);
        }

        return payload.toString();
    }
}
