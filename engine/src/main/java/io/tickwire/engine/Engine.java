package io.tickwire.engine;

import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.metrics.StallTracker;
import io.tickwire.engine.pipeline.KeptBooks;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.pipeline.SymbolPipeline;
import io.tickwire.engine.ring.NoWaitStrategy;
import io.tickwire.engine.ring.BookKeeper;
import io.tickwire.engine.ring.TickObserver;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.series.SignalModels;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochClock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine: builds the rings and the pipelines, and owns their threads.
 * Thread: conductor
 */
public final class Engine implements AutoCloseable
{
    private static final long CLOSE_TIMEOUT_MS = 5_000;
    private static final long END_PARK_NS = 100_000;

    private final EngineConfig config;
    private final Names names;
    private final EpochNanoClock clock;
    private final RoleThreads roleThreads;
    private final Origin origin;
    private final EngineCounters counters = new EngineCounters();
    private final ErrorLog errors = new ErrorLog(ErrorLog.DEFAULT_CAPACITY_BYTES, SystemEpochClock.INSTANCE);
    private final Resyncs resyncs = new Resyncs();
    private final TickRing ticks;
    private final Demand demand;
    private final List<SymbolPipeline> pipelines = new ArrayList<>();
    private final List<StageTimer> inToRing = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ClockFeed clockFeed;
    private final List<ModelRunner> models = new ArrayList<>();
    private final List<Thread> modelThreads = new ArrayList<>();
    private boolean isEnded;

    /**
     * What all sequences of an engine count from.
     *
     * @param epoch         of the streams' sequences, and of {@code g}: in ms since 1970.
     * @param firstSequence {@code g} of the first tick.
     * @param isRecorded    whether what comes was recorded, time and all: nothing is added to it then, and what is told
     *                      depends on it alone; see {@code RecordedMarks}.
     * @param past          who keeps what streams tell for longer than the pipelines do, and knows where they go on;
     *                      null where there is nobody.
     * Thread: any
     */
    public record Origin(long epoch, long firstSequence, boolean isRecorded, Past past)
    {
        public Origin(final long epoch, final long firstSequence)
        {
            this(epoch, firstSequence, null);
        }

        /**
         * What counts as it did when it was recorded.
         */
        public static Origin ofRecording(final long epoch)
        {
            return new Origin(epoch, 0, true, null);
        }

        public Origin(final long epoch, final long firstSequence, final Past past)
        {
            this(epoch, firstSequence, false, past);
        }

        /**
         * What counts from now on, and from 0.
         */
        public static Origin startingAt(final EpochNanoClock clock)
        {
            return new Origin(TimeUnit.NANOSECONDS.toMillis(clock.nanoTime()), 0);
        }
    }

    /**
     * An engine whose sequences count from now on.
     *
     * @param sealer      makes payloads frames.
     * @param clock       ns since 1970; read by all threads.
     * @param roleThreads makes the threads.
     */
    public Engine(
        final EngineConfig config,
        final FrameSealer sealer,
        final Names names,
        final EpochNanoClock clock,
        final RoleThreads roleThreads)
    {
        this(config, sealer, names, clock, roleThreads, Origin.startingAt(clock));
    }

    /**
     * An engine whose sequences go on from what another one told.
     */
    public Engine(
        final EngineConfig config,
        final FrameSealer sealer,
        final Names names,
        final EpochNanoClock clock,
        final RoleThreads roleThreads,
        final Origin origin)
    {
        this(config, sealer, names, clock, roleThreads, origin, config.threads().profile().newWaitStrategy());
    }

