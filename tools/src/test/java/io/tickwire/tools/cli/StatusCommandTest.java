package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server as somebody looks at it from another terminal.
 */
@Timeout(180)
class StatusCommandTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;
    private TickwireServer server;

    @AfterEach
    void tearDown()
    {
        if (server != null)
        {
            server.close();
        }
    }

    @Test
    void shouldTellOnceWhereThereIsNoTerminal() throws Exception
    {
        start("tls.listeners=");

        assertEquals(Tickwire.DONE, status(Map.of(), plain()), err());
        assertTrue(out().startsWith("tickwire "), out());
        for (final String part : List.of("Ticks ", "Clients ", "COMPONENT", "feed.sim", "STAGE", "ring->frame"))
        {
            assertTrue(out().contains(part), out());
        }
        assertFalse(out().contains("\033"), out());
    }

    @Test
    void shouldTellProgramsAsJson() throws Exception
    {
        start("tls.listeners=", "feed.simulation.ticksPerSecond=1000");

        assertEquals(Tickwire.DONE, status(Map.of(), plain(), "--json"), err());
        final JsonNode report = new ObjectMapper().readTree(out());
        assertEquals("up", report.path("status").asText(), out());
        assertEquals("up", report.path("components").path("engine").path("status").asText(), out());
        assertTrue(report.path("per_second").path("ticks_published").asDouble() > 0, out());
        assertTrue(report.path("stages").path("in->ring").path("p99_us").asDouble() > 0, out());
        // It is itself a client.
        assertEquals(1, report.path("connections").asInt(), out());
    }

    @Test
    void shouldDrawOnATerminalUntilSomebodyGoes() throws Exception
    {
        start("tls.listeners=");
        // Somebody presses q when it has been looked for a key twelve times.
        final InputStream keys = new ByteArrayInputStream("q".getBytes(StandardCharsets.US_ASCII))
        {
            private int looked;

            @Override
            public synchronized int available()
            {
                return ++looked > 12 ? super.available() : 0;
            }
        };

        assertEquals(
            Tickwire.DONE, execute(Map.of("TICKWIRE_TERMINAL_OUT", "1", "TERM", "xterm"), keys, plain()), err());
        assertTrue(out().startsWith("\033[?1049h"), out());
        assertTrue(out().contains("\033[32mup"), out());
        assertTrue(out().endsWith("\033[?1049l"), out());
    }

    @Test
    void shouldLookOverTlsAtWhomItTrusts() throws Exception
    {
        start("tls.listeners=127.0.0.1:0", "server.data=" + folder);
        final String url = "https://localhost:" + server.tlsAddresses().get(0).getPort();

        assertEquals(Tickwire.FAILED, status(Map.of(), url));
        assertTrue(err().contains("its certificate is not trusted") && err().contains("--insecure"), err());
        assertEquals(Tickwire.DONE, status(Map.of(), url, "--insecure"), err());
        final Path ca = folder.resolve("tls/development.pem");
        assertEquals(Tickwire.DONE, status(Map.of(), url, "--ca", ca.toString()), err());
        assertEquals(Tickwire.FAILED, status(Map.of(), url.replace("https", "http")));
    }

    @Test
    void shouldSayThatATokenIsNeeded() throws Exception
    {
        final Path keys = folder.resolve("api.keys");
        final Path token = folder.resolve("token");
        final Surroundings around = new Surroundings(Map.of(), new PrintStream(out, true), new PrintStream(err, true));
        Tickwire.run(new String[] {"token", "--api-keys", keys.toString(), "--name", "ops"}, around);
        Files.writeString(token, out());
        start("tls.listeners=", "access.identity=required", "access.keys.file=" + keys);

        assertEquals(Tickwire.FAILED, status(Map.of(), plain()));
        assertTrue(err().contains("a token is needed (401)"), err());
        assertEquals(Tickwire.FAILED, status(Map.of(), plain(), "--token", "no-such"));
        assertTrue(err().contains("the token is not valid there (401)"), err());
        assertEquals(Tickwire.DONE, status(Map.of(), plain(), "--token-file", token.toString()), err());
        assertEquals(Tickwire.DONE, status(Map.of("TICKWIRE_TOKEN", Files.readString(token).strip()), plain()), err());
    }

    @Test
    void shouldSayThatNobodyIsThere() throws Exception
    {
        final int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            free = socket.getLocalPort();
        }

        assertEquals(Tickwire.FAILED, status(Map.of(), "127.0.0.1:" + free));
        assertEquals("tickwire status: http://127.0.0.1:" + free +
            ": nobody listens there: is the server running? 'tickwire serve' starts one", err().strip());
    }

    private void start(final String... settings) throws Exception
    {
        final ConfigLoader loader = new ConfigLoader(Map.of()).set("server.listeners=127.0.0.1:0", "test");
        for (final String setting : settings)
        {
            loader.set(setting, "test");
        }
        server = new TickwireServer(loader.load().config());
        server.start();
    }

    private String plain()
    {
        return "http://127.0.0.1:" + server.addresses().get(0).getPort();
    }

    private int status(final Map<String, String> environment, final String... args)
    {
        out.reset();
        err.reset();

        return execute(environment, InputStream.nullInputStream(), args);
    }

    private int execute(final Map<String, String> environment, final InputStream keys, final String... args)
    {
        return new CommandLine(new StatusCommand(
            new Surroundings(environment, new PrintStream(out, true), new PrintStream(err, true)), keys)).execute(args);
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
