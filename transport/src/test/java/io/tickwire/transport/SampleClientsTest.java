package io.tickwire.transport;

import io.tickwire.transport.clients.ClientTools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The sample clients of the systems that came before, as their documents have them, run against the server.
 */
class SampleClientsTest
{
    private static final Path SOURCES =
        Path.of(System.getProperty("tickwire.sources", "../../shared/sources"));
    private static final int STREAM_PORT = 8765;
    private static final int HAUNT_PORT = 3000;
    private static final long PATIENCE_S = 60;
    private static final Pattern PRICE = Pattern.compile("([A-Z]+): \\$[0-9]+(\\.[0-9]+)?");
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        assumeTrue(Files.isDirectory(SOURCES), "the sources' documents are not here: " + SOURCES);
        requireFree(STREAM_PORT);
        requireFree(HAUNT_PORT);
        server = TestServer.start(config -> config.with(List.of(
            new ServerConfig.Listener("127.0.0.1", STREAM_PORT), new ServerConfig.Listener("127.0.0.1", HAUNT_PORT))));
    }

    @AfterAll
    static void stop()
    {
        if (server != null)
        {
            server.close();
        }
    }

    @Test
    void shouldAnswerTheSampleInPython() throws IOException, InterruptedException
    {
        final String sample = blockWith("2-msgpack-stream.md", "python", "websockets.connect(uri)");
        assertFalse(sample.contains("import time"), "the sample is mended: run it as it is");
        final Process process = new ProcessBuilder(ClientTools.pythonScript("sample.py", sample, "time"))
            .redirectErrorStream(true)
            .start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.startsWith("{'type': 'response', 'timestamp': "), output);
        assertTrue(output.contains("'server_time': "), output);
        assertTrue(output.contains("'symbols_tracked': 10"), output);
    }

    @Test
    void shouldServeTheSampleInJavaScript() throws IOException
    {
        final String sample = blockWith("5-public-protocol.md", "javascript", "new WebSocket(");
        final Process process = new ProcessBuilder(ClientTools.browserScript("sample.mjs", sample))
            .redirectErrorStream(true)
            .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8))
        {
            assertEquals("Connected to Haunt WebSocket", lines.readLine());
            final Set<String> symbols = new HashSet<>();
            while (symbols.size() < 3)
            {
                final String line = lines.readLine();
                final Matcher price = PRICE.matcher(String.valueOf(line));
                assertTrue(price.matches(), line);
                symbols.add(price.group(1));
            }
            assertEquals(Set.of("BTCUSDT", "ETHUSDT", "SOLUSDT"), symbols);
        }
        finally
        {
            process.destroyForcibly();
        }
    }

    private static String blockWith(final String document, final String language, final String text)
        throws IOException
    {
        final Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(SOURCES.resolve(document)));
        while (blocks.find())
        {
            if (blocks.group(1).contains(text))
            {
                return blocks.group(1);
            }
        }

        return fail("no block of " + language + " with " + text + " in " + document);
    }

    private static void requireFree(final int port)
    {
        try (ServerSocket socket = new ServerSocket())
        {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(
                "the sample clients need port " + port + ", and another process has it: stop it, and test again", ex);
        }
    }
}
