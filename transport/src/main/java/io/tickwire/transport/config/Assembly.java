package io.tickwire.transport.config;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.TokenRules;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.ingest.IngestSettings;
import io.tickwire.transport.log.LogSettings;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.tls.TlsSettings;
import io.tickwire.transport.ws.Compression;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes a configuration of settings. What a value alone may be was checked before; here, whether they fit together.
 * Thread: any
 */
final class Assembly
{
    private final Settings settings;
    private final List<String> errors;
    private final ServerConfig defaults = ServerConfig.defaults();

    /**
     * @param errors takes what does not fit together.
     */
    Assembly(final Settings settings, final List<String> errors)
    {
        this.settings = settings;
        this.errors = errors;
    }

    ServerConfig assemble()
    {
        return new ServerConfig(
            part("server", this::server, defaults.server()),
            limits(),
            part("shards", this::shards, defaults.shards()),
            new Compression(
                settings.get(Keys.COMPRESSION),
                number(Keys.MIN_BYTES),
                number(Keys.LEVEL),
                settings.get(Keys.KEEP_CONTEXT)),
            new ServerConfig.Drain(settings.get(Keys.GRACE), settings.get(Keys.RETRY_AFTER)),
            access(),
            part("tls", this::tls, defaults.tls()),
            ingest(),
            engine(),
            part("feed", this::feed, defaults.feed()),
            part("stream", this::stream, defaults.stream()),
            new LogSettings(
                settings.get(Keys.LOG_LEVEL),
                settings.get(Keys.LOG_FORMAT),
                settings.get(Keys.LOG_FILE),
                number(Keys.ROTATE_SIZE),
                number(Keys.LOG_FILES)));
    }

    private FeedSettings feed()
    {
        return new FeedSettings(
            new FeedSettings.Simulation(
                settings.get(Keys.SIMULATION),
                part("feed.simulation", this::simulation, defaults.feed().simulation().market())),
            settings.get(Keys.FEEDS),
            numbers(Keys.FEED_CORES),
            new FeedSettings.Links(
                settings.get(Keys.SILENT_BOOK),
                settings.get(Keys.RECONNECT),
                settings.get(Keys.FEED_TRUST),
                settings.get(Keys.FEED_PROXY)),
            new FeedSettings.Replay(
                settings.get(Keys.REPLAY_FEED),
                number(Keys.REPLAY_SESSIONS),
                settings.get(Keys.REPLAY_WARM),
                settings.get(Keys.REPLAY_WARM_TICKS)));
    }

    private StreamSettings stream()
    {
        return new StreamSettings(
            settings.get(Keys.LANE),
            new StreamSettings.Journal(
                settings.get(Keys.JOURNAL),
                number(Keys.SEGMENT),
                settings.get(Keys.SYNC),
                settings.get(Keys.KEEP),
                settings.get(Keys.AGE),
                new StreamSettings.Updates(
                    settings.get(Keys.UPDATES_AGE),
                    settings.get(Keys.UPDATES_KEEP),
                    number(Keys.UPDATES_MESSAGES)),
                new StreamSettings.Candles(
                    settings.get(Keys.CANDLES_KEPT), settings.get(Keys.CANDLES_KEEP))),
            number(Keys.TERM),
            settings.get(Keys.AERON));
    }

    private ServerConfig.Server server()
    {
        return new ServerConfig.Server(
            settings.get(Keys.NAME),
            settings.get(Keys.LISTENERS),
            number(Keys.IO_THREADS),
            settings.get(Keys.PROFILE_OF_SERVER),
            settings.get(Keys.DATA),
            settings.get(Keys.ECHO));
    }

    private TlsSettings tls()
    {
        return new TlsSettings(
            settings.get(Keys.TLS_LISTENERS),
            settings.get(Keys.TLS_CERTIFICATE),
            settings.get(Keys.TLS_KEY),
            settings.get(Keys.TLS_KEYSTORE),
            settings.get(Keys.TLS_PASSWORD),
            settings.get(Keys.CLIENT_AUTH),
            settings.get(Keys.CLIENT_CA),
            settings.get(Keys.TLS_HANDSHAKE),
            settings.get(Keys.TLS_LOOK));
    }

    private ServerConfig.Access access()
    {
        return new ServerConfig.Access(
            settings.get(Keys.IDENTITY),
            settings.get(Keys.TOKEN_IN_QUERY),
            settings.get(Keys.OPEN_PATHS),
            settings.get(Keys.PUBLISHERS),
            settings.get(Keys.PRIVATE_CHANNELS),
            network(),
            credentials());
    }

    private Network network()
    {
        return new Network(
            settings.get(Keys.ALLOW),
            settings.get(Keys.DENY),
            settings.get(Keys.HEALTH_OPEN),
            settings.get(Keys.TRUSTED_PROXIES),
            settings.get(Keys.FORWARDING),
            settings.get(Keys.ORIGINS));
    }

    private FileAuthenticator.Settings credentials()
    {
        return new FileAuthenticator.Settings(
            new TokenRules(
                settings.get(Keys.TOKEN_FILES),
                settings.get(Keys.TOKEN_AUDIENCES),
                settings.get(Keys.TOKEN_ISSUERS),
                settings.get(Keys.TOKEN_SKEW),
                settings.get(Keys.TOKEN_EXPIRY)),
            settings.get(Keys.KEY_FILE));
    }

