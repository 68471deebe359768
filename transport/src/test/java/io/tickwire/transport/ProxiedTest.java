package io.tickwire.transport;

import io.tickwire.transport.access.IpRange;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Listeners behind proxies that say in a PROXY header for whom they speak.
 */
class ProxiedTest
{
    private static final String FIRST = "PROXY TCP4 203.0.113.1 127.0.0.1 56324 8765\r\n";
    private static final String SECOND = "PROXY TCP4 203.0.113.2 127.0.0.1 56324 8765\r\n";
    private static final String DENIED = "PROXY TCP6 2001:db8:bad::1 ::1 56324 8765\r\n";
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String HANDSHAKE = RawSocket.request("/ws", "");

    @Test
    void shouldTakeTheWordOfATrustedProxy()
    {
        try (TestServer server = start("127.0.0.1");
            RawSocket first = openServed(server, FIRST + HANDSHAKE);
            RawSocket second = openServed(server, SECOND + HANDSHAKE);
            RawSocket again = open(server, FIRST + HANDSHAKE);
            RawSocket denied = open(server, DENIED + HANDSHAKE))
        {
            assertServed(first);
            assertServed(second);
            assertEquals(4504, again.closeCode());
            assertEquals(4505, denied.closeCode());
            assertEquals(1, server.count(ServerCounter.CONNECTIONS_REFUSED_LIMIT));
            assertEquals(1, server.count(ServerCounter.ADDRESSES_REFUSED));
        }
    }

    @Test
    void shouldReadVersion2AndWhatAProxySaysOfItself()
    {
        final String proxied = "2111000fcb007103c0000201dc0401bb040000";
        final String local = "20000000";
        try (TestServer server = start("127.0.0.1");
            RawSocket first = openServed(server, binary(proxied) + HANDSHAKE);
            RawSocket again = open(server, binary(proxied) + HANDSHAKE);
            RawSocket own = open(server, binary(local) + HANDSHAKE);
            RawSocket unknown = open(server, "PROXY UNKNOWN\r\n" + "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"))
        {
            assertServed(first);
            assertEquals(101, again.status());
            assertEquals(4504, again.closeCode());
            assertServed(own);
            assertEquals(200, unknown.status());
        }
    }

    @Test
    void shouldReadAHeaderThatComesByteByByte()
    {
        try (TestServer server = start("127.0.0.1"); RawSocket socket = RawSocket.connect(server.port()))
        {
            for (final char next : (FIRST + HANDSHAKE).toCharArray())
            {
                socket.write(String.valueOf(next));
            }
            assertServed(socket);
        }
    }

    @Test
    void shouldReadAndPassOverTheWordOfOthers()
    {
        try (TestServer server = start("192.0.2.1");
            RawSocket first = openServed(server, FIRST + HANDSHAKE);
            RawSocket denied = open(server, DENIED + HANDSHAKE))
        {
            assertServed(first);
            // It counts as one of the address that it comes from, of which there is one already.
            assertEquals(4504, denied.closeCode());
        }
    }

    @Test
    void shouldCloseWhoBeginsOtherwise()
    {
        try (TestServer server = start("127.0.0.1");
            RawSocket none = RawSocket.connect(server.port());
            RawSocket broken = RawSocket.connect(server.port());
            RawSocket oversized = RawSocket.connect(server.port()))
        {
            none.write(HANDSHAKE);
            assertNull(none.frame());
            broken.write("PROXY TCP4 203.0.113.300 127.0.0.1 56324 8765\r\n");
            assertNull(broken.frame());
            oversized.write(binary("2111ffff"));
            assertNull(oversized.frame());
            server.awaitCount(ServerCounter.PROXY_HEADERS_REFUSED, 3);
        }
    }

    @Test
    void shouldNotWaitForAHeaderForever()
    {
        try (TestServer server = start("127.0.0.1"); RawSocket slow = RawSocket.connect(server.port()))
        {
            slow.write("PROXY TCP4 203");
            assertNull(slow.frame());
            assertEquals(1, server.count(ServerCounter.REQUESTS_OVERDUE));
        }
    }

    private static TestServer start(final String proxy)
    {
        final Network network = new Network(
            List.of(),
            List.of(IpRange.parse("2001:db8:bad::/48")),
            true,
            Stream.of(proxy).map(IpRange::parse).toList(),
            Network.Forwarding.X_FORWARDED_FOR,
            List.of());

        return TestServer.start(config -> TestServer.quiet(config)
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0, true)))
            .with(config.access().with(network))
            .with(config.limits()
                .with(new Limits.Connections(100, 1, 0, 1_000))
                .with(new Limits.Sockets(100, 100, 1_000))));
    }

    private static String binary(final String hex)
    {
        return new String(HexFormat.of().parseHex(SIGNATURE + hex), StandardCharsets.ISO_8859_1);
    }

    private static RawSocket open(final TestServer server, final String bytes)
    {
        final RawSocket socket = RawSocket.connect(server.port());
        socket.write(bytes);
        socket.status();

        return socket;
    }

    /** Who is next may be seen sooner than who has only shaken hands. */
    private static RawSocket openServed(final TestServer server, final String bytes)
    {
        final RawSocket socket = open(server, bytes);
        assertServed(socket);

        return socket;
    }

    private static void assertServed(final RawSocket socket)
    {
        assertEquals(101, socket.status());
        socket.write(new ClientFrames(1).text("{\"type\":\"ping\"}"));
        final String answer = socket.frame().text();
        assertTrue(answer.contains("\"pong\""), answer);
    }
}
