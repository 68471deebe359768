package io.tickwire.transport.replay;

import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.shard.Catalog;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.shard.ServerFacts;
import io.tickwire.transport.shard.ShardSettings;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.thread.ThreadEnd;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.EpochNanoClock;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each client of {@code /ws/replay} an engine, a replay and a shard of its own, on one thread. There are no more
 * than are set; what one takes is freed when its thread has ended.
 * Thread: any
 */
public final class ReplaySessions implements AutoCloseable
{
    private static final long STALLED_MS = 60_000;
    private static final long NEVER_MS = 3_600_000;
    private static final int TICK_SLOTS = 256;
    private static final int FRAME_SLOTS = 1_024;
    private static final int FRAME_SLAB_BYTES = 1 << 20;
    private static final int DEMAND_BYTES = 1 << 16;
    private static final int WINDOW_BYTES = 1 << 16;

    private final Surroundings around;
    private final FeedSettings.Replay settings;
    private final Optional<JournalSource> journal;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<EgressShard> shards = ConcurrentHashMap.newKeySet();

    /**
     * @param journal empty: there is none.
     */
    public ReplaySessions(
        final Surroundings around, final FeedSettings.Replay settings, final Optional<JournalSource> journal)
    {
        this.around = around;
        this.settings = settings;
        this.journal = journal;
    }

    /**
     * What sessions share with the server.
     *
     * @param engine of the server: its settings, and what its sequences count from.
     * Thread: any
     */
    public record Surroundings(
        Engine engine,
        ServerFacts facts,
        ServerCounters counters,
        ShardSettings settings,
        EpochNanoClock clock,
        RoleThreads roleThreads)
    {
    }

    /**
     * Whether there is something to replay.
     */
    public boolean hasJournal()
    {
        return journal.isPresent() && settings.sessions() > 0;
    }

    /**
     * How many there are.
     */
    public int size()
    {
        return open.get();
    }

    /**
     * Begin a session.
     *
     * @return the shard of its client; null where there are as many as there may be.
     */
    public EgressShard begin()
    {
        if (open.incrementAndGet() > settings.sessions())
        {
            open.decrementAndGet();

            return null;
        }

        final Names names = Names.empty();
        final Listings listings = new Listings();
        final Engine engine = Engine.stepped(
            config(around.engine.config()),
            new FrameHeader(),
            names,
            around.clock,
            Engine.Origin.ofRecording(around.engine.epoch()));
        final ReplaySession session = new ReplaySession(
            journal.orElseThrow(),
            new ReplayRange(
                0,
                ReplayRange.OPEN,
                TimeUnit.MILLISECONDS.toNanos(settings.warmMs()),
                settings.warmTicks(),
                false),
            engine,
            listings,
            around.clock,
            open::decrementAndGet);
        final EgressShard shard = new EgressShard(
            "io-replay-" + begun.getAndIncrement(),
            new EgressShard.Surroundings(
                1,
                engine,
                new Catalog(names, listings, engine.config().market().candleSeconds(), 1),
                new ReplayFacts(around.facts, names, listings),
                around.counters,
                patient(around.settings),
                FurtherPast.NOBODY,
                around.clock),
            session);
        start(shard);

        return shard;
    }

    /**
     * The client of a session has gone.
     */
    public void end(final EgressShard shard)
    {
        shard.stop();
    }

    /**
     * End all, within a bound.
     */
    @Override
    public void close()
    {
        shards.forEach(EgressShard::stop);
        threads.forEach(ThreadEnd::awaitOrLog);
    }

    private void start(final EgressShard shard)
    {
        final Thread thread = around.roleThreads.newThread(
            shard.role(),
            RoleThreads.ANY_CORE,
            () ->
            {
                try
                {
                    shard.run();
                }
                finally
                {
                    shards.remove(shard);
                    threads.remove(Thread.currentThread());
                }
            });
        shards.add(shard);
        threads.add(thread);
        thread.start();
    }

    /** As the server's, but small, and stepped by one thread. */
    private static EngineConfig config(final EngineConfig server)
    {
        final int slotBytes = server.ticks().slotBytes();

        return server
            .with(new EngineConfig.Threads(1, EngineConfig.Topology.FUSED, WaitProfile.BALANCED, List.of()))
            .with(new EngineConfig.Frames(FRAME_SLOTS, Math.max(FRAME_SLAB_BYTES, 256 * slotBytes), DEMAND_BYTES))
            .with(new EngineConfig.Ticks(TICK_SLOTS, slotBytes))
            .with(new EngineConfig.Replay(WINDOW_BYTES, 256, server.replay().ageNs()));
    }

    /** Who is slow holds its replay back, and is closed only when it has taken nothing for a minute. */
    private static ShardSettings patient(final ShardSettings settings)
    {
        final Limits.Slow slow = settings.limits().slow();

        return new ShardSettings(
            settings.limits().with(new Limits.Slow(
                slow.highWaterBytes(),
                NEVER_MS,
                NEVER_MS,
                Math.max(slow.stalledMs(), STALLED_MS),
                slow.sendBufferBytes())),
            settings.compression(),
            settings.residueBytes(),
            settings.heldBytes(),
            settings.statusMs(),
            settings.silenceMs(),
            settings.closeMs());
    }
}