    Engine(
        final EngineConfig given,
        final FrameSealer sealer,
        final Names names,
        final EpochNanoClock clock,
        final RoleThreads roleThreads,
        final Origin origin,
        final WaitStrategy pipelineWait)
    {
        // What models said is in the recording.
        this.config = origin.isRecorded() ? given.with(given.market().withoutModels()) : given;
        this.names = names;
        this.clock = clock;
        this.roleThreads = roleThreads;
        this.origin = origin;

        final int shards = config.threads().shards();
        ticks = new TickRing(
            config.ticks().slots(), config.ticks().slotBytes(), pipelineWait, origin.firstSequence());
        demand = new Demand(shards, config.frames().demandBytes(), pipelineWait);
        final EngineConfig.Replay replay = config.replay();
        final SymbolPipeline.Surroundings around = new SymbolPipeline.Surroundings(
            shards,
            ticks,
            demand,
            sealer,
            names,
            new SymbolPipeline.ReplaySizes(replay.bytes(), replay.messages(), replay.ageNs()),
            config.market(),
            resyncs,
            clock,
            origin.epoch(),
            counters,
            errors,
            config.stallNs(),
            origin.isRecorded(),
            origin.past());
        // A publication in any of the rings wakes who waits for all of them.
        final WaitStrategy readersWait = config.threads().profile().newWaitStrategy();
        for (int i = 0; i < shards; i++)
        {
            pipelines.add(new SymbolPipeline(
                i, around, newFrameRing(readersWait), config.threads().topology() == EngineConfig.Topology.PIPELINED));
        }
        clockFeed = new ClockFeed(
            new TickPublisher(ticks, clock, counters.newSheet("feed-clock"), new StageTimer("clock")), clock);
        for (int i = 0; i < config.market().models().size(); i++)
        {
            models.add(newModel(i, config.market().models().get(i)));
        }
    }

    /**
     * An engine without threads: whoever has it calls {@link #step}, which never waits.
     */
    public static Engine stepped(
        final EngineConfig config,
        final FrameSealer sealer,
        final Names names,
        final EpochNanoClock clock,
        final Origin origin)
    {
        return new Engine(config, sealer, names, clock, RoleThreads.unpinned(), origin, new NoWaitStrategy());
    }

    /**
     * Start the threads.
     */
    public void launch()
    {
        if (!threads.isEmpty())
        {
            throw new IllegalStateException("the engine is launched already");
        }

        final List<Integer> cores = config.threads().cores();
        for (final SymbolPipeline pipeline : pipelines)
        {
            for (int i = 0; i < pipeline.roles().size(); i++)
            {
                final int core = cores.isEmpty() ? RoleThreads.ANY_CORE : cores.get(threads.size());
                threads.add(roleThreads.newThread(pipeline.roles().get(i), core, pipeline.loop(i)));
            }
        }
        if (!origin.isRecorded())
        {
            threads.add(roleThreads.newThread("feed-clock", RoleThreads.ANY_CORE, clockFeed));
        }
        models.forEach(model ->
            modelThreads.add(roleThreads.newThread(model.role(), RoleThreads.ANY_CORE, model)));
        threads.forEach(Thread::start);
        modelThreads.forEach(Thread::start);
    }

    /**
     * A publisher for one feed thread.
     */
    public TickPublisher newPublisher(final String feed)
    {
        final StageTimer timer = new StageTimer("in->ring");
        inToRing.add(timer);

        return new TickPublisher(ticks, clock, counters.newSheet("feed-" + feed), timer);
    }

    /**
     * What the engine was built from.
     */
    public EngineConfig config()
    {
        return config;
    }

    /**
     * What the sequences of all streams count from: it changes with each start, where they do not go on.
     */
    public long epoch()
    {
        return origin.epoch();
    }

    /**
     * A reader of all ticks from now on for which no feed ever waits.
     */
    public TickObserver newObserver()
    {
        return ticks.newObserver();
    }

    /**
     * The same, by one that no tick wakes: so long it sleeps where there is nothing.
     */
    public TickObserver newObserver(final long restNs)
    {
        return ticks.newObserver(restNs);
    }

    /**
     * A keeper of the books that ticks tell, for who tells them whole beside the pipelines.
     *
     * @param maxLevels of a side of each.
     */
    public static BookKeeper newBookKeeper(final Names names, final int maxLevels)
    {
        return new KeptBooks(names, maxLevels);
    }

    public Names names()
    {
        return names;
    }

    /**
     * Books that need a snapshot of their venue.
     */
    public Resyncs resyncs()
    {
        return resyncs;
    }

    /**
     * The way to ask for streams.
     */
    public Demand demand()
    {
        return demand;
    }

