package io.tickwire.tools.clients;

import io.tickwire.tools.DebianPackages;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * The Python client's own tests ({@code tools/client-python/tests}) before a real server. Debian's packages are
 * installed where they are missing; without mypy and setuptools the tests that need them are skipped.
 */
@Timeout(600)
class PythonClientTest
{
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path TESTS = Path.of("client-python/tests");
    private static final Map<String, String> NEEDED = Map.of(
        "websockets", "python3-websockets", "msgpack", "python3-msgpack");
    private static final Map<String, String> WANTED = Map.of(
        "mypy", "mypy", "setuptools", "python3-setuptools", "wheel", "python3-wheel");
    private static final int TICKS_PER_SECOND = 1_000;
    private static final long GRACE_MS = 200;
    private static final long RETRY_MS = 200;

    @BeforeAll
    static void install() throws Exception
    {
        install(NEEDED);
        install(WANTED);
    }

    @Test
    void shouldPassItsOwnTests() throws Exception
    {
        try (TickwireServer server = serve(0))
        {
            final Result result = run(python(portOf(server), "-m", "unittest", "discover", "-s", ".", "-t", "."));

            assertEquals(0, result.exit(), result.output());
            // What is only found when it is collected can not fail a test.
            assertFalse(result.output().contains("ResourceWarning"), result.output());
        }
    }

    @Test
    void shouldGoOnWhereTheServerBeginsAnew() throws Exception
    {
        final Process client;
        final int port;
        try (TickwireServer first = serve(0))
        {
            port = portOf(first);
            client = python(port, "restart.py").redirectErrorStream(true).start();
            assertEquals("receiving", client.inputReader().readLine());
            first.drain();
        }
        final TickwireServer second = serve(port);
        try
        {
            // Another server has another epoch, and nothing of what was missed.
            assertEquals(
                "{\"gaps\": [\"unrecoverable\"], \"close\": 1001, \"missed\": 0}", client.inputReader().readLine());
            assertEquals(0, client.waitFor());
        }
        finally
        {
            client.destroyForcibly();
            second.close();
        }
    }

    private static TickwireServer serve(final int port) throws StartException
    {
        final TickwireServer server = new TickwireServer(ServerConfig.defaults()
            .with(List.of(new ServerConfig.Listener("127.0.0.1", port)))
            .with(new ServerConfig.Drain(GRACE_MS, RETRY_MS))
            .with(FeedSettings.simulated(
                new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), 10, TICKS_PER_SECOND, 2))));
        server.start();

        return server;
    }

    private static int portOf(final TickwireServer server)
    {
        return server.addresses().get(0).getPort();
    }

    /** Python with all warnings as errors, in the folder of the tests. */
    private static ProcessBuilder python(final int port, final String... arguments)
    {
        final ProcessBuilder builder = new ProcessBuilder(
            Stream.concat(Stream.of(PYTHON, "-W", "error"), Stream.of(arguments)).toList());
        builder.environment().put("TICKWIRE_URL", "ws://127.0.0.1:" + port);
        builder.environment().put("PYTHONPATH", TESTS.toAbsolutePath().getParent().toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");

        return builder.directory(TESTS.toFile());
    }

    private record Result(int exit, String output)
    {
    }

    private static void install(final Map<String, String> packages) throws Exception
    {
        final List<String> missing = packages.entrySet().stream()
            .filter(entry -> !isThere(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
        if (!missing.isEmpty())
        {
            for (final String name : missing)
            {
                DebianPackages.install(name);
            }
        }
    }

    private static boolean isThere(final String module)
    {
        try
        {
            return run(new ProcessBuilder(PYTHON, "-c", "import " + module)).exit() == 0;
        }
        catch (final IOException | InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static Result run(final ProcessBuilder builder) throws IOException, InterruptedException
    {
        final Process process = builder.redirectErrorStream(true).start();
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
