package io.tickwire.transport;

import io.tickwire.engine.TestTicks;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientDeflater;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Market data, deflated, over sockets.
 */
class DeflatedDeliveryTest
{
    private static final int TRADES = 50;
    private static final String SUBSCRIBE =
        "{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"BTCUSDT\"]}";
    private static final int RSV1 = 0x40;

    /** Trades of one and the same price make messages that get shorter in every encoding. */
    @ParameterizedTest
    @CsvSource({
        "/ws, 15", "/ws, 9", "/ws, 8", "/ws?encoding=msgpack, 15", "/ws?encoding=compact&compress=true, 15",
        "/ws?encoding=sbe&compress=true, 15"})
    void shouldTellTheSameDeflatedAndNot(final String path, final int windowBits)
    {
        final String offer =
            "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=" + windowBits + "\r\n";
        try (TestServer server = server(new Compression(true, 0, 6, false));
            EchoClient plain = subscribed(server, path, "");
            EchoClient deflated = subscribed(server, path, offer))
        {
            trade(server, TRADES);
            final List<String> expected = take(plain, TRADES);

            assertEquals(expected, take(deflated, TRADES));
            assertEquals(0, plain.deflatedFrames());
            assertTrue(deflated.header("Sec-WebSocket-Extensions").contains("server_max_window_bits=" + windowBits));
            // What is longer than the window goes as it is.
            final long fitting = expected.stream()
                .filter(line -> line.split(" ")[1].length() / 2 <= 1 << windowBits).count();
            assertTrue(deflated.deflatedFrames() <= fitting);
            assertTrue(deflated.deflatedFrames() > 0 || fitting == 0);
        }
    }

