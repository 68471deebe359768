package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.WallClock;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.access.Authenticator;
import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.FeedFactory;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.http.AdminHandler;
import io.tickwire.transport.http.Credentials;
import io.tickwire.transport.http.Dashboard;
import io.tickwire.transport.http.EchoHandler;
import io.tickwire.transport.http.EntryHandler;
import io.tickwire.transport.http.HistoryHandler;
import io.tickwire.transport.http.Listeners;
import io.tickwire.transport.http.ReaderRoutes;
import io.tickwire.transport.http.Routes;
import io.tickwire.transport.http.SecurityHeaders;
import io.tickwire.transport.http.Sessions;
import io.tickwire.transport.http.StaticFiles;
import io.tickwire.transport.http.UpgradeHandler;
import io.tickwire.transport.ingest.Ingest;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.replay.ReplayFeed;
import io.tickwire.transport.replay.ReplaySessions;
import io.tickwire.transport.shard.Catalog;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.shard.PublishHub;
import io.tickwire.transport.shard.ShardSettings;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.status.ServerHealth;
import io.tickwire.transport.status.ServerMetrics;
import io.tickwire.transport.status.ServerStatus;
import io.tickwire.transport.status.StageTimes;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.StreamHost;
import io.tickwire.transport.tls.TlsContext;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.FrameHeader;
import io.undertow.server.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The server: puts the parts together, and owns their threads.
 * <pre>
 *   feed -> engine -> frame rings -> shards -> sockets
 *                         ^            ^
 *                         +- demand ---+- commands <- readers <- sockets
 * </pre>
 * Thread: conductor
 */
