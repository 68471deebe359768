package io.tickwire.transport.feed.sim;

import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.FeedState;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The life of the thread {@code feed-sim}: tells all books first, as fast as there is room, and from then on each tick
 * when it is due. Each tick bears the time that it was due at, and not the later one at which it got its turn; after a
 * hiccup all that have become due follow at once, and those that find no room are lost. Without a rate, ticks are made
 * as there is room, but for a part of the ring that is left to other feeds.
 * Thread: feed-<venue>
 */
public final class SimulationLoop implements Runnable
{
    /** Between two looks at the clock, at pauses and at resyncs are so many ticks at the most. */
    private static final int LIMIT = 1_024;

    /** A batch is so long: the publisher looks at the clock as often. */
    private static final int BATCH = 16;

    private static final int FREE_SHIFT = 2;
    private static final int RESYNC_LIMIT = 64;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long NO_ROOM_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long SPIN_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long COARSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FAREWELL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Simulation simulation;
    private final TickPublisher publisher;
    private final Resyncs resyncs;
    private final EpochNanoClock clock;
    private final ErrorHandler errors;
    private final WaitProfile profile;
    private final int[] venueIds;
    private final int ticksPerSecond;
    private final int slots;
    private final int freeSlots;

    /** Written by this thread only, read by others. */
    private volatile long published;
    private volatile long refused;
    private volatile boolean isRunning;

    /** Written by others. */
    private volatile boolean isPaused;
    private volatile boolean isStopped;

    private boolean isAnnounced;
    private int opened;
    private Pace pace;
    private boolean wasPaused;
    private long pausedNs;

    /**
     * @param slots          of the ring.
     * @param ticksPerSecond 0: as many as there is room for.
     */
    public SimulationLoop(
        final Simulation simulation,
        final TickPublisher publisher,
        final Surroundings around,
        final int[] venueIds,
        final int slots,
        final int ticksPerSecond)
    {
        this.simulation = simulation;
        this.publisher = publisher;
        this.venueIds = venueIds.clone();
        this.ticksPerSecond = ticksPerSecond;
        resyncs = around.resyncs;
        clock = around.clock;
        errors = around.errors;
        profile = around.profile;
        this.slots = slots;
        freeSlots = slots >> FREE_SHIFT;
        final int needed = Math.max(BATCH * simulation.maxSlots(), simulation.resyncTicks());
        if (slots / 2 < needed)
        {
            throw new IllegalArgumentException(
                "half of the ring must hold what a simulated market tells at once: slots=" + slots + " needed=" +
                needed);
        }
    }

    /**
     * What a loop needs of the engine.
     *
     * @param profile how to wait.
     * Thread: any
     */
    public record Surroundings(Resyncs resyncs, EpochNanoClock clock, ErrorHandler errors, WaitProfile profile)
    {
    }

    @Override
    public void run()
    {
        isRunning = true;
        try
        {
            while (!isStopped)
            {
                if (doWork() == 0)
                {
                    await();
                }
            }
            sayFarewell();
        }
        catch (final RuntimeException ex)
        {
            errors.onError(ex);
        }
        finally
        {
            isRunning = false;
        }
    }

    /**
     * Tell what is due.
     *
     * @return how many ticks that were.
     */
    public int doWork()
    {
        final long nowNs = clock.nanoTime();
        if (holdsStill(nowNs))
        {
            return 0;
        }

        final int told = opened < simulation.openings() ? open(nowNs) : tellDue(nowNs) + serveResyncs(nowNs);
        if (told > 0)
        {
            published = simulation.published();
            refused = simulation.refused();
        }

        return told;
    }

    /**
     * Make {@link #run} end. Any thread calls this.
     */
    public void stop()
    {
        isStopped = true;
    }

    /**
     * Let nothing happen, or go on as if no time had gone by. Any thread calls this.
     */
    public void pause(final boolean isPaused)
    {
        this.isPaused = isPaused;
    }

    public boolean isPaused()
    {
        return isPaused;
    }

    /**
     * Whether the thread runs.
     */
    public boolean isRunning()
    {
        return isRunning;
    }

    /**
     * How many ticks went into the ring.
     */
    public long published()
    {
        return published;
    }

    /**
     * How many ticks found no room.
     */
    public long refused()
    {
        return refused;
    }

    /**
     * How long to sleep before looking again.
     *
     * @param waitNs until the next tick is due.
     * @return 0: not at all.
     */
    static long parkNs(final WaitProfile profile, final long waitNs)
    {
        return switch (profile)
        {
            case PINNED -> 0;
            case BALANCED -> waitNs > SPIN_NS ? Math.min(IDLE_NS, waitNs) : 0;
            case ECO -> Math.min(IDLE_NS, Math.max(COARSE_NS, waitNs));
        };
    }

