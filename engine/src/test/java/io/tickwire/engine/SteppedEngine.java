package io.tickwire.engine;

import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.NoWaitStrategy;
import io.tickwire.engine.ring.WaitProfile;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;

/**
 * An engine without threads, whose time and batches a test moves by hand.
 */
public final class SteppedEngine implements AutoCloseable
{
    /** Reads what there is, and never waits. */
    public static final WaitStrategy NO_WAIT = new NoWaitStrategy();

    public static final long START_NS = 1_700_000_000_000_000_000L;

    private final Names names;
    private final Engine engine;
    private long nowNs = START_NS;

    public SteppedEngine(final EngineConfig config, final Names names)
    {
        this(config, names, new TestSealer());
    }

    public SteppedEngine(final EngineConfig config, final Names names, final FrameSealer sealer)
    {
        this(config, names, sealer, 0);
    }

    /**
     * @param firstSequence {@code g} of the first tick.
     */
    public SteppedEngine(
        final EngineConfig config, final Names names, final FrameSealer sealer, final long firstSequence)
    {
        this(config, names, sealer, new Engine.Origin(START_NS / 1_000_000, firstSequence));
    }

    public SteppedEngine(
        final EngineConfig config, final Names names, final FrameSealer sealer, final Engine.Origin origin)
    {
        this.names = names;
        final EpochNanoClock clock = this::nowNs;
        engine = new Engine(config, sealer, names, clock, RoleThreads.unpinned(), origin, NO_WAIT);
    }

    /** A small engine whose frame readers do not wait long. */
    public static EngineConfig smallConfig()
    {
        final EngineConfig defaults = EngineConfig.defaults();
        return defaults
            .with(new EngineConfig.Threads(1, EngineConfig.Topology.FUSED, WaitProfile.PINNED, List.of()))
            .with(new EngineConfig.Ticks(256, 512))
            .with(new EngineConfig.Frames(1024, 1 << 18, 1 << 14))
            .with(new EngineConfig.Replay(1 << 16, 128, 60_000_000_000L));
    }

    /** Names with the venue alpha as 1, beta as 2; symbols are the caller's. */
    public static Names names()
    {
        final Names names = Names.empty();
        names.venues().add("alpha");
        names.venues().add("beta");

        return names;
    }

    public Engine engine()
    {
        return engine;
    }

    public Names nameTables()
    {
        return names;
    }

    public long nowNs()
    {
        return nowNs;
    }

    public void advanceMs(final long ms)
    {
        nowNs += ms * 1_000_000;
    }

    public void advanceNs(final long ns)
    {
        nowNs += ns;
    }

    /** One batch of each pipeline. */
    public int step()
    {
        return engine.step();
    }

    /** Let each model look once. */
    public int stepModels()
    {
        return engine.stepModels();
    }

    /** Publish the time, as a launched engine does now and then. */
    public void publishTime()
    {
        engine.publishTime();
    }

    /** Batches until there is nothing to do any more. */
    public void settle()
    {
        int idle = 0;
        while (idle < 3)
        {
            idle = engine.step() == 0 ? idle + 1 : 0;
        }
    }

    public TestTicks ticks(final String feed)
    {
        return new TestTicks(engine.newPublisher(feed));
    }

    public long counter(final EngineCounter counter)
    {
        return engine.counters().total(counter);
    }

    public List<FrameReader> newReaders()
    {
        final List<FrameReader> readers = new ArrayList<>();
        for (final FrameRing ring : engine.frames())
        {
            readers.add(ring.newReader());
        }

        return readers;
    }

    /** All frames that there are now. */
    public static int drain(final List<FrameReader> readers, final FrameHandler handler)
    {
        int frames = 0;
        for (final FrameReader reader : readers)
        {
            int polled = reader.poll(handler, Integer.MAX_VALUE);
            while (polled > 0)
            {
                frames += polled;
                polled = reader.poll(handler, Integer.MAX_VALUE);
            }
        }

        return frames;
    }

    @Override
    public void close()
    {
        engine.close();
    }
}
