package io.tickwire.transport.ingest;

import io.tickwire.engine.Engine;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.session.Intake;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounters;
import org.agrona.concurrent.EpochNanoClock;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The publishers of a server, and what their connections share.
 * Thread: any
 */
public final class Ingest implements Intake.Factory
{
    private final Engine engine;
    private final Listings listings;
    private final EpochNanoClock clock;
    private final ServerCounters counters;
    private final IngestSettings settings;
    private final Publishers publishers;
    private final VenueClaims claims;
    private final AtomicInteger threadCount = new AtomicInteger();
    private final ThreadLocal<IngestThread> threads;
    private final LongAdder[] ticks = new LongAdder[TickType.values().length];

    /**
     * @param engine that ticks go to; all its own feeds have named their venues.
     * @param clock  that ticks are stamped by.
     */
    public Ingest(
        final Engine engine,
        final Listings listings,
        final EpochNanoClock clock,
        final ServerCounters counters,
        final IngestSettings settings)
    {
        this.engine = engine;
        this.listings = listings;
        this.clock = clock;
        this.counters = counters;
        this.settings = settings;
        Arrays.setAll(ticks, ordinal -> new LongAdder());
        publishers = new Publishers(settings);
        claims = new VenueClaims(engine.names().venues());
        threads = ThreadLocal.withInitial(() -> new IngestThread(
            engine.newPublisher("ingest-" + threadCount.getAndIncrement()), engine.names()));
    }

    @Override
    public Intake newIntake(final Session session, final Intake.Answers answers)
    {
        return new TickIntake(this, session, answers);
    }

    /**
     * Publishers that are remembered.
     */
    public int remembered()
    {
        return publishers.size();
    }

    /**
     * How many ticks came, by their types.
     */
    public Map<String, Long> ticks()
    {
        final Map<String, Long> ticks = new LinkedHashMap<>();
        for (final TickType type : TickType.values())
        {
            ticks.put(type.wireName(), this.ticks[type.ordinal()].sum());
        }

        return ticks;
    }

    void countTick(final int templateId)
    {
        ticks[TickType.ofTemplate(templateId).ordinal()].increment();
    }

    /**
     * What the calling I/O thread's connections share.
     */
    IngestThread thread()
    {
        return threads.get();
    }

    Grants grants(final Principal principal, final PublisherRecord record)
    {
        return new Grants(principal, record, engine.names(), listings, claims, settings);
    }

    Publishers publishers()
    {
        return publishers;
    }

    VenueClaims claims()
    {
        return claims;
    }

    Engine engine()
    {
        return engine;
    }

    EpochNanoClock clock()
    {
        return clock;
    }

    ServerCounters counters()
    {
        return counters;
    }

    IngestSettings settings()
    {
        return settings;
    }
}
