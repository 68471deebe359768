package io.tickwire.transport.replay;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedThread;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.Run;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A journal as the only feed of a server, whose engine is one of recorded ticks. Clients of the server that are slow
 * are treated as ever: they hold nothing back.
 * Thread: conductor
 */
public final class ReplayFeed implements Feed
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayFeed.class);
    private static final String NAME = "replay";
    private static final String SETTING = "feed.replay.journal";
    private static final int TICKS_PER_TURN = 256;
    private static final int TASKS = 64;
    private static final long LONGEST_IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FULL_RING_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final ReplaySpec spec;
    private final Journal journal;
    private final Replayer replayer;
    private final Thread thread;
    private final ManyToOneConcurrentArrayQueue<Consumer<Replayer>> tasks = new ManyToOneConcurrentArrayQueue<>(TASKS);
    private volatile ReplayStatus status;
    private volatile boolean isStopped;
    private volatile boolean hasFailed;
    private boolean isStarted;

    /**
     * @throws IllegalArgumentException where there is no journal, or nothing in it; the reason names the setting.
     */
    public ReplayFeed(
        final FeedSettings.Replay settings,
        final Engine engine,
        final Listings listings,
        final EpochNanoClock clock,
        final RoleThreads roleThreads)
    {
        spec = settings.feed().orElseThrow();
        journal = open(spec);
        final ReplayRange range = new ReplayRange(
            spec.from().map(ReplayFeed::ns).orElse(0L),
            spec.to().map(ReplayFeed::ns).orElse(ReplayRange.OPEN),
            TimeUnit.MILLISECONDS.toNanos(settings.warmMs()),
            settings.warmTicks(),
            spec.isLoop());
        replayer = new Replayer(
            journal,
            range,
            new Pace(System::nanoTime, spec.speed(), spec.isPaused()),
            engine.names(),
            listings,
            engine.newPublisher(NAME),
            clock);
        status = replayer.status();
        thread = roleThreads.newThread("feed-" + NAME, RoleThreads.ANY_CORE, this::run);
    }

    /**
     * What the sequences of a replay's engine count from.
     *
     * @throws IllegalArgumentException where there is no journal, or nothing in it; the reason names the setting.
     */
    public static Engine.Origin origin(final ReplaySpec spec)
    {
        try (Journal journal = open(spec))
        {
            return Engine.Origin.ofRecording(journal.runs().get(0).epoch());
        }
    }

    @Override
    public String name()
    {
        return NAME;
    }

    @Override
    public void start()
    {
        isStarted = true;
        thread.start();
    }

    /**
     * Where it is.
     */
    public ReplayStatus status()
    {
        return status;
    }

    /** Stand still. Any thread calls this, as all that follow. */
    public void pause()
    {
        give(Replayer::pause);
    }

    /** Go on. */
    public void resume()
    {
        give(Replayer::resume);
    }

    /** Tell so many ticks, and stand still. */
    public void step(final long ticks)
    {
        give(told -> told.step(ticks));
    }

    /** Go on faster or slower. */
    public void speed(final double speed)
    {
        ReplaySpec.requireSpeed(speed);
        give(told -> told.speed(speed));
    }

    /** Go on at another time. */
    public void seek(final Instant time)
    {
        give(told -> told.seekTime(ns(time)));
    }

    @Override
    public Health health()
    {
        final ReplayStatus now = status;
        if (hasFailed)
        {
            return new Health(HealthState.DOWN, "the journal can not be read any more: see the log");
        }
        final String doing = switch (now.state())
        {
            case PLAYING -> "at " + ReplaySpec.speedText(now.speed()) + " times the speed";
            case PAUSED -> "paused";
            case ENDED -> "at its end";
        };

        return new Health(
            HealthState.UP,
            "%s, %s: told=%d lost=%d".formatted(doing, time(now.positionNs()), now.told(), now.lost()));
    }

    @Override
    public Map<String, Long> counts()
    {
        return Map.of("replayed", status.told(), "missing", status.lost());
    }

    @Override
    public void close()
    {
        isStopped = true;
        LockSupport.unpark(thread);
        if (isStarted)
        {
            FeedThread.awaitEnd(thread);
        }
        replayer.close();
        journal.close();
    }

    private void give(final Consumer<Replayer> task)
    {
        if (!tasks.offer(task))
        {
            throw new IllegalStateException("the replay has not done yet what it was told to");
        }
        LockSupport.unpark(thread);
    }

    private void run()
    {
        try
        {
            while (!isStopped)
            {
                turn();
            }
        }
        catch (final UncheckedIOException | IllegalStateException ex)
        {
            hasFailed = true;
            LOGGER.error("replay.failed journal={}", spec.journal(), ex);
        }
    }

    private void turn()
    {
        int work = tasks.drain(task -> task.accept(replayer));
        work += replayer.doWork(TICKS_PER_TURN);
        status = replayer.status();
        if (work == 0)
        {
            final long waitNs = Math.min(replayer.waitNs(), LONGEST_IDLE_NS);
            LockSupport.parkNanos(this, waitNs == 0 ? FULL_RING_NS : waitNs);
        }
    }

    private static Journal open(final ReplaySpec spec)
    {
        final Journal journal;
        try
        {
            journal = Journal.open(spec.journal());
        }
        catch (final JournalException ex)
        {
            throw new IllegalArgumentException(SETTING + " can not be read: " + ex.getMessage(), ex);
        }
        final List<Run> runs = journal.runs();
        if (runs.isEmpty() || runs.stream().allMatch(run -> run.firstReceiveTimeNs() < 0))
        {
            journal.close();
            throw new IllegalArgumentException(SETTING + " holds no ticks: " + spec.journal());
        }

        return journal;
    }

    private static long ns(final Instant time)
    {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static String time(final long ns)
    {
        return Instant.ofEpochSecond(0, ns).toString();
    }
}