    /**
     * Where the frames come out: a ring for each pipeline, to be read by every shard; see {@code FrameReaders}.
     */
    public List<FrameRing> frames()
    {
        return pipelines.stream().map(SymbolPipeline::frames).toList();
    }

    public EngineCounters counters()
    {
        return counters;
    }

    public ErrorLog errors()
    {
        return errors;
    }

    /**
     * The times of the stages, one timer for each thread that records.
     */
    public List<StageTimer> timers()
    {
        final List<StageTimer> timers = new ArrayList<>(inToRing);
        pipelines.forEach(pipeline -> timers.add(pipeline.ringToFrame()));

        return timers;
    }

    /**
     * The batches' lengths, for each pipeline thread.
     */
    public List<StallTracker> stalls()
    {
        return pipelines.stream().flatMap(pipeline -> pipeline.stalls().stream()).toList();
    }

    /**
     * Stop the threads; what is in the rings is left there. Does nothing where that was done. Whoever keeps the past
     * has to take what pipelines tell last until this returns.
     *
     * @throws IllegalStateException naming the threads that did not stop in time.
     */
    @Override
    public void close()
    {
        clockFeed.stop();
        // A model that never answers is left alone: its thread is a daemon, and holds nothing up.
        models.forEach(ModelRunner::stop);
        pipelines.forEach(SymbolPipeline::halt);
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MS);
        final List<String> alive = new ArrayList<>();
        for (final Thread thread : threads)
        {
            if (!hasEnded(thread, deadlineNs))
            {
                alive.add(thread.getName());
            }
        }

        threads.clear();
        pipelines.forEach(SymbolPipeline::close);
        if (alive.isEmpty() && !isEnded)
        {
            isEnded = true;
            pipelines.forEach(pipeline -> end(pipeline, deadlineNs));
        }
        if (!alive.isEmpty())
        {
            throw new IllegalStateException("threads did not stop in " + CLOSE_TIMEOUT_MS + " ms: " + alive);
        }
    }

    /**
     * Give back the memory of the rings, of an engine that is closed and that nobody sees any more. Without it they
     * last until the collector comes by, which has no reason to as long as the heap is small.
     */
    public void release()
    {
        if (!isEnded)
        {
            throw new IllegalStateException("not closed");
        }
        ticks.release();
        pipelines.forEach(pipeline -> pipeline.frames().release());
    }

    /**
     * Run one batch of each pipeline, where no threads were launched.
     *
     * @return how much there was to do.
     */
    public int step()
    {
        int work = 0;
        for (int i = 0; i < pipelines.size(); i++)
        {
            work += pipelines.get(i).step();
        }

        return work;
    }

    /**
     * Let each model look once at each pipeline, where no threads were launched.
     */
    int stepModels()
    {
        int looked = 0;
        for (final ModelRunner model : models)
        {
            looked += model.step();
        }

        return looked;
    }

    private ModelRunner newModel(final int index, final MarketRules.Model rule)
    {
        final CounterSheet sheet = counters.newSheet("model-" + rule.name());
        final TickPublisher publisher = new TickPublisher(ticks, clock, sheet, new StageTimer("model"));

        return new ModelRunner(
            SignalModels.load(rule.name(), rule.settings()),
            pipelines.stream().map(pipeline -> pipeline.taps().get(index)).toList(),
            publisher,
            clock,
            sheet,
            errors);
    }

    /**
     * Publish the time, where no threads were launched.
     */
    void publishTime()
    {
        clockFeed.publish();
    }

    private FrameRing newFrameRing(final WaitStrategy readersWait)
    {
        return new FrameRing(config.frames().slots(), config.frames().slabBytes(), readersWait);
    }

    /** Where there is no room in time, it is as if the process had ended here. */
    private static void end(final SymbolPipeline pipeline, final long deadlineNs)
    {
        while (!pipeline.end() && System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(END_PARK_NS);
        }
    }

    private static boolean hasEnded(final Thread thread, final long deadlineNs)
    {
        try
        {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime())));
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }

        return !thread.isAlive();
    }
}
