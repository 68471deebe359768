package io.tickwire.transport;

import io.tickwire.transport.access.IpRange;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.OriginPattern;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * From where clients may come, over sockets.
 */
class NetworkTest
{
    private static final String DENIED = "X-Forwarded-For: 203.0.113.9\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/api/symbols", "/schema/", "/health", "/nothing", "/echo"})
    void shouldRefuseOnAllPathsWithoutAWord(final String path)
    {
        try (TestServer server = start(network -> network(List.of(), List.of("127.0.0.1"), List.of(), false)))
        {
            assertRefused(server, path, "");
            assertRefused(server, path, "Upgrade: websocket\r\nConnection: Upgrade\r\n" +
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
            assertEquals(2, server.count(ServerCounter.ADDRESSES_REFUSED));
        }
    }

    /** A browser is not told a status, and would come again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws", "/ws/live", "/ws/ingest"})
    void shouldTellWebSocketsThatTheirAddressMayNot(final String path)
    {
        try (TestServer server = start(network -> network(List.of(), List.of("127.0.0.1"), List.of(), false));
            RealClient client = server.connect(path, "tickwire.v1.json");
            RawSocket other = RawSocket.handshake(server.port(), path, "Sec-WebSocket-Extensions: x\r\n"))
        {
            final JsonNode error = client.message("error");
            assertEquals("ip_not_allowed", error.path("code").asString());
            assertTrue(error.path("fatal").asBoolean());
            assertEquals(4505, client.closeCode());
            assertEquals(101, other.status());
            assertEquals(4505, other.closeCode());
            assertRefused(server, path, "");
            assertRefused(server, path, "Upgrade: websocket\r\nConnection: Upgrade\r\n");
            assertEquals(4, server.count(ServerCounter.ADDRESSES_REFUSED));
            assertEquals(0, server.count(ServerCounter.CONNECTIONS_OPENED));
        }
    }

    @Test
    void shouldTellNotMoreOfThemThanSomeASecond()
    {
        try (TestServer server = start(network -> network(List.of(), List.of("127.0.0.1"), List.of(), false)))
        {
            final List<RawSocket> sockets = Stream.generate(() -> RawSocket.connect(server.port())).limit(200).toList();
            sockets.forEach(socket -> socket.write(RawSocket.request("/ws", "")));
            final long told = sockets.stream().filter(socket -> socket.status() == 101).count();
            final long forbidden = sockets.stream().filter(socket -> socket.status() == 403).count();
            sockets.forEach(RawSocket::close);

            // All at once have 50, and each second 10 more.
            assertEquals(200, told + forbidden);
            assertTrue(told >= 50 && forbidden > 0, "told=" + told);
        }
    }

    @Test
    void shouldSayAtItsStartThatNoProxyIsBelieved()
    {
        final List<String> none = logged(config -> config);
        final List<String> header = logged(config -> config.with(config.access().with(new Network(
            List.of(), List.of(), true, List.of(), Network.Forwarding.FORWARDED, List.of()))));
        final List<String> proxied =
            logged(config -> config.with(List.of(new ServerConfig.Listener("127.0.0.1", 0, true))));
        final List<String> trusted = logged(config -> config
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0, true)))
            .with(config.access().with(network(List.of(), List.of(), List.of("127.0.0.1"), true))));

        assertEquals(List.of(), none);
        assertEquals(List.of(), trusted);
        assertEquals(1, header.size());
        assertTrue(header.get(0).contains("access.network.forwarding"), header::toString);
        assertEquals(1, proxied.size());
        for (final String setting : List.of("access.network.trustedProxies", "server.listeners", "tls.listeners"))
        {
            assertTrue(proxied.get(0).contains(setting), proxied::toString);
        }
    }

    @Test
    void shouldTellThisMachineOfItsHealth()
    {
        try (TestServer server = start(network ->
            network(List.of("192.0.2.0/24"), List.of(), List.of("127.0.0.1"), true)))
        {
            assertEquals(200, status(ask(server, "/health", "")));
            assertEquals(200, status(ask(server, "/health/live", "")));
            assertRefused(server, "/healthy", "");
            assertRefused(server, "/api/symbols", "");
            assertRefused(server, "/health", "X-Forwarded-For: 127.0.0.1\r\n");
            assertRefused(server, "/health", DENIED);
            assertEquals(200, status(ask(server, "/api/symbols", "X-Forwarded-For: 192.0.2.77\r\n")));
        }
    }

    @Test
    void shouldPassOverWhatIsNotToBeTrusted()
    {
        try (TestServer server = start(network ->
            network(List.of(), List.of("203.0.113.0/24"), List.of("192.0.2.1"), true)))
        {
            assertEquals(200, status(ask(server, "/api/symbols", DENIED)));
            assertEquals(200, status(ask(server, "/api/symbols", "Forwarded: for=203.0.113.9\r\n")));
        }
        try (TestServer server = start(network ->
            network(List.of(), List.of("203.0.113.0/24"), List.of("127.0.0.1"), true)))
        {
            assertRefused(server, "/api/symbols", DENIED);
            assertEquals(200, status(ask(server, "/api/symbols", "Forwarded: for=203.0.113.9\r\n")));
        }
    }

    @Test
    void shouldCountClientsBehindAProxyEachForItself()
    {
        final UnaryOperator<ServerConfig> change = config -> TestServer.quiet(config)
            .with(config.limits().with(new Limits.Connections(100, 1, 0, 1_000)))
            .with(config.access().with(network(List.of(), List.of(), List.of("127.0.0.1"), true)));
        try (TestServer server = TestServer.start(change);
            RawSocket first = RawSocket.handshake(server.port(), "/ws", "X-Forwarded-For: 203.0.113.1\r\n");
            RawSocket second = RawSocket.handshake(server.port(), "/ws", "X-Forwarded-For: 203.0.113.2\r\n"))
        {
            assertEquals(101, first.status());
            assertEquals(101, second.status());
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 2);
            try (RawSocket again = RawSocket.handshake(server.port(), "/ws", "X-Forwarded-For: 203.0.113.1\r\n"))
            {
                assertEquals(4504, again.closeCode());
            }
            assertEquals(1, server.count(ServerCounter.CONNECTIONS_REFUSED_LIMIT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "Origin: http://localhost\r\n",
        "X-Forwarded-For: 203.0.113.1\r\n",
        "Forwarded: for=203.0.113.1\r\n",
        "X-Real-IP: 203.0.113.1\r\n",
        "Origin: http://evil.example\r\n"})
    void shouldTakeNobodyForThisMachineWhoMayBeAnother(final String headers)
    {
        // The page's name has been led to this machine, so that it is the server's own to the browser.
        final String host = headers.contains("evil") ? "evil.example" : "localhost";
        try (TestServer server = start(network -> network); RawSocket socket = RawSocket.connect(server.port()))
        {
            socket.write(RawSocket.request("/ws/ingest", headers).replace("Host: localhost", "Host: " + host));
            // The clients of this machine may publish, others may not.
            assertEquals(headers.isEmpty() || headers.contains("localhost") ? 101 : 403, socket.status(), headers);
        }
    }

    @Test
    void shouldRefuseHandshakesOfOtherPages()
    {
        try (TestServer server = start(network -> origins("https://*.example.com")))
        {
            final String own = "Origin: http://localhost\r\n";
            for (final String header : List.of("", own, "Origin: https://a.example.com\r\n"))
            {
                try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", header))
                {
                    assertEquals(101, socket.status(), header);
                }
            }
            for (final String header : List.of("Origin: https://example.com\r\n", "Origin: null\r\n"))
            {
                try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", header))
                {
                    assertEquals(403, socket.status(), header);
                }
            }
            assertEquals(2, server.count(ServerCounter.ORIGINS_REFUSED));
        }
    }

    @Test
    void shouldLetNamedPagesRead()
    {
        try (TestServer server = start(network -> origins("https://a.example.com")))
        {
            final String named = "Origin: https://a.example.com\r\n";
            for (final String path : List.of("/api/symbols", "/schema/"))
            {
                final String answer = ask(server, path, named);
                assertTrue(answer.contains("\r\nAccess-Control-Allow-Origin: https://a.example.com\r\n"), answer);
                assertTrue(answer.contains("\r\nVary: Origin\r\n"), answer);
                final String other = ask(server, path, "Origin: https://b.example.com\r\n");
                assertEquals(200, status(other));
                assertFalse(other.contains("Access-Control"), other);
                assertTrue(other.contains("\r\nVary: Origin\r\n"), other);
            }
            assertFalse(ask(server, "/metrics", named).contains("Access-Control"));
            final String asked = "Access-Control-Request-Method: GET\r\n";
            final String preflight = ask(server, "OPTIONS", "/api/symbols", named + asked);
            assertEquals(204, status(preflight));
            assertTrue(preflight.contains("\r\nAccess-Control-Allow-Methods: GET, HEAD\r\n"), preflight);
            assertTrue(preflight.contains("\r\nAccess-Control-Allow-Headers: Authorization\r\n"), preflight);
            final String strange = ask(server, "OPTIONS", "/api/symbols", "Origin: https://b.com\r\n" + asked);
            assertFalse(strange.contains("Access-Control"), strange);
            assertEquals(405, status(ask(server, "OPTIONS", "/api/symbols", "")));
        }
    }

    private static TestServer start(final UnaryOperator<Network> change)
    {
        return TestServer.start(config ->
            TestServer.quiet(config).with(config.access().with(change.apply(config.access().network()))));
    }

    /** What a server warns of while it starts. */
    private static List<String> logged(final UnaryOperator<ServerConfig> change)
    {
        final List<String> warnings = new CopyOnWriteArrayList<>();
        final Logger logger = Logger.getLogger(Entrances.class.getName());
        final Handler handler = new Handler()
        {
            @Override
            public void publish(final LogRecord entry)
            {
                if (entry.getLevel() == Level.WARNING)
                {
                    warnings.add(entry.getMessage());
                }
            }

            @Override
            public void flush()
            {
                // Nothing is kept back.
            }

            @Override
            public void close()
            {
                // Nothing is open.
            }
        };
        logger.addHandler(handler);
        try (TestServer server = TestServer.start(config -> change.apply(TestServer.quiet(config))))
        {
            assertTrue(server.port() > 0);
        }
        finally
        {
            logger.removeHandler(handler);
        }

        return warnings;
    }

    private static Network network(
        final List<String> allow, final List<String> deny, final List<String> proxies, final boolean isHealthOpen)
    {
        return new Network(
            ranges(allow),
            ranges(deny),
            isHealthOpen,
            ranges(proxies),
            Network.Forwarding.X_FORWARDED_FOR,
            List.of());
    }

    private static Network origins(final String... origins)
    {
        return new Network(
            List.of(),
            List.of(),
            true,
            List.of(),
            Network.Forwarding.X_FORWARDED_FOR,
            Stream.of(origins).map(OriginPattern::parse).toList());
    }

    private static List<IpRange> ranges(final List<String> texts)
    {
        return texts.stream().map(IpRange::parse).toList();
    }

    private static void assertRefused(final TestServer server, final String path, final String headers)
    {
        final String answer = ask(server, path, headers);
        assertEquals(403, status(answer), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }

    private static int status(final String answer)
    {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    private static String ask(final TestServer server, final String path, final String headers)
    {
        return ask(server, "GET", path, headers);
    }

    private static String ask(
        final TestServer server, final String method, final String path, final String headers)
    {
        final String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
            (headers.contains("Connection") ? "" : "Connection: close\r\n") + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port()))
        {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
