package io.tickwire.tools.cli;

import io.tickwire.transport.HeapNeed;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.LoadedConfig;
import io.tickwire.transport.log.LogSetup;
import io.tickwire.transport.status.HeapRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs a server until the process is told to end. It drains then: clients are told, and given time to go.
 * Thread: conductor
 */
@Command(
    name = "serve",
    description = "Run a server until SIGTERM or SIGINT; then let clients go, and end.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire serve --port 9000",
        "  tickwire serve --feed binance:btcusdt,ethusdt --journal /var/lib/tickwire/journal --lane",
        "  tickwire serve --config tickwire.yaml --profile pinned --set engine.cores=2 --set shards.cores=3"})
final class ServeCommand implements Callable<Integer>
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ServeCommand.class);
    private static final String TOO_LARGE =
        "there is not so much memory: make shards, engine.ticks, engine.frames or engine.replay smaller, or the JVM " +
        "larger, such as TICKWIRE_JAVA_OPTS='-Xmx512m -XX:MaxDirectMemorySize=1g': ";

    @Mixin
    private ConfigOptions options;

    private final Surroundings around;

    ServeCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        return run(() -> options.load(around.environment()), server ->
        {
            // It runs by itself.
        });
    }

    /**
     * Where a configuration comes from.
     * Thread: conductor
     */
    @FunctionalInterface
    interface Loading
    {
        LoadedConfig load() throws ConfigException;
    }

    /**
     * Run a server until it ends.
     *
     * @param onReady takes it once it runs.
     */
    int run(final Loading loading, final Consumer<TickwireServer> onReady) throws InterruptedException
    {
        final ServerConfig config;
        try
        {
            config = loading.load().config();
        }
        catch (final ConfigException ex)
        {
            ex.errors().forEach(this::complain);

            return Tickwire.NOT_UNDERSTOOD;
        }

        final LogSetup log;
        try
        {
            log = LogSetup.install(config.log(), around.err());
        }
        catch (final IOException ex)
        {
            complain("can not write the log: set log.file to a file that can be written: " + ex);

            return Tickwire.FAILED;
        }

        return serve(config, log, onReady);
    }

    private int serve(
        final ServerConfig config, final LogSetup log, final Consumer<TickwireServer> onReady)
        throws InterruptedException
    {
        final HeapNeed need = HeapNeed.of(config);
        final HeapRoom room = HeapRoom.here();
        final Optional<String> refusal = need.refusal(room.bytes(), room.youngBytes());
        if (refusal.isPresent())
        {
            return notStarted(log, Tickwire.NOT_UNDERSTOOD, refusal.get());
        }
        need.warning(room.bytes(), room.youngBytes()).ifPresent(why -> LOGGER.warn("server.heap_small: {}", why));

        final TickwireServer server;
        try
        {
            server = new TickwireServer(config);
            server.start();
        }
        catch (final StartException ex)
        {
            return notStarted(log, Tickwire.FAILED, ex.getMessage());
        }
        catch (final IllegalArgumentException ex)
        {
            return notStarted(log, Tickwire.NOT_UNDERSTOOD, ex.getMessage());
        }
        catch (final OutOfMemoryError ex)
        {
            return notStarted(log, Tickwire.FAILED, TOO_LARGE + ex.getMessage());
        }

        final ServiceNotifier service = ServiceNotifier.of(around.environment());
        Runtime.getRuntime().addShutdownHook(new Thread(
            () ->
            {
                service.stopping();
                server.drain();
                log.close();
            },
            "conductor"));
        final String ready = readyLine(server.addresses(), server.tlsAddresses(), server.certificate());
        around.out().println(ready);
        service.ready(ready, server.health()::isLive);
        onReady.accept(server);

        final boolean isWanted = server.awaitEnd();
        service.close();

        return isWanted ? Tickwire.DONE : Tickwire.FAILED;
    }

    /**
     * Where a person finds the server.
     */
    static String readyLine(
        final List<InetSocketAddress> addresses,
        final List<InetSocketAddress> tlsAddresses,
        final Optional<String> certificate)
    {
        final List<String> places = addresses.stream().map(ServeCommand::place).distinct().toList();
        final String others = places.stream().skip(1).collect(Collectors.joining(", "));
        final String first = places.get(0);

        final String tls = tlsAddresses.stream()
            .map(address -> "https://" + place(address))
            .distinct()
            .collect(Collectors.joining(", "));

        return "tickwire: ready at http://" + first + " (dashboard), ws://" + first + "/ws" +
            (others.isEmpty() ? "" : ", and at " + others) +
            certificate.map(sha256 -> ", with TLS at " + tls + " (certificate SHA-256 " + sha256 + ")").orElse("") +
            "; see also /health and /metrics";
    }

    private int notStarted(final LogSetup log, final int code, final String why)
    {
        log.close();
        complain(why);

        return code;
    }

    private void complain(final String error)
    {
        around.err().println("tickwire: " + error);
    }

    private static String place(final InetSocketAddress address)
    {
        final String host = address.getAddress() == null || address.getAddress().isAnyLocalAddress() ?
            "localhost" : address.getHostString();

        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
