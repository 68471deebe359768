package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.Interruptible;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What {@code tail} and {@code load} say of a server, as somebody reads it.
 */
@Timeout(180)
class ClientCommandsTest
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
    void shouldTailALineAMessage() throws Exception
    {
        start("tls.listeners=");

        assertEquals(Tickwire.DONE, run("tail", at(), "trade,price", "btcusdt", "--count", "20", "--latency"), err());
        final List<String> lines = out().lines().toList();
        assertEquals(20, lines.size(), out());
        for (final String line : lines)
        {
            assertTrue(line.matches(
                "[0-9:.]{12} +(trade|price) +BTCUSDT +(alpha|beta|gamma) +[0-9.]+[+-]? .* -?[0-9.]+ ms"), line);
        }
        assertTrue(err().contains("tickwire tail: 20 messages in "), err());
        assertTrue(err().contains("latency from t_out p50"), err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "compact", "sbe"})
    void shouldTailTheProtocolsMapsOfEachEncoding(final String encoding) throws Exception
    {
        start("tls.listeners=");

        assertEquals(
            Tickwire.DONE,
            run("tail", at(), "trade,candle,book", "BTCUSDT", "--json", "--count", "40", "--encoding", encoding),
            err());
        final List<String> types = new ArrayList<>();
        for (final String line : out().lines().toList())
        {
            final JsonNode message = new ObjectMapper().readTree(line);
            types.add(message.path("type").asText());
            assertEquals("BTCUSDT", message.path("symbol").asText(), line);
            assertTrue(message.path("seq").isIntegralNumber(), line);
            switch (message.path("type").asText())
            {
                case "trade_update" -> assertTrue(message.path("trade_id").isIntegralNumber(), line);
                case "candle_update" -> assertEquals("1m", message.path("interval").asText(), line);
                default -> assertTrue(message.path("bids").path(0).path("price").isNumber(), line);
            }
        }
        assertEquals(40, types.size());
        assertTrue(types.containsAll(List.of("trade_update", "candle_update", "orderbook_update")), types.toString());
    }

    @Test
    void shouldTellTablesAndBooksOnceWhereThereIsNoTerminal() throws Exception
    {
        start("tls.listeners=");

        assertEquals(Tickwire.DONE, run("tail", at(), "price", "*", "--table", "--count", "100"), err());
        assertTrue(out().startsWith("symbol ") && out().contains("\nBTCUSDT ") && !out().contains("\033"), out());
        assertEquals(Tickwire.DONE, run("tail", at(), "--book", "btcusdt", "--depth", "3", "--count", "30"), err());
        assertTrue(out().contains("BTCUSDT at alpha  seq "), out());
        assertEquals(7, out().split("\n\n")[0].lines().count(), out());
    }

    @Test
    void shouldTailOverTlsWhomItTrusts() throws Exception
    {
        start("tls.listeners=127.0.0.1:0", "server.data=" + folder);
        final String url = "wss://localhost:" + server.tlsAddresses().get(0).getPort();

        final String ca = folder.resolve("tls/development.pem").toString();
        assertEquals(Tickwire.DONE, run("tail", url, "price", "--count", "1", "--ca", ca), err());
        assertEquals(Tickwire.DONE, run("tail", url + "/ws", "price", "--count", "1", "--insecure"), err());
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception
    {
        start("tls.listeners=");

        assertEquals(Tickwire.FAILED, run("tail", at(), "price", "nosuch", "--for", "1s"));
        assertTrue(err().contains("tickwire tail: invalid_symbol: Symbol 'nosuch' not found"), err());
        for (final String[] args : List.of(
            new String[] {"tail", at(), "price,market", "btcusdt"},
            new String[] {"load", at(), "--channels", "market", "--symbols", "btcusdt"}))
        {
            assertEquals(Tickwire.NOT_UNDERSTOOD, run(args));
            assertTrue(err().contains("the channel market tells of all symbols together: leave"), err());
        }
        assertEquals(Tickwire.NOT_UNDERSTOOD, run("tail", at(), "--encoding", "xml"));
        assertTrue(err().contains("must be one of JSON, MSGPACK, COMPACT, SBE: xml"), err());
        assertEquals(Tickwire.NOT_UNDERSTOOD, run("tail", at(), "--json", "--table"));
        assertEquals(Tickwire.NOT_UNDERSTOOD, run("load", at(), "--slow", "60", "--stalled", "60"));
        assertEquals(Tickwire.FAILED, run("tail", "127.0.0.1:" + freePort()));
        assertTrue(err().contains("Connection refused"), err());
    }

    @Test
    void shouldLoadAndMeasure() throws Exception
    {
        start("tls.listeners=");

        assertEquals(
            Tickwire.DONE,
            run(
                "load", at(), "--clients", "40", "--ramp", "1s", "--for", "3s", "--channels", "trade,book", "--delta",
                "--encoding", "compact", "--slow", "10", "--reconnecting", "10", "--json"),
            out() + err());
        final JsonNode report = new ObjectMapper().readTree(out());
        assertTrue(report.path("connections").asInt() > 40, out());
        assertTrue(report.path("messages").asLong() > 1_000, out());
        assertEquals(0, report.path("sequences").path("wrong").asInt(), out());
        assertTrue(report.path("latency_ms").path("p50").asDouble() > 0, out());
        assertEquals(0, report.path("errors").size(), out());
    }

    @Test
    void shouldFailWhereAllIsRefused() throws Exception
    {
        start("tls.listeners=");

        assertEquals(
            Tickwire.FAILED,
            run("load", at(), "--clients", "2", "--for", "1s", "--channels", "price", "--symbols", "nosuch"));
        assertTrue(out().contains("times invalid_symbol"), out());
    }

    @Test
    void shouldFailWhereNobodyCouldConnect() throws Exception
    {
        assertEquals(Tickwire.FAILED, run("load", "127.0.0.1:" + freePort(), "--clients", "2", "--for", "1s"));
        assertTrue(out().contains("not connected: "), out());
    }

    @Test
    void shouldSayWhatItSawWhenItIsToldToEnd() throws Exception
    {
        start("tls.listeners=");
        final Path told = folder.resolve("err");
        final ProcessBuilder command = new ProcessBuilder(new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), "io.tickwire.tools.cli.Tickwire",
            "tail", at(), "price", "btcusdt")));
        final Process tail = Interruptible.of(command).redirectError(told.toFile()).start();
        try
        {
            final String first = tail.inputReader().readLine();
            assertTrue(first != null && first.contains("BTCUSDT"), () -> first + read(told));
            assertEquals(0, new ProcessBuilder("kill", "-INT", String.valueOf(tail.pid())).start().waitFor());
            tail.inputReader().lines().forEach(line -> assertFalse(line.isEmpty()));
            assertTrue(tail.waitFor(60, TimeUnit.SECONDS));
            assertEquals(130, tail.exitValue());
            assertTrue(read(told).contains(" messages in "), read(told));
        }
        finally
        {
            tail.destroyForcibly();
        }
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

    private String at()
    {
        return "127.0.0.1:" + server.addresses().get(0).getPort();
    }

    private static int freePort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            return socket.getLocalPort();
        }
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private int run(final String... args)
    {
        out.reset();
        err.reset();

        return Tickwire.run(args, new Surroundings(Map.of(), new PrintStream(out, true), new PrintStream(err, true)));
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