    @Test
    void shouldDeflateAFrameOnceForAllOfAShard()
    {
        try (TestServer server = server(new Compression(true, 0, 1, false)))
        {
            final List<EchoClient> clients = IntStream.range(0, 10)
                .mapToObj(i -> subscribed(server, "/ws", EchoClient.DEFLATE)).toList();
            trade(server, TRADES);
            final List<String> expected = take(clients.get(0), TRADES);
            clients.forEach(client -> assertEquals(
                expected, client == clients.get(0) ? expected : take(client, TRADES)));
            clients.forEach(client -> assertEquals(TRADES, client.deflatedFrames()));
            TestServer.await(
                () -> server.count(ServerCounter.FRAMES_DELIVERED) == 10 * TRADES, () -> "delivered otherwise");

            assertEquals(TRADES, server.count(ServerCounter.FRAMES_DEFLATED));
            assertTrue(server.count(ServerCounter.BYTES_AFTER_DEFLATE) <
                server.count(ServerCounter.BYTES_BEFORE_DEFLATE));
            clients.forEach(EchoClient::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws?encoding=sbe", "/ws?encoding=compact", "/ws?compress=false"})
    void shouldNotAgreeToItOnTheFastLaneUnasked(final String path)
    {
        try (TestServer server = server(Compression.defaults());
            EchoClient client = EchoClient.open(server.port(), path, EchoClient.DEFLATE))
        {
            assertNull(client.header("Sec-WebSocket-Extensions"));
        }
    }

    @Test
    void shouldNotAgreeToItWhereItIsSwitchedOff()
    {
        try (TestServer server = server(new Compression(false, 0, 1, false));
            EchoClient client = subscribed(server, "/ws", EchoClient.DEFLATE))
        {
            assertNull(client.header("Sec-WebSocket-Extensions"));
            trade(server, 1);
            take(client, 1);
            assertEquals(0, client.deflatedFrames());
            assertEquals("close 1002", client.send(frame(ClientDeflater.once(ClientFrames.utf8(SUBSCRIBE)))).next());
        }
    }

    @Test
    void shouldLeaveShortMessagesAsTheyAre()
    {
        try (TestServer server = server(new Compression(true, 1 << 16, 1, false));
            EchoClient client = subscribed(server, "/ws", EchoClient.DEFLATE))
        {
            trade(server, TRADES);
            take(client, TRADES);

            assertEquals(0, client.deflatedFrames());
            assertEquals(0, server.count(ServerCounter.FRAMES_DEFLATED));
        }
    }

    /** What a slow client is kept and owed is deflated, too, and nothing is torn or out of order. */
    @Test
    void shouldTellSlowClientsDeflated()
    {
        final Limits.Slow slow = new Limits.Slow(1 << 15, 3_600_000, 3_600_000, 3_600_000, 1 << 12);
        try (TestServer server = TestServer.start(config -> TestServer.quiet(config)
            .with(new Compression(true, 0, 1, false)).with(config.limits().with(slow))))
        {
            server.list("BTCUSDT", "alpha", -2, -6);
            try (EchoClient client = EchoClient.slow(server.port(), "/ws", EchoClient.DEFLATE))
            {
                client.send(client().text(SUBSCRIBE.replace("\"trade\"", "\"bbo\",\"mode\":\"raw\"")));
                client.next();
                final TestTicks ticks = server.ticks("BTCUSDT", "alpha");
                for (int i = 1; server.count(ServerCounter.FRAMES_CONFLATED) < 100; i++)
                {
                    ticks.quote(i, 1, i + 1, 1);
                    if (i % 64 == 0)
                    {
                        Thread.onSpinWait();
                    }
                }
                while (ticks.quote(999_999, 1, 1_000_000, 1) < 0)
                {
                    // The ring is still full of those before.
                    Thread.onSpinWait();
                }

                long sequence = 0;
                String text = "";
                while (!text.contains("\"bid\":9999.99"))
                {
                    text = text(client.next());
                    if (text.contains("bbo_update"))
                    {
                        final long next = Long.parseLong(text.replaceAll(".*\"seq\":(\\d+).*", "$1"));
                        assertTrue(next > sequence, text);
                        sequence = next;
                    }
                }
                assertTrue(client.deflatedFrames() > 100);
            }
        }
    }

    @Test
    void shouldTakeCommandsDeflated()
    {
        try (TestServer server = server(Compression.defaults());
            EchoClient client = EchoClient.open(server.port(), "/ws", EchoClient.DEFLATE))
        {
            client.send(frame(ClientDeflater.once(ClientFrames.utf8(SUBSCRIBE))));

            assertTrue(text(client.next()).contains("\"subscribed\""));
        }
    }

    @Test
    void shouldEndABombWith1009()
    {
        try (TestServer server = server(Compression.defaults());
            EchoClient client = EchoClient.open(server.port(), "/ws", EchoClient.DEFLATE))
        {
            client.send(frame(ClientDeflater.once(new byte[1 << 26])));

            assertEquals("close 1009", client.next());
        }
    }

    private static TestServer server(final Compression compression)
    {
        final TestServer server =
            TestServer.start(config -> TestServer.quiet(config).with(compression));
        server.list("BTCUSDT", "alpha", -2, -6);

        return server;
    }

    private static EchoClient subscribed(final TestServer server, final String path, final String offer)
    {
        final EchoClient client = EchoClient.open(server.port(), path, offer);
        client.send(path.contains("msgpack") || path.contains("compact") ?
            client().frame(ClientFrames.FIN | ClientFrames.BINARY, HexFormat.of().parseHex(
                "83a474797065a9737562736372696265a76368616e6e656ca57472616465a773796d626f6c7391a742544355534454")) :
            client().text(SUBSCRIBE));
        final String answer = text(client.next());
        assertTrue(answer.contains("subscribed"), answer);

        return client;
    }

    private static void trade(final TestServer server, final int count)
    {
        for (int i = 1; i <= count; i++)
        {
            server.ticks("BTCUSDT", "alpha").trade(0, 0, Side.BUY, i, 0);
        }
    }

    private static List<String> take(final EchoClient client, final int count)
    {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            lines.add(client.next());
        }

        return lines;
    }

    private static String text(final String line)
    {
        return new String(HexFormat.of().parseHex(line.split(" ")[1]), StandardCharsets.UTF_8);
    }

    private static ClientFrames frame(final byte... deflated)
    {
        return client().frame(ClientFrames.FIN | RSV1 | ClientFrames.TEXT, deflated);
    }

    private static ClientFrames client()
    {
        return new ClientFrames(7692);
    }
}