    private boolean holdsStill(final long nowNs)
    {
        if (isPaused)
        {
            pausedNs = wasPaused ? pausedNs : nowNs;
            wasPaused = true;
        }
        else if (wasPaused)
        {
            wasPaused = false;
            if (pace != null)
            {
                pace.postpone(nowNs - pausedNs);
            }
        }

        return wasPaused;
    }

    /** Books are told through a quarter of the ring, so that there are many of them does not make others late. */
    private int open(final long nowNs)
    {
        final int toBeLeft = slots - freeSlots;
        publisher.beginBatch(nowNs);
        int told = 0;
        if (!isAnnounced && publisher.hasRoom(venueIds.length + toBeLeft))
        {
            simulation.announce(FeedState.CONNECTED, nowNs);
            isAnnounced = true;
            told++;
        }
        while (isAnnounced && told < LIMIT && opened < simulation.openings() &&
            publisher.hasRoom(simulation.openingTicks() + toBeLeft))
        {
            simulation.open(opened++, nowNs);
            told++;
        }
        if (opened == simulation.openings() && ticksPerSecond > 0)
        {
            pace = new Pace(ticksPerSecond, nowNs);
        }

        return told;
    }

    private int tellDue(final long nowNs)
    {
        int told = 0;
        if (pace == null)
        {
            while (told < LIMIT && publisher.hasRoom(BATCH * simulation.maxSlots() + freeSlots))
            {
                told += tellBatch(clock.nanoTime());
            }
        }
        else
        {
            while (told < LIMIT && pace.isDue(nowNs))
            {
                told += tellDueBatch(nowNs);
            }
        }

        return told;
    }

    private int tellBatch(final long nowNs)
    {
        publisher.beginBatch(nowNs);
        for (int i = 0; i < BATCH; i++)
        {
            simulation.next(nowNs);
        }

        return BATCH;
    }

    private int tellDueBatch(final long nowNs)
    {
        publisher.beginBatch(pace.dueNs());
        int told = 0;
        do
        {
            simulation.next(pace.dueNs());
            pace.advance();
            told++;
        }
        while (told < BATCH && pace.isDue(nowNs));

        return told;
    }

    /**
     * Books that lost something on the way are told anew, those that went wrong behind the ring too. That takes more
     * than what was lost: it waits until the ring is half empty, or what is too much already would become more.
     */
    private int serveResyncs(final long nowNs)
    {
        int told = 0;
        int symbolId = takeLost(told);
        while (symbolId >= 0)
        {
            publisher.beginBatch(nowNs);
            simulation.resync(symbolId, nowNs);
            told++;
            symbolId = takeLost(told);
        }
        for (final int venueId : venueIds)
        {
            int requested = takeRequested(venueId, told);
            while (requested >= 0)
            {
                publisher.beginBatch(nowNs);
                simulation.resync(venueId, requested, nowNs);
                told++;
                requested = takeRequested(venueId, told);
            }
        }

        return told;
    }

    private int takeLost(final int told)
    {
        return mayResync(told) ? publisher.takeResync() : Resyncs.NONE;
    }

    private int takeRequested(final int venueId, final int told)
    {
        return mayResync(told) ? resyncs.take(venueId) : Resyncs.NONE;
    }

    private boolean mayResync(final int told)
    {
        return told < RESYNC_LIMIT && publisher.hasRoom(simulation.resyncTicks() + slots / 2);
    }

    private void await()
    {
        final long waitNs = pace == null ? NO_ROOM_NS : pace.dueNs() - clock.nanoTime();
        final long parkNs = isPaused ? IDLE_NS : parkNs(profile, waitNs);
        if (parkNs > 0)
        {
            LockSupport.parkNanos(this, parkNs);
        }
        else
        {
            Thread.onSpinWait();
        }
    }

    /** Whoever has books of these venues is to know that they end here; but nobody is waited for long. */
    private void sayFarewell()
    {
        final long fromNs = System.nanoTime();
        while (!publisher.hasRoom(venueIds.length) && System.nanoTime() - fromNs < FAREWELL_NS)
        {
            LockSupport.parkNanos(this, NO_ROOM_NS);
        }
        if (isAnnounced)
        {
            final long nowNs = clock.nanoTime();
            publisher.beginBatch(nowNs);
            simulation.announce(FeedState.DISCONNECTED, nowNs);
        }
        published = simulation.published();
        refused = simulation.refused();
    }
}
