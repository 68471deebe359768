package io.tickwire.tools.clients;

import io.tickwire.tools.DebianPackages;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.OriginPattern;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The own tests of the client for browsers and Node ({@code tools/client-ts/test}) before a real server. What they need
 * of npm, and Chromium of Debian, is installed where it is missing.
 */
@Timeout(600)
class TypeScriptClientTest
{
    private static final Path CLIENT = Path.of("client-ts");
    private static final int TICKS_PER_SECOND = 1_000;
    private static final int SYMBOLS = 10;

    @BeforeAll
    static void install() throws Exception
    {
        for (final String name : List.of("ws", "typescript", "@msgpack/msgpack", "@types/node"))
        {
            if (!Files.exists(CLIENT.resolve("node_modules").resolve(name)))
            {
                require(new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"));
            }
        }
        if (!isThere("chromium"))
        {
            assertEquals("", DebianPackages.install("chromium"));
        }
    }

    @Test
    void shouldPassItsOwnTests() throws Exception
    {
        try (TickwireServer server = serve())
        {
            final ProcessBuilder tests = new ProcessBuilder("node", "--test");
            tests.environment().put("TICKWIRE_URL", "ws://127.0.0.1:" + server.addresses().get(0).getPort());

            require(tests);
        }
    }

    @Test
    void shouldGoOnThroughTlsWhereTheServerBeginsAnew(@TempDir final Path folder) throws Exception
    {
        final Process client;
        final int port;
        try (TickwireServer first = serve(folder, 0))
        {
            port = first.tlsAddresses().get(0).getPort();
            final ProcessBuilder builder = new ProcessBuilder("node", "test/restart.test.js");
            builder.environment().put("TICKWIRE_RESTARTED", "wss://127.0.0.1:" + port);
            builder.environment().put(
                "NODE_EXTRA_CA_CERTS", folder.resolve("data/tls/development.pem").toAbsolutePath().toString());
            client = builder.directory(CLIENT.toFile()).redirectErrorStream(true).start();
            awaitLine(client, "receiving");
        }
        try (TickwireServer second = serve(folder, port))
        {
            assertEquals(port, second.tlsAddresses().get(0).getPort());
            final String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, client.waitFor(), output);
        }
        finally
        {
            client.destroyForcibly();
        }
    }

    private static void awaitLine(final Process process, final String wanted) throws IOException
    {
        final StringBuilder read = new StringBuilder();
        while (read.indexOf(wanted) < 0)
        {
            final int next = process.getInputStream().read();
            assertTrue(next >= 0, read::toString);
            read.append((char)next);
        }
    }

    /** A server with TLS and a journal. */
    private static TickwireServer serve(final Path folder, final int port) throws Exception
    {
        final ConfigLoader loader = new ConfigLoader(Map.of());
        for (final String setting : List.of(
            "server.listeners=127.0.0.1:0", "tls.listeners=127.0.0.1:" + port, "server.data=" + folder.resolve("data"),
            "stream.journal.path=" + folder.resolve("journal"), "stream.journal.segment=1MiB", "stream.term=1MiB",
            "drain.retryAfter=0", "log.level=warn"))
        {
            loader.set(setting, "test");
        }
        final TickwireServer server = new TickwireServer(loader.load().config());
        server.start();

        return server;
    }

    /** A server whose clients may be pages of any origin. */
    private static TickwireServer serve() throws Exception
    {
        final ServerConfig config = ServerConfig.defaults();
        final TickwireServer server = new TickwireServer(config
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(config.access().with(new Network(
                List.of(), List.of(), true, List.of(), Network.Forwarding.X_FORWARDED_FOR, List.of(OriginPattern.ANY))))
            .with(FeedSettings.simulated(
                new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), SYMBOLS, TICKS_PER_SECOND, 2))));
        server.start();

        return server;
    }

    private static boolean isThere(final String command) throws InterruptedException
    {
        try
        {
            return run(new ProcessBuilder(command, "--version")).exit() == 0;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    private static void require(final ProcessBuilder builder) throws IOException, InterruptedException
    {
        final Result result = run(builder);
        assertEquals(0, result.exit(), result.output());
    }

    private record Result(int exit, String output)
    {
    }

    private static Result run(final ProcessBuilder builder) throws IOException, InterruptedException
    {
        final Process process = builder.directory(CLIENT.toFile()).redirectErrorStream(true).start();
        try
        {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            return new Result(process.waitFor(), output);
        }
        finally
        {
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }
}
