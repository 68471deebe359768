package io.tickwire.transport.ingest;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.FakeConnection;
import io.tickwire.transport.session.Intake;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.FrameHeader;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One publisher's connection, stepped by hand.
 */
class TickIntakeTest
{
    private static final int TICKS = 64;
    private static final int ROUNDS = 400;
    private static final int FRAMES_PER_ROUND = 100;
    private static final long MANY_MS = 60_000;

    private final Names names = Names.empty();
    private final WallClock clock = new WallClock();
    private final List<Reply> replies = new ArrayList<>();
    private final FakeConnection connection = new FakeConnection();
    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingForTicksInSbe() throws BadCommandException
    {
        final IngestSettings settings = new IngestSettings(
            true, List.of("*"), true, 1_000_000, MANY_MS, 16, MANY_MS, 0, 1);
        try (Engine engine = engine(EngineConfig.defaults()))
        {
            engine.launch();
            final Intake intake = intake(engine, settings);
            final ByteBuffer frame = frame();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && least > 0; round++)
            {
                final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                for (int i = 0; i < FRAMES_PER_ROUND; i++)
                {
                    intake.take(false, frame);
                }
                least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
                drain(engine, intake, (round + 1L) * FRAMES_PER_ROUND * TICKS);
            }

            assertEquals(0, least);
            assertEquals("ingest_ready", replies.get(0).fields().get("type"));
        }
    }

    /** Whatever the ring's room, frames are applied whole and in order; a frame that waits keeps others out. */
    @Test
    void shouldBeFullUntilTheRestOfAFrameHasRoom() throws BadCommandException
    {
        try (Engine engine = engine(EngineConfig.defaults().with(new EngineConfig.Ticks(16, 512))))
        {
            final Intake intake = intake(engine, IngestSettings.defaults());
            intake.take(false, frame());
            assertTrue(intake.isFull());
            intake.proceed();
            assertTrue(intake.isFull());
            assertEquals(
                List.of("ingest_ready", "ingest_status"),
                replies.stream().map(reply -> reply.fields().get("type")).toList());
            engine.launch();
            drain(engine, intake, TICKS);
            assertEquals(TICKS, engine.counters().total(EngineCounter.TICKS_APPLIED));
        }
    }

    private Engine engine(final EngineConfig config)
    {
        return new Engine(config, new FrameHeader(), names, clock, RoleThreads.unpinned());
    }

    private Intake intake(final Engine engine, final IngestSettings settings)
    {
        final Session session = new Session(
            1,
            new ClientAddress(InetAddress.getLoopbackAddress(), true),
            Endpoint.INGEST,
            Principal.anonymous(true, true),
            new Session.Terms(Encoding.SBE, null, false, null),
            connection);
        final Intake intake = new Ingest(engine, new Listings(), clock, new ServerCounters(), settings)
            .newIntake(session, new Recorder(session));
        names.symbols().define("BTC/USD", -2, -8);
        names.venues().add("desk");
        intake.begin();

        return intake;
    }

    private static ByteBuffer frame()
    {
        final TickFrames frames = new TickFrames(0, 1, -2, -8).begin();
        for (int i = 0; i < TICKS; i++)
        {
            frames.trade(100 + i, 1, i);
        }

        return ByteBuffer.wrap(frames.bytes());
    }

    private static void drain(final Engine engine, final Intake intake, final long ticks)
    {
        while (intake.isFull() || engine.counters().total(EngineCounter.TICKS_APPLIED) < ticks)
        {
            LockSupport.parkNanos(100_000);
            intake.proceed();
        }
    }

    private final class Recorder implements Intake.Answers
    {
        private final Session session;

        private Recorder(final Session session)
        {
            this.session = session;
        }

        @Override
        public Principal principal()
        {
            return session.principal();
        }

        @Override
        public void reply(final Reply reply)
        {
            replies.add(reply);
        }

        @Override
        public void close(final CloseCode code, final String reason)
        {
            throw new AssertionError(code + ": " + reason);
        }
    }
}
