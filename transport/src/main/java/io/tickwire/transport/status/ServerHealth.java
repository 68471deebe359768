package io.tickwire.transport.status;

import io.tickwire.engine.Engine;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.StallTracker;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.stream.StreamHost;
import org.agrona.concurrent.EpochNanoClock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How the server's parts are. A part that failed of late is degraded for a while after it is well again, so that
 * whoever looks now and then sees it.
 * Thread: any
 */
public final class ServerHealth
{
    private static final String FEED = "feed.";
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long REMEMBERED_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long MIB = 1 << 20;

    private final Engine engine;
    private final List<Feed> feeds;
    private final List<EgressShard> shards;
    private final Optional<StreamHost> stream;
    private final ServerCounters counters;
    private final EpochNanoClock clock;
    private final HeapRoom heap = HeapRoom.here();
    private final Failures ringFull = new Failures();
    private final Failures shardFailures = new Failures();
    private volatile boolean isDraining;

    /**
     * @param shards all that there are by the first question.
     * @param stream where ticks go besides.
     * @param clock  the engine's.
     */
    public ServerHealth(
        final Engine engine,
        final List<Feed> feeds,
        final List<EgressShard> shards,
        final Optional<StreamHost> stream,
        final ServerCounters counters,
        final EpochNanoClock clock)
    {
        this.engine = engine;
        this.clock = clock;
        this.feeds = feeds;
        this.shards = shards;
        this.stream = stream;
        this.counters = counters;
    }

    /**
     * A part.
     *
     * @param details for people.
     * Thread: any
     */
    public record Component(HealthState state, String details)
    {
    }

    /**
     * The server goes: it is not ready any more.
     */
    public void drain()
    {
        isDraining = true;
    }

    /**
     * All parts, by name.
     */
    public Map<String, Component> components()
    {
        final long nowNs = clock.nanoTime();
        final Map<String, Component> components = new LinkedHashMap<>();
        components.put("engine", engine(nowNs));
        components.put("shards", shards(nowNs));
        components.put("heap", heap());
        for (final Feed feed : feeds)
        {
            final Feed.Health health = feed.health();
            components.put(
                FEED + feed.name(), new Component(health.state(), health.details()));
        }
        stream.ifPresent(host -> host.parts().forEach(part ->
            components.put(part.name(), new Component(part.state(), part.details()))));
        components.put("gateway", isDraining ?
            new Component(HealthState.DOWN, "going down: no new connections") :
            new Component(HealthState.UP, "taking connections"));

        return components;
    }

    /**
     * The state of the worst of some parts; but while any feed brings ticks, none that does not is worse than
     * degraded.
     */
    public static HealthState worst(final Map<String, Component> components)
    {
        final boolean hasFeed = components.entrySet().stream().anyMatch(
            entry -> entry.getKey().startsWith(FEED) && entry.getValue().state() != HealthState.DOWN);
        HealthState worst = HealthState.UP;
        for (final Map.Entry<String, Component> entry : components.entrySet())
        {
            final HealthState state = entry.getValue().state();
            final boolean isSpared = hasFeed && state == HealthState.DOWN && entry.getKey().startsWith(FEED);
            final HealthState counted = isSpared ? HealthState.DEGRADED : state;
            worst = counted.compareTo(worst) > 0 ? counted : worst;
        }

        return worst;
    }

    /**
     * Whether there is any use in this process going on: all threads that serve are there, and none is stuck.
     */
    public boolean isLive()
    {
        final long nowNs = clock.nanoTime();

        return shards.stream().allMatch(EgressShard::isAlive) &&
            engine.stalls().stream().allMatch(stall -> stall.runningNs(nowNs) < STUCK_NS);
    }

    /**
     * Whether clients may be sent here.
     */
    public boolean isReady()
    {
        return isLive() && !isDraining && (feeds.isEmpty() || hasFeed());
    }

    Optional<StreamHost> stream()
    {
        return stream;
    }

    List<Feed> feeds()
    {
        return feeds;
    }

    /**
     * Whether any feed brings ticks.
     */
    boolean hasFeed()
    {
        return feeds.stream().anyMatch(feed -> feed.health().state() != HealthState.DOWN);
    }

    private Component engine(final long nowNs)
    {
        final long dropped = engine.counters().total(EngineCounter.TICKS_DROPPED_RING_FULL);
        for (final StallTracker stall : engine.stalls())
        {
            final long runningNs = stall.runningNs(nowNs);
            if (runningNs > engine.config().stallNs())
            {
                return new Component(
                    HealthState.DEGRADED,
                    stall.role() + " is in one batch for " + TimeUnit.NANOSECONDS.toMillis(runningNs) + " ms");
            }
        }
        if (ringFull.isRecent(dropped, nowNs))
        {
            return new Component(
                HealthState.DEGRADED, "the ring was full: " + dropped + " ticks dropped since the start");
        }

        return new Component(
            HealthState.UP, engine.counters().total(EngineCounter.TICKS_APPLIED) + " ticks applied");
    }

    private Component shards(final long nowNs)
    {
        for (final EgressShard shard : shards)
        {
            if (!shard.isAlive())
            {
                return new Component(HealthState.DOWN, shard.role() + " is dead");
            }
        }

        final long failures = counters.get(ServerCounter.SHARD_FAILURES);
        if (shardFailures.isRecent(failures, nowNs))
        {
            return new Component(HealthState.DEGRADED, failures + " failed since the start, and began anew");
        }

        return new Component(HealthState.UP, shards.size() + " running");
    }

    /** Garbage is no matter: what counts is what a collection left. */
    private Component heap()
    {
        final String details =
            heap.keptBytes() / MIB + " of " + heap.bytes() / MIB + " MiB kept by the last full collection";

        return heap.isFull() ?
            new Component(HealthState.DEGRADED, details + ": set TICKWIRE_JAVA_OPTS to a larger -Xmx") :
            new Component(HealthState.UP, details);
    }

    /**
     * Remembers when a count moved last.
     * Thread: any
     */
    private static final class Failures
    {
        private long count;
        private long movedNs;

        private synchronized boolean isRecent(final long count, final long nowNs)
        {
            if (count != this.count)
            {
                this.count = count;
                movedNs = nowNs;
            }

            return count > 0 && nowNs - movedNs < REMEMBERED_NS;
        }
    }
}
