package io.tickwire.bench.wire;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The server with a feed of quotes, to be measured from outside:
 * {@code BenchServer PORT QUOTES_PER_SECOND UNDER_WAY [NAME=VALUE ...]}, where NAME is {@code core}, that all threads
 * on a tick's way are pinned to, {@code symbols}, of which there are quotes, or a key of the configuration. TLS is at
 * the port behind. A line on its standard input is answered with the times of stages (StageAnswers). All is as it is by
 * default, but for the limits on connections, and what goes out by time alone.
 * Thread: conductor
 */
public final class BenchServer
{
    private static final int MANY = 20_000;

    private BenchServer()
    {
    }

    public static void main(final String[] args) throws StartException, ConfigException, InterruptedException
    {
        final int perSecond = Integer.parseInt(args[1]);
        final int underWay = Integer.parseInt(args[2]);
        final Map<String, String> named = named(args);
        final int symbols = Integer.parseInt(named.getOrDefault("symbols", "1"));
        final List<Integer> cores =
            named.containsKey("core") ? List.of(Integer.parseInt(named.get("core"))) : List.of();
        final ServerConfig config = config(args[0], named, cores);
        final AtomicReference<Thread> answers = new AtomicReference<>();
        final TickwireServer server = new TickwireServer(
            config,
            List.of((engine, listings, clock, roleThreads) ->
            {
                answers.set(roleThreads.newThread("stage-answers", RoleThreads.ANY_CORE, new StageAnswers(engine)));

                return new QuoteFeed(engine, listings, clock, roleThreads, cores, symbols, perSecond, underWay);
            }));
        server.start();
        answers.get().start();
        System.out.println("ready " + server.addresses() + " " + server.tlsAddresses());
        server.awaitEnd();
    }

    private static Map<String, String> named(final String[] args)
    {
        final Map<String, String> named = new LinkedHashMap<>();
        for (int i = 3; i < args.length; i++)
        {
            final int equals = args[i].indexOf('=');
            named.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }

        return named;
    }

    private static ServerConfig config(
        final String port, final Map<String, String> named, final List<Integer> cores) throws ConfigException
    {
        final ConfigLoader loader = new ConfigLoader(Map.of())
            .set("server.listeners=127.0.0.1:" + port, "PORT")
            .set("tls.listeners=127.0.0.1:" + ("0".equals(port) ? 0 : Integer.parseInt(port) + 1), "PORT")
            .set("server.data=", "PORT")
            .set("shards.status=0", "PORT")
            .set("feed.simulation.enabled=false", "PORT");
        named.forEach((name, value) ->
        {
            if (name.indexOf('.') > 0)
            {
                loader.set(name + "=" + value, name);
            }
        });
        final ServerConfig config = loader.load().config();
        final ServerConfig.Shards shards = config.shards();
        final EngineConfig.Threads threads = config.engine().threads();

        return config
            .with(config.limits().with(new Limits.Connections(MANY, MANY, 0, 1_000)))
            .with(new ServerConfig.Shards(
                shards.count(),
                cores,
                shards.residueBytes(),
                shards.heldBytes(),
                shards.statusMs(),
                shards.silenceMs(),
                shards.closeMs()))
            .with(config.engine().with(new EngineConfig.Threads(
                threads.shards(), threads.topology(), threads.profile(), cores)));
    }
}
