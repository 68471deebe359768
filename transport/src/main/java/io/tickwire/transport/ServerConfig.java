package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.ingest.IngestSettings;
import io.tickwire.transport.log.LogSettings;
import io.tickwire.transport.shard.ShardSettings;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.tls.TlsSettings;
import io.tickwire.transport.ws.Compression;
import org.slf4j.event.Level;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * Everything about a server that can be set. Checked once, when it is made.
 *
 * @param server what it is called, where it listens.
 * @param limits what clients may take.
 * @param shards how what is sent is laid on threads.
 * @param compression how messages are deflated.
 * @param drain  how it ends.
 * @param access who may do what.
 * @param tls    where and how TLS is spoken.
 * @param ingest what publishers may do, and how they are answered.
 * @param engine from ticks to frames.
 * @param feed   where ticks come from.
 * @param stream where they go besides.
 * @param log    what is written of it.
 * Thread: any
 */
public record ServerConfig(
    Server server,
    Limits limits,
    Shards shards,
    Compression compression,
    Drain drain,
    Access access,
    TlsSettings tls,
    IngestSettings ingest,
    EngineConfig engine,
    FeedSettings feed,
    StreamSettings stream,
    LogSettings log)
{
    /** As many pipelines as an engine has at the most; more shards would have nothing to read. */
    public static final int MAX_SHARDS = EngineConfig.MAX_SHARDS;

    private static final long HOUR_MS = 3_600_000;

    /**
     * The whole.
     *
     * @param name      that clients are told.
     * @param listeners where it listens: one at the least.
     * @param ioThreads that read connections.
     * @param profile   whose server it is.
     * @param data      where it keeps what it makes; one that begins with ~ is below the user's home; empty: nowhere.
     * @param hasEcho   whether there is {@code /echo}, for tests of WebSocket itself.
     * Thread: any
     */
    public record Server(
        String name, List<Listener> listeners, int ioThreads, Profile profile, Optional<Path> data, boolean hasEcho)
    {
        private static final int MAX_LISTENERS = 64;
        private static final int MAX_NAME = 64;
        private static final int MAX_IO_THREADS = 64;
        private static final Path HOME = Path.of("~");

        public Server
        {
            listeners = List.copyOf(listeners);
            if (name.isBlank() || name.length() > MAX_NAME)
            {
                throw new IllegalArgumentException(
                    "server.name must be 1 to " + MAX_NAME + " characters: server.name=" + name);
            }
            requireRange("server.listeners", listeners.size(), 1, MAX_LISTENERS);
            final List<Listener> fixed = listeners.stream().filter(listener -> listener.port != 0).toList();
            if (fixed.stream().distinct().count() != fixed.size())
            {
                throw new IllegalArgumentException("server.listeners must differ: server.listeners=" + listeners);
            }
            requireRange("server.ioThreads", ioThreads, 1, MAX_IO_THREADS);
        }

        /**
         * Where it keeps what it makes, as a path that can be used.
         */
        public Optional<Path> dataFolder()
        {
            return data.map(path -> path.startsWith(HOME) ?
                Path.of(System.getProperty("user.home")).resolve(HOME.relativize(path)) : path);
        }
    }

    /**
     * Whose server it is.
     * Thread: any
     */
    public enum Profile
    {
        /** A developer's: what is missing is made. */
        DEVELOPMENT,

        /** One for others: what is missing keeps it from starting. */
        PRODUCTION
    }

    /**
     * An address that the server listens at.
     *
     * @param host a name, an IPv4 or an IPv6 address, without brackets; 0.0.0.0: all of the machine's.
     * @param port 0: any that is free.
     * @param isProxied whether connections begin with a PROXY header, since a proxy makes them.
     * Thread: any
     */
    public record Listener(String host, int port, boolean isProxied)
    {
        private static final int MAX_PORT = 65_535;
        private static final String PROXIED = " proxy";

        public Listener
        {
            if (host.isBlank())
            {
                throw new IllegalArgumentException("host must not be empty: host=" + host);
            }
            requireRange("port", port, 0, MAX_PORT);
        }

        public Listener(final String host, final int port)
        {
            this(host, port, false);
        }

        /**
         * Read {@code host:port}, or {@code host:port proxy}; an IPv6 address stands in brackets.
         */
        public static Listener parse(final String whole)
        {
            final boolean isProxied = whole.endsWith(PROXIED);
            final String text = isProxied ? whole.substring(0, whole.length() - PROXIED.length()).strip() : whole;
            final int colon = text.lastIndexOf(':');
            final String host = colon < 0 ? "" : text.substring(0, colon);
            final boolean isBracketed = host.startsWith("[") && host.endsWith("]");
            if (host.isEmpty() || host.indexOf(':') >= 0 && !isBracketed)
            {
                throw new IllegalArgumentException("must be host:port, such as 0.0.0.0:8765 or [::1]:8765: " + text);
            }
            try
            {
                final String bare = isBracketed ? host.substring(1, host.length() - 1) : host;

                return new Listener(bare, Integer.parseInt(text.substring(colon + 1)), isProxied);
            }
            catch (final NumberFormatException ex)
            {
                throw new IllegalArgumentException("must be host:port, with a port from 0 to 65535: " + text, ex);
            }
        }

        /**
         * As {@link #parse} reads it.
         */
        @Override
        public String toString()
        {
            return (host.indexOf(':') >= 0 ? "[" + host + "]:" : host + ":") + port + (isProxied ? PROXIED : "");
        }
    }

    /**
     * How what is sent is laid on threads.
     *
     * @param count        of shards, each a thread that writes.
     * @param cores        that their threads are pinned to, in order; empty: not pinned. Other threads may share them.
     * @param residueBytes that the clients of a shard may have queued together.
     * @param heldBytes    that subscriptions of a shard may hold together before they are answered.
     * @param statusMs     how often clients are told how the server is; 0: never.
     * @param silenceMs    after which a silent client of the broadcast profile is sent the market.
     * @param closeMs      that a client has to answer a close frame.
     * Thread: any
     */
    public record Shards(
        int count,
        List<Integer> cores,
        long residueBytes,
        long heldBytes,
        long statusMs,
        long silenceMs,
        long closeMs)
    {
        public Shards
        {
            requireRange("shards.count", count, 1, MAX_SHARDS);
            cores = List.copyOf(cores);
            if (!cores.isEmpty() && cores.size() != count)
            {
                throw new IllegalArgumentException(
                    "shards.cores must name one for each of the " + count + " shards, or none: shards.cores=" + cores);
            }
            requireRange("shards.residueBytes", residueBytes, 1L << 20, 1L << 36);
            requireRange("shards.heldBytes", heldBytes, 1L << 16, 1L << 36);
            requireRange("shards.statusMs", statusMs, 0, HOUR_MS);
            requireRange("shards.silenceMs", silenceMs, 1, HOUR_MS);
            requireRange("shards.closeMs", closeMs, 1, HOUR_MS);
        }
    }

    /**
     * How a server ends.
     *
     * @param graceMs      that clients have to go, after they were told.
     * @param retryAfterMs that clients are told to wait before they come back.
     * Thread: any
     */
    public record Drain(long graceMs, long retryAfterMs)
    {
        public Drain
        {
            requireRange("drain.graceMs", graceMs, 0, HOUR_MS);
            requireRange("drain.retryAfterMs", retryAfterMs, 0, HOUR_MS);
        }
    }

    /**
     * Who may do what.
     *
     * @param identity        whether clients must say who they are.
     * @param isTokenInQuery  whether a handshake may show its token in its query.
     * @param openPaths       of HTTP that need no token even so; all that is below where one ends with {@code /}.
     * @param publishers      of those who do not say who they are: may have messages told to others.
     * @param privateChannels likewise: may have accounts' orders, executions and positions.
     * @param network         from where clients may come.
     * @param credentials     by which others say who they are.
     * Thread: any
     */
    public record Access(
        Identity identity,
        boolean isTokenInQuery,
        List<String> openPaths,
        Admission publishers,
        Admission privateChannels,
        Network network,
        FileAuthenticator.Settings credentials)
    {
        public Access
        {
            openPaths = List.copyOf(openPaths);
        }

        /**
         * The same, where clients must say who they are, or need not.
         */
        public Access with(final Identity identity)
        {
            return new Access(identity, isTokenInQuery, openPaths, publishers, privateChannels, network, credentials);
        }

        public Access with(final Network network)
        {
            return new Access(identity, isTokenInQuery, openPaths, publishers, privateChannels, network, credentials);
        }

        /**
         * The same, where others say who they are.
         */
        public Access with(final FileAuthenticator.Settings credentials)
        {
            return new Access(identity, isTokenInQuery, openPaths, publishers, privateChannels, network, credentials);
        }

        /**
         * The same, open to others who do not say who they are.
         */
        public Access with(final Admission publishers, final Admission privateChannels)
        {
            return new Access(identity, isTokenInQuery, openPaths, publishers, privateChannels, network, credentials);
        }
    }

    /**
     * Whether clients must say who they are.
     * Thread: any
     */
    public enum Identity
    {
        /** Who shows no token is anonymous, and reads the market. */
        OPTIONAL,

        /** Without a token nothing is told. */
        REQUIRED
    }

    /**
     * Whom something is open to.
     * Thread: any
     */
    public enum Admission
    {
        /** To nobody. */
        NONE,

        /** To clients on this machine. */
        LOOPBACK,

        /** To all. */
        ALL
    }

    /**
     * What a server is like where nothing is set.
     */
    public static ServerConfig defaults()
    {
        final ShardSettings shard = ShardSettings.defaults();

        return new ServerConfig(
            new Server(
                "tickwire",
                List.of(new Listener("0.0.0.0", 8765)),
                2,
                Profile.DEVELOPMENT,
                Optional.of(Path.of("~", ".tickwire")),
                false),
            shard.limits(),
            new Shards(
                1,
                List.of(),
                shard.residueBytes(),
                shard.heldBytes(),
                shard.statusMs(),
                shard.silenceMs(),
                shard.closeMs()),
            shard.compression(),
            new Drain(5_000, 5_000),
            new Access(
                Identity.OPTIONAL,
                false,
                List.of(),
                Admission.LOOPBACK,
                Admission.LOOPBACK,
                Network.open(),
                FileAuthenticator.Settings.none()),
            TlsSettings.defaults(),
            IngestSettings.defaults(),
            EngineConfig.defaults(),
            FeedSettings.defaults(),
            StreamSettings.defaults(),
            new LogSettings(Level.INFO, LogSettings.Format.TEXT, Optional.empty(), 16 << 20, 5));
    }

    /**
     * What each shard is made with.
     */
    public ShardSettings shardSettings()
    {
        return new ShardSettings(
            limits,
            compression,
            shards.residueBytes,
            shards.heldBytes,
            shards.statusMs,
            shards.silenceMs,
            shards.closeMs);
    }

    /**
     * The same at these addresses alone, without TLS.
     */
    public ServerConfig with(final List<Listener> listeners)
    {
        final Server moved = new Server(
            server.name, listeners, server.ioThreads, server.profile, server.data, server.hasEcho);

        return with(moved).with(tls.with(List.of()));
    }

    /**
     * The same with another name, other listeners or threads.
     */
    public ServerConfig with(final Server server)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with other limits.
     */
    public ServerConfig with(final Limits limits)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with other shards.
     */
    public ServerConfig with(final Shards shards)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same, deflating otherwise.
     */
    public ServerConfig with(final Compression compression)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same, ending otherwise.
     */
    public ServerConfig with(final Drain drain)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same, open to others.
     */
    public ServerConfig with(final Access access)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with another TLS.
     */
    public ServerConfig with(final TlsSettings tls)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with other rules for publishers.
     */
    public ServerConfig with(final IngestSettings ingest)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with another engine.
     */
    public ServerConfig with(final EngineConfig engine)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with other feeds.
     */
    public ServerConfig with(final FeedSettings feed)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same, whose ticks leave otherwise.
     */
    public ServerConfig with(final StreamSettings stream)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }

    /**
     * The same with another log.
     */
    public ServerConfig with(final LogSettings log)
    {
        return new ServerConfig(
            server, limits, shards, compression, drain, access, tls, ingest, engine, feed, stream, log);
    }
}
