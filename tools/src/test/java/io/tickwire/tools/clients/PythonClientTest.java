package io.tickwire.tools.clients;

import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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

    @Test
    void shouldPassItsOwnTests() throws Exception
    {
        install(NEEDED);
        install(WANTED);
        final ServerConfig config = ServerConfig.defaults()
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(FeedSettings.simulated(
                new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), 10, TICKS_PER_SECOND, 2)));
        try (TickwireServer server = new TickwireServer(config))
        {
            server.start();
            final ProcessBuilder tests = new ProcessBuilder(
                PYTHON, "-W", "error", "-m", "unittest", "discover", "-s", ".", "-t", ".");
            tests.environment().put("TICKWIRE_URL", "ws://127.0.0.1:" + server.addresses().get(0).getPort());
            tests.environment().put("PYTHONPATH", TESTS.toAbsolutePath().getParent().toString());
            tests.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            final Result result = run(tests.directory(TESTS.toFile()));

            assertEquals(0, result.exit(), result.output());
            // What is only found when it is collected can not fail a test.
            assertFalse(result.output().contains("ResourceWarning"), result.output());
        }
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
            run(new ProcessBuilder("apt-get", "update", "-qq"));
            for (final String name : missing)
            {
                run(new ProcessBuilder("apt-get", "install", "-y", "-qq", "--no-install-recommends", name));
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
