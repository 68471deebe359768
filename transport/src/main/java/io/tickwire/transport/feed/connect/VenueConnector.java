package io.tickwire.transport.feed.connect;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedLag;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.line.LineCounter;
import io.tickwire.engine.feed.line.LineStats;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.FeedThread;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.net.NetLoop;
import io.tickwire.transport.feed.net.ProxyTarget;
import io.tickwire.transport.feed.net.RestClient;
import io.tickwire.transport.feed.net.RestLimits;
import io.tickwire.transport.feed.venue.VenueProtocol;
import io.tickwire.transport.tls.ClientTrust;
import io.tickwire.transport.tls.TlsException;
import org.agrona.concurrent.EpochNanoClock;

import javax.net.ssl.SSLContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The feed of one venue.
 * Thread: conductor
 */
public final class VenueConnector implements Feed
{
    private static final long CONNECT_GAP_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String name;
    private final NetLoop loop;
    private final Thread thread;
    private final VenueSession session;
    private final ConnectStats stats = new ConnectStats();
    private boolean isStarted;
    private boolean isClosed;

    /**
     * A feed that is not started.
     *
     * @throws IllegalArgumentException where the venue can not be had so; the reason names the setting.
     */
    public VenueConnector(
        final FeedSpec spec, final FeedSettings.Links links, final Surroundings around)
    {
        this(spec, links, ConnectTimes.defaults(), around, named(spec));
    }

    /** A venue that is reached by this protocol. */
    VenueConnector(
        final FeedSpec spec,
        final FeedSettings.Links links,
        final VenueProtocol protocol,
        final ConnectTimes times,
        final Surroundings around)
    {
        this(spec, links, times, around, linkSessions(protocol));
    }