    private Limits limits()
    {
        return new Limits(
            new Limits.Connections(
                number(Keys.CONNECTIONS),
                number(Keys.PER_IP),
                number(Keys.ATTEMPTS),
                settings.get(Keys.ATTEMPT_WINDOW)),
            new Limits.Identity(number(Keys.PER_PRINCIPAL), settings.get(Keys.AUTH)),
            new Limits.Messages(
                number(Keys.PER_SECOND),
                number(Keys.BURST),
                number(Keys.REQUESTS),
                number(Keys.MAX_SIZE),
                number(Keys.MAX_SYMBOLS),
                number(Keys.SUBSCRIPTIONS),
                number(Keys.STREAMS)),
            new Limits.Liveness(settings.get(Keys.PING), settings.get(Keys.DEAD), settings.get(Keys.IDLE)),
            new Limits.Slow(
                number(Keys.HIGH_WATER),
                settings.get(Keys.HIGH_WATER_AGE),
                settings.get(Keys.SLOW_CLOSE),
                settings.get(Keys.STALLED),
                number(Keys.SEND_BUFFER)),
            new Limits.Sockets(
                number(Keys.SOCKETS), number(Keys.SOCKETS_PER_IP), settings.get(Keys.REQUEST_TIME)),
            new Limits.Intake(
                number(Keys.BYTES_PER_SECOND),
                number(Keys.BYTES_BURST),
                number(Keys.CONTROL_PER_SECOND),
                number(Keys.CONTROL_BURST),
                settings.get(Keys.MESSAGE_TIME),
                settings.get(Keys.UNFINISHED)));
    }

    private ServerConfig.Shards shards()
    {
        return new ServerConfig.Shards(
            number(Keys.SHARDS),
            numbers(Keys.SHARD_CORES),
            settings.get(Keys.RESIDUE),
            settings.get(Keys.HELD),
            settings.get(Keys.STATUS),
            settings.get(Keys.SILENCE),
            settings.get(Keys.CLOSE));
    }

    private IngestSettings ingest()
    {
        return new IngestSettings(
            settings.get(Keys.INGEST_DEFINE),
            settings.get(Keys.INGEST_VENUES),
            settings.get(Keys.INGEST_GAPS) == Keys.Gaps.ACCEPT,
            number(Keys.ACK_FRAMES),
            settings.get(Keys.ACK),
            number(Keys.INGEST_PUBLISHERS),
            settings.get(Keys.INGEST_EXPIRY),
            number(Keys.INGEST_RATE),
            number(Keys.INGEST_BURST));
    }

    private EngineConfig engine()
    {
        final EngineConfig.Threads threads = part("engine", this::threads, defaults.engine().threads());
        final EngineConfig.Ticks ticks = part(
            "engine.ticks",
            () -> new EngineConfig.Ticks(number(Keys.TICK_SLOTS), number(Keys.SLOT_SIZE)),
            defaults.engine().ticks());
        final EngineConfig.Frames frames =
            new EngineConfig.Frames(number(Keys.FRAME_SLOTS), number(Keys.SLAB), number(Keys.DEMAND));
        final EngineConfig.Replay replay = new EngineConfig.Replay(
            number(Keys.REPLAY_SIZE), number(Keys.REPLAY_MESSAGES), settings.get(Keys.REPLAY_AGE));
        final MarketRules market = part("market", this::market, defaults.engine().market());

        return part(
            "engine",
            () -> new EngineConfig(threads, ticks, frames, replay, market, settings.get(Keys.STALL)),
            defaults.engine());
    }

    private EngineConfig.Threads threads()
    {
        return new EngineConfig.Threads(
            number(Keys.PIPELINES),
            settings.get(Keys.TOPOLOGY),
            settings.get(Keys.PROFILE),
            numbers(Keys.CORES));
    }

    private MarketRules market()
    {
        return new MarketRules(
            numbers(Keys.CANDLES),
            number(Keys.INDICATORS),
            settings.get(Keys.CANDLE_GRACE),
            number(Keys.BOOK_LEVELS),
            new MarketRules.Arbitrage(
                number(Keys.MIN_SPREAD),
                number(Keys.CHANGE_SPREAD),
                number(Keys.TAKER_FEE),
                VenueFee.mapOf(settings.get(Keys.TAKER_FEES))),
            settings.get(Keys.MODELS));
    }

    private SimulatedMarket simulation()
    {
        return new SimulatedMarket(
            settings.get(Keys.SEED),
            settings.get(Keys.VENUES),
            number(Keys.SYMBOLS),
            number(Keys.TICK_RATE),
            number(Keys.ACCOUNTS));
    }

    private int number(final Key<Long> key)
    {
        return Math.toIntExact(settings.get(key));
    }

    private List<Integer> numbers(final Key<List<Long>> key)
    {
        return settings.get(key).stream().map(Math::toIntExact).toList();
    }

    /**
     * A part of the configuration, or the default where its settings do not fit together.
     */
    private <T> T part(final String section, final Supplier<T> maker, final T fallback)
    {
        try
        {
            return maker.get();
        }
        catch (final IllegalArgumentException ex)
        {
            final String origins = settings.all().stream()
                .filter(setting -> !setting.isDefault() && setting.key().name().startsWith(section + "."))
                .map(Setting::origin)
                .distinct()
                .collect(Collectors.joining(", "));
            errors.add(origins + ": " + section + ": " + ex.getMessage());

            return fallback;
        }
    }
}
