package io.tickwire.tools.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.ApiKeyRecord;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.feed.SimulatedFeed;
import io.tickwire.transport.feed.SimulatedMarket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A server with a simulated market and a journal, and beside it a small one by which a browser's test has its way with
 * it: {@code POST /down}, {@code /up}, {@code /guarded} (up, for those with a token alone), {@code /pause},
 * {@code /resume}, {@code /stop}.
 */
final class DashboardServer implements AutoCloseable
{
    private static final int TICKS_PER_SECOND = 3_000;
    private static final int SYMBOLS = 10;
    private static final int MANY_SYMBOLS = 2_000;

    private final Path folder;
    private final HttpServer control;
    private final String token = ApiKeyRecord.newKey(new SecureRandom());
    private TickwireServer server;
    private SimulatedFeed feed;
    private int port;

    /**
     * @param folder for its journal and its keys.
     */
    DashboardServer(final Path folder) throws IOException, ConfigException, StartException
    {
        this.folder = folder;
        final Principal ann = new Principal(
            "ann",
            Set.of(Role.READER),
            new Entitlements(List.of("*"), List.of("*"), List.of("demo-1")),
            Principal.NEVER);
        Files.writeString(folder.resolve("api.keys"), ApiKeyRecord.of(token, ann).toLine() + "\n");
        start("optional", SYMBOLS);
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/", this::onControl);
        control.start();
    }

    String url()
    {
        return "http://127.0.0.1:" + port + "/";
    }

    String controlUrl()
    {
        return "http://127.0.0.1:" + control.getAddress().getPort();
    }

    /** Whoever has it reads the market, and the account demo-1. */
    String token()
    {
        return token;
    }

    @Override
    public void close()
    {
        control.stop(0);
        server.close();
    }

    private void start(final String identity, final int symbols) throws ConfigException, StartException
    {
        final ConfigLoader config = new ConfigLoader(Map.of());
        for (final String setting : List.of(
            "server.listeners=127.0.0.1:" + port,
            "tls.listeners=",
            "limits.connections.attempts=0",
            "access.identity=" + identity,
            "market.indicators=1s",
            "feed.simulation.enabled=false",
            "stream.journal.path=" + folder.resolve("journal"),
            "access.keys.file=" + folder.resolve("api.keys")))
        {
            config.set(setting, "test");
        }
        server = new TickwireServer(config.load().config(), List.of((engine, listings, clock, roleThreads) ->
        {
            final List<String> venues = List.of("alpha", "beta", "gamma");
            feed = new SimulatedFeed(
                new SimulatedMarket(1, venues, symbols, TICKS_PER_SECOND, 2),
                engine, listings, clock, roleThreads, RoleThreads.ANY_CORE);

            return feed;
        }));
        server.start();
        port = server.addresses().get(0).getPort();
    }

    private void onControl(final HttpExchange exchange) throws IOException
    {
        try (exchange)
        {
            exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestURI().getPath())
            {
                case "/down" -> server.close();
                case "/up" -> start("optional", SYMBOLS);
                case "/wide" -> start("optional", MANY_SYMBOLS);
                case "/guarded" -> start("required", SYMBOLS);
                case "/pause" -> feed.pause();
                case "/resume" -> feed.resume();
                case "/stop" -> feed.close();
                default -> throw new IOException("no such thing: " + exchange.getRequestURI());
            }
            exchange.sendResponseHeaders(200, -1);
        }
        catch (final ConfigException | StartException ex)
        {
            throw new IOException(ex);
        }
    }
}