public final class TickwireServer implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(TickwireServer.class);
    private static final String CONDUCTOR = "conductor";
    private static final long POLL_MS = 10;
    private static final long CLOCK_MS = 10_000;

    private final ServerConfig config;
    private final WallClock clock = new WallClock();
    private final ServerCounters counters = new ServerCounters();
    private final Listings listings = new Listings();
    private final RoleThreads roleThreads = new PinnedThreads();
    private final Shards shards;
    private final List<Feed> feeds = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Engine engine;
    private final Optional<StreamHost> stream;
    private final ConnectionGate gate;
    private final IdentitySetup identity;
    private final ServerHealth health;
    private final ReplaySessions replays;
    private final UpgradeHandler upgrades;
    private final Listeners listeners;
    private final Entrances entrances;
    private volatile boolean hasFailed;
    private boolean isClosed;

    /**
     * @throws IllegalArgumentException where a core is named that no thread can be pinned to.
     */
    public TickwireServer(final ServerConfig config)
    {
        this(config, List.of());
    }

    /**
     * A server with feeds of the caller's own besides those that are set.
     *
     * @throws IllegalArgumentException where a core is named that no thread can be pinned to.
     */
    public TickwireServer(final ServerConfig config, final List<FeedFactory> feedFactories)
    {
        this(config, feedFactories, null);
    }

    /**
     * A server with feeds and identities of the caller's own.
     *
     * @param authenticator null: what is configured.
     * @throws IllegalArgumentException where a core is named that no thread can be pinned to, or the journal can not be
     *                                  had.
     */
    public TickwireServer(
        final ServerConfig config, final List<FeedFactory> feedFactories, final Authenticator authenticator)
    {
        this.config = config;
        stream = config.stream().isOn() ? Optional.of(new StreamHost(config.stream())) : Optional.empty();
        final Names names = Names.empty();
        engine = newEngine(names, Origins.of(config, stream, names, clock));
        shards = new Shards(config.shards(), roleThreads);
        gate = new ConnectionGate(config.limits().connections());
        feeds.addAll(Origins.orLetGo(stream, () ->
            new FeedSetup(engine, listings, clock, roleThreads).feeds(config.feed(), feedFactories)));
        health = new ServerHealth(engine, feeds, shards.list(), stream, counters, clock);
        final StageTimes times = new StageTimes(this::timers);
        final ServerStatus status = new ServerStatus(
            about(config), engine, listings, gate, counters, health, times, new PublishHub(shards.list()));
        final Catalog catalog = new Catalog(
            engine.names(), listings, config.engine().market().candleSeconds(), config.engine().threads().shards());
        final EgressShard.Surroundings around = new EgressShard.Surroundings(
            config.shards().count(), engine, catalog, status, counters, config.shardSettings(),
            stream.isPresent() ? stream.get().furtherPast() : FurtherPast.NOBODY, clock);
        shards.make(around, this::fail);
        final Ingest ingest = new Ingest(engine, listings, clock, counters, config.ingest());
        identity = Origins.orLetGo(stream, () -> new IdentitySetup(config, authenticator, counters));
        final Identities identities = identity.identities();
        final Credentials credentials = new Credentials(identities, config.access().isTokenInQuery());
        final Sessions sessions = new Sessions();
        replays = Origins.replays(
            config,
            stream,
            new ReplaySessions.Surroundings(engine, status, counters, config.shardSettings(), clock, roleThreads));
        upgrades = new UpgradeHandler(
            new UpgradeHandler.Places(shards.list(), replays, config.feed().replay().feed().isEmpty()),
            gate,
            identities,
            credentials,
            sessions,
            counters,
            new UpgradeHandler.Rules(config.limits(), config.compression()),
            ingest);
        final HttpHandler routes = new Routes(
            upgrades,
            new AdminHandler(credentials, sessions, () -> new Thread(this::drain, CONDUCTOR).start()),
            new ReaderRoutes(
                credentials,
                config.access().openPaths(),
                status,
                new ServerMetrics(
                    engine, shards.list(), counters, gate, health, times, this::certificateExpiresAtMs, ingest::ticks),
                new HistoryHandler(catalog, shards.list())),
            status,
            health,
            new StaticFiles(Dashboard.read()));
        listeners = new Listeners(
            guarded(routes),
            config.server().ioThreads(),
            config.limits(),
            config.access().network(),
            counters);
        entrances = new Entrances(config, listeners, counters);
    }

    private Engine newEngine(final Names names, final Engine.Origin origin)
    {
        try
        {
            return new Engine(config.engine(), new FrameHeader(), names, clock, roleThreads, origin);
        }
        catch (final IllegalArgumentException ex)
        {
            stream.ifPresent(StreamHost::close);
            throw new IllegalArgumentException("market.models can not be had: " + ex.getMessage(), ex);
        }
    }

    private HttpHandler guarded(final HttpHandler routes)
    {
        final HttpHandler withEcho =
            config.server().hasEcho() ? new EchoHandler(routes, gate, config.compression(), counters) : routes;

        return new SecurityHeaders(
            new EntryHandler(withEcho, config.access().network(), counters),
            config.server().profile() == ServerConfig.Profile.PRODUCTION);
    }

    /**
     * Start all threads, and take connections.
     *
     * @throws StartException where that can not be; nothing is left running then.
     */
    public void start() throws StartException
    {
        LOGGER.info("server.starting name={} listeners={}", config.server().name(), config.server().listeners());
        open(identity::open);
        // Before the first tick.
        open(this::startStream);
        launch("engine.cores", engine::launch);
        launch("shards.cores", shards::launch);
        open(this::startFeeds);
        open(entrances::open);
        listeners.every(CLOCK_MS, clock::synchronize);
        listeners.every(FileAuthenticator.REFRESH_MS, identity::refresh);
        LOGGER.info("server.ready addresses={} tls={} certificate={}",
            addresses(), tlsAddresses(), certificate().orElse("none"));
    }

    /**
     * A part that opens what it needs, or can not.
     * Thread: conductor
     */
    private interface Opening
    {
        void run() throws StartException;
    }

    private void open(final Opening part) throws StartException
    {
        try
        {
            part.run();
        }
        catch (final StartException ex)
        {
            close();

            throw ex;
        }
    }

    private void launch(final String coresSetting, final Runnable threadsToStart) throws StartException
    {
        try
        {
            threadsToStart.run();
        }
        catch (final IllegalArgumentException ex)
        {
            close();

            throw new StartException(ex.getMessage() + "; set " + coresSetting + " to cores that are usable", ex);
        }
    }

    private void startStream() throws StartException
    {
        try
        {
            if (stream.isPresent())
            {
                stream.get().launch(engine, clock, roleThreads, config.server().name());
            }
        }
        catch (final StreamException ex)
        {
            throw new StartException(ex.getMessage(), ex);
        }
    }

    private void startFeeds() throws StartException
    {
        try
        {
            feeds.forEach(Feed::start);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new StartException(ex.getMessage(), ex);
        }
    }

    /**
     * Where it listens.
     */
    public List<InetSocketAddress> addresses()
    {
        return listeners.addresses();
    }

    /**
     * Where it listens with TLS.
     */
    public List<InetSocketAddress> tlsAddresses()
    {
        return listeners.tlsAddresses();
    }

    /**
     * The SHA-256 of the certificate; empty: TLS is not spoken.
     */
    public Optional<String> certificate()
    {
        return entrances.tls().map(TlsContext::fingerprint);
    }

    /**
     * End as clients like it: tell them, give them time to go, close those that stay, and stop. Within a bound.
     */
    public void drain()
    {
        synchronized (this)
        {
            if (isClosed)
            {
                return;
            }
        }
        LOGGER.info("server.draining connections={}", gate.connections());
        health.drain();
        upgrades.drain();
        final Reply shutdown = Reply.of("shutdown")
            .with("retry_after_ms", config.drain().retryAfterMs())
            .with("reason", "the server is going down");
        shards.onAll(shard -> shard.onTellAll(shutdown));
        awaitNoConnections(config.drain().graceMs());
        shards.onAll(shard -> shard.onCloseAll(CloseCode.GOING_AWAY, CloseCode.GOING_AWAY.reason()));
        awaitNoConnections(config.shards().closeMs());
        close();
    }

    /**
     * Wait until the server has ended.
     *
     * @return whether that was wanted; false: it could not go on.
     */
    public boolean awaitEnd() throws InterruptedException
    {
        ended.await();

        return !hasFailed;
    }

    /**
     * Stop at once. Does nothing where that was done.
     */
    @Override
    public synchronized void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        end(listeners::stop);
        end(replays::close);
        shards.stop();
        end(listeners::close);
        feeds.forEach(feed -> end(feed::close));
        end(engine::close);
        // What is in the ring leaves it, now that nothing comes any more.
        stream.ifPresent(host -> end(host::close));
        LOGGER.info("server.stopped");
        ended.countDown();
    }

    /**
     * What the server counts.
     */
    public ServerCounters counters()
    {
        return counters;
    }

    /**
     * The journal that is replayed in place of other feeds, if one is.
     */
    public Optional<ReplayFeed> replay()
    {
        return feeds.stream().filter(ReplayFeed.class::isInstance).map(ReplayFeed.class::cast).findFirst();
    }

    /**
     * How the server's parts are.
     */
    public ServerHealth health()
    {
        return health;
    }

    private long certificateExpiresAtMs()
    {
        return entrances.tls().map(TlsContext::expiresAtMs).orElse(0L);
    }

    ReplaySessions replays()
    {
        return replays;
    }

    Engine engine()
    {
        return engine;
    }

    StreamHost stream()
    {
        return stream.orElseThrow();
    }

    Listings listings()
    {
        return listings;
    }

    List<EgressShard> shards()
    {
        return shards.list();
    }

    List<Feed> feeds()
    {
        return feeds;
    }

    private List<StageTimer> timers()
    {
        final List<StageTimer> timers = new ArrayList<>(engine.timers());
        shards.list().forEach(shard -> timers.add(shard.frameToWritten()));
        feeds.forEach(feed -> timers.addAll(feed.lineTimers()));

        return timers;
    }

    /**
     * A shard can not go on, and so the server can not.
     */
    private void fail()
    {
        LOGGER.error("server.failed: a shard failed again and again");
        hasFailed = true;
        // The thread that says so is one of those that are waited for.
        new Thread(this::close, CONDUCTOR).start();
    }

    private void awaitNoConnections(final long atMostMs)
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        while (gate.connections() > 0 && System.nanoTime() - endNs < 0)
        {
            try
            {
                Thread.sleep(POLL_MS);
            }
            catch (final InterruptedException ex)
            {
                Thread.currentThread().interrupt();

                return;
            }
        }
    }

    private static ServerStatus.About about(final ServerConfig config)
    {
        final String version = TickwireServer.class.getPackage().getImplementationVersion();

        return new ServerStatus.About(
            config.server().name(),
            version == null ? "dev" : version,
            config.limits(),
            ShardSettings.HEARTBEAT_MS);
    }

    /**
     * End a part; one that fails keeps none of the others from ending.
     */
    private static void end(final Runnable part)
    {
        try
        {
            part.run();
        }
        catch (final RuntimeException ex)
        {
            LOGGER.error("server.stop_failed", ex);
        }
    }
}
