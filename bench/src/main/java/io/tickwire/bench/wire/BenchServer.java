package io.tickwire.bench.wire;

import io.tickwire.engine.EngineConfig;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.tls.TlsSettings;

import java.util.List;
import java.util.Optional;

/**
 * The server with a feed of quotes, to be measured from outside:
 * {@code BenchServer PORT QUOTES_PER_SECOND UNDER_WAY [CORE]}, with TLS at the port behind. All is as it is by default,
 * but for the limits on connections, what goes out by time alone, and the core that all threads on a tick's way are
 * pinned to, where there is one.
 * Thread: conductor
 */
public final class BenchServer
{
    private static final int MANY = 20_000;

    private BenchServer()
    {
    }

    public static void main(final String[] args) throws StartException, InterruptedException
    {
        final int port = Integer.parseInt(args[0]);
        final int perSecond = Integer.parseInt(args[1]);
        final int underWay = Integer.parseInt(args[2]);
        final List<Integer> cores = args.length > 3 ? List.of(Integer.parseInt(args[3])) : List.of();
        final ServerConfig defaults = ServerConfig.defaults();
        final ServerConfig.Shards shards = defaults.shards();
        final EngineConfig.Threads threads = defaults.engine().threads();
        final ServerConfig config = defaults
            .with(new ServerConfig.Server(
                defaults.server().name(),
                List.of(new ServerConfig.Listener("127.0.0.1", port)),
                defaults.server().ioThreads(),
                ServerConfig.Profile.DEVELOPMENT,
                Optional.empty(),
                false))
            .with(TlsSettings.defaults().with(List.of(new ServerConfig.Listener("127.0.0.1", port + 1))))
            .with(defaults.limits().with(new Limits.Connections(MANY, MANY, 0, 1_000)))
            .with(new ServerConfig.Shards(
                shards.count(), cores, shards.residueBytes(), 0, shards.silenceMs(), shards.closeMs()))
            .with(defaults.engine().with(new EngineConfig.Threads(
                threads.shards(), threads.topology(), threads.profile(), cores)))
            .with(new ServerConfig.Simulation(false, defaults.feed().market()));
        final TickwireServer server = new TickwireServer(
            config,
            List.of((engine, listings, clock, roleThreads) ->
                new QuoteFeed(engine, listings, clock, roleThreads, cores, perSecond, underWay)));
        server.start();
        System.out.println("ready " + server.addresses());
        server.awaitEnd();
    }
}