    private VenueConnector(
        final FeedSpec spec,
        final FeedSettings.Links links,
        final ConnectTimes times,
        final Surroundings around,
        final Function<SessionContext, VenueSession> sessions)
    {
        final Engine engine = around.engine;
        name = spec.venue();
        final int venueId = engine.names().venues().add(name);
        final TickPublisher publisher = engine.newPublisher(name);
        final WaitProfile profile = engine.config().threads().profile();
        try
        {
            loop = NetLoop.open(
                "feed-" + name,
                around.clock,
                // Only a thread that has a core to itself may keep it while there is nothing to do.
                profile == WaitProfile.PINNED && around.core == RoleThreads.ANY_CORE ? WaitProfile.BALANCED : profile,
                engine.errors());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        session = sessions.apply(new SessionContext(
            spec,
            links,
            times,
            Venue.of(name),
            venueId,
            engine,
            publisher,
            around.listings,
            around.clock,
            loop,
            stats,
            new Random()));
        thread = newThread(around);
    }

    /**
     * What a feed needs of its server.
     *
     * @param core that its thread shall run on, or {@link RoleThreads#ANY_CORE}.
     * Thread: any
     */
    public record Surroundings(
        Engine engine, Listings listings, EpochNanoClock clock, RoleThreads roleThreads, int core)
    {
    }

    private Thread newThread(final Surroundings around)
    {
        try
        {
            return around.roleThreads.newThread("feed-" + name, around.core, loop);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new IllegalArgumentException(
                ex.getMessage() + "; set feed.cores to cores that are usable", ex);
        }
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public void start()
    {
        if (isStarted || isClosed)
        {
            throw new IllegalStateException("the feed was started or closed before");
        }
        session.open();
        isStarted = true;
        loop.execute(session::begin);
        thread.start();
    }

    @Override
    public Health health()
    {
        return session.health();
    }

    @Override
    public Map<String, Long> counts()
    {
        final Lines lines = session.lines();
        final Map<String, Long> counts = new LinkedHashMap<>();
        for (final FeedCounter counter : FeedCounter.values())
        {
            counts.put(counter.label(), lines == null ? 0L :
                lines.stats().stream().mapToLong(line -> line.get(counter)).sum());
        }
        for (final ConnectCounter counter : ConnectCounter.values())
        {
            counts.put(counter.label(), stats.get(counter));
        }

        return counts;
    }

    @Override
    public List<Map<LineCounter, Long>> lineCounts()
    {
        final Lines lines = session.lines();
        final List<Map<LineCounter, Long>> counts = new ArrayList<>();
        for (final LineStats line : lines == null ? List.<LineStats>of() : lines.arbiterStats())
        {
            final Map<LineCounter, Long> ofLine = new EnumMap<>(LineCounter.class);
            for (final LineCounter counter : LineCounter.values())
            {
                ofLine.put(counter, line.get(counter));
            }
            counts.add(ofLine);
        }

        return counts;
    }

    @Override
    public List<StageTimer> lineTimers()
    {
        final Lines lines = session.lines();

        return lines == null ? List.of() : lines.arbiterStats().stream().map(LineStats::lag).toList();
    }

    @Override
    public FeedLag.Lag lag()
    {
        return session.lag();
    }

    @Override
    public void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        final boolean isTold = isStarted && loop.execute(() ->
        {
            session.end();
            loop.close();
        });
        if (!isTold)
        {
            loop.close();
        }
        if (!isStarted)
        {
            return;
        }
        FeedThread.awaitEnd(thread);
    }

    /** Its errors name the setting. */
    private static Function<SessionContext, VenueSession> named(final FeedSpec spec)
    {
        try
        {
            return sessions(spec);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new IllegalArgumentException("feed.venues: " + ex.getMessage(), ex);
        }
    }

    private static Function<SessionContext, VenueSession> sessions(final FeedSpec spec)
    {
        final boolean isMulticast = VenueProtocol.isMulticast(spec.venue());
        if (isMulticast == spec.groups().isEmpty())
        {
            throw new IllegalArgumentException("this venue " +
                (isMulticast ? "comes by multicast, and wants groups=: " : "does not come by multicast: no groups=: ") +
                "venue=" + spec.venue());
        }

        return isMulticast ? GroupSession::new : linkSessions(VenueProtocol.of(spec.venue()));
    }

    private static Function<SessionContext, VenueSession> linkSessions(final VenueProtocol protocol)
    {
        return session -> new LinkSession(linkContext(session, protocol));
    }

    private static VenueContext linkContext(final SessionContext session, final VenueProtocol protocol)
    {
        final NetLoop loop = session.loop();
        final Optional<ProxyTarget> proxy = session.links().proxy().map(VenueConnector::proxy);
        final SSLContext trust;
        try
        {
            trust = ClientTrust.context(session.links().trust());
        }
        catch (final TlsException ex)
        {
            throw new IllegalArgumentException("feed.links.trust: " + ex.getMessage(), ex);
        }

        return new VenueContext(
            session,
            protocol,
            new RestClient(loop, trust, proxy, RestLimits.defaults()),
            trust,
            proxy,
            headers(session.spec(), protocol),
            new RateGate(loop, protocol.limits().connects(), CONNECT_GAP_NS),
            new RateGate(loop, protocol.limits().snapshots(), 0));
    }

    private static Map<String, String> headers(final FeedSpec spec, final VenueProtocol protocol)
    {
        try
        {
            return protocol.headers(spec.key().map(VenueConnector::keyIn));
        }
        catch (final IllegalArgumentException ex)
        {
            throw new IllegalArgumentException("feed.venues: " + ex.getMessage(), ex);
        }
    }

    private static String keyIn(final Path file)
    {
        try
        {
            return Files.readString(file).strip();
        }
        catch (final IOException ex)
        {
            throw new IllegalArgumentException("the file of a key can not be read: key=" + file, ex);
        }
    }

    private static ProxyTarget proxy(final String text)
    {
        final int at = text.lastIndexOf('@');
        final String place = text.substring(at + 1);
        final int colon = place.lastIndexOf(':');
        if (colon < 1 || !place.substring(colon + 1).matches("[0-9]{1,5}"))
        {
            throw new IllegalArgumentException("feed.links.proxy must be host:port, or user:password@host:port");
        }

        return new ProxyTarget(
            place.substring(0, colon),
            Integer.parseInt(place.substring(colon + 1)),
            at < 0 ? Optional.empty() : Optional.of(text.substring(0, at)));
    }
}
