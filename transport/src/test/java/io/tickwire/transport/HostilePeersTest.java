package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients that mean no good are let go, each is counted, and others are served all the while.
 */
class HostilePeersTest
{
    private static final String PING = "{\"type\":\"ping\"}";

    @Test
    void shouldCloseAHandshakeThatTakesForever()
    {
        try (TestServer server = start(
                new Limits.Sockets(100, 100, 500), new Limits.Intake(0, 1_024, 0, 1, 0, 32L << 20));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket silent = RawSocket.connect(server.port());
            RawSocket slow = RawSocket.connect(server.port()))
        {
            slow.write("GET /ws HTTP/1.1\r\nHost: loc");
            assertNull(slow.frame());
            assertNull(silent.frame());
            server.awaitCount(ServerCounter.REQUESTS_OVERDUE, 2);
            assertServed(other);
        }
    }

    @Test
    void shouldRefuseAFloodOfSockets()
    {
        final List<RawSocket> flood = new ArrayList<>();
        try (TestServer server = TestServer.start(config -> TestServer.quiet(config).with(config.limits()
                .with(new Limits.Connections(5, 5, 0, 1_000))
                .with(new Limits.Sockets(5, 5, 60_000))));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", ""))
        {
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 1);
            for (int i = 0; i < 50; i++)
            {
                flood.add(RawSocket.connect(server.port()));
            }
            server.awaitCount(ServerCounter.SOCKETS_REFUSED, 45);
            assertServed(other);
        }
        finally
        {
            flood.forEach(RawSocket::close);
        }
    }

    @Test
    void shouldCloseAMessageThatTakesForever()
    {
        try (TestServer server = start(
                new Limits.Sockets(100, 100, 60_000), new Limits.Intake(0, 1_024, 0, 1, 500, 32L << 20));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket slow = RawSocket.handshake(server.port(), "/ws", ""))
        {
            slow.write("\u0081\u008a\u0000\u0000");
            assertEquals(CloseCode.POLICY_VIOLATION.code(), slow.closeCode());
            assertEquals(1, server.count(ServerCounter.MESSAGES_OVERDUE));
            assertServed(other);
        }
    }

    @Test
    void shouldBoundWhatUnfinishedMessagesTakeTogether()
    {
        final List<RawSocket> flood = new ArrayList<>();
        try (TestServer server = start(
                new Limits.Sockets(100, 100, 60_000), new Limits.Intake(0, 1_024, 0, 1, 0, 4L << 20));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", ""))
        {
            for (int i = 0; i < 20; i++)
            {
                final RawSocket socket = RawSocket.handshake(server.port(), "/ws", "");
                socket.write(new ClientFrames(1)
                    .header(ClientFrames.FIN | ClientFrames.TEXT, 1 << 20, 8)
                    .masked(new byte[600_000]));
                flood.add(socket);
            }
            Patience.await("no room for most of them", () -> server.count(ServerCounter.MESSAGES_WITHOUT_ROOM) >= 14);
            assertServed(other);
            flood.forEach(RawSocket::close);
            server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, flood.size());

            // What they held is free again.
            other.write(new ClientFrames(1)
                .text("{\"type\":\"ping\",\"pad\":\"" + "x".repeat(1_000_000) + "\"}"));
            assertTrue(other.frame(ClientFrames.TEXT).text().contains("pong"));
        }
        finally
        {
            flood.forEach(RawSocket::close);
        }
    }

    @Test
    void shouldTellAndThenCloseAFloodOfPings()
    {
        try (TestServer server = start(
                new Limits.Sockets(100, 100, 60_000), new Limits.Intake(0, 1_024, 1, 5, 0, 32L << 20));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket flood = RawSocket.handshake(server.port(), "/ws", ""))
        {
            final ClientFrames pings = new ClientFrames(1);
            for (int i = 0; i < 200; i++)
            {
                pings.frame(ClientFrames.FIN | ClientFrames.PING, (byte)i);
            }
            flood.write(pings);
            assertTrue(flood.frame(ClientFrames.TEXT).text().contains("rate_limited"));
            assertEquals(CloseCode.RATE_LIMITED.code(), flood.closeCode());
            assertTrue(server.count(ServerCounter.CONTROL_RATE_LIMITED) > 1);
            assertServed(other);
        }
    }

    @Test
    void shouldTellAndThenCloseAFloodOfBytes()
    {
        try (TestServer server = start(
                new Limits.Sockets(100, 100, 60_000), new Limits.Intake(1_024, 1_024, 0, 1, 0, 32L << 20));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket flood = RawSocket.handshake(server.port(), "/ws", ""))
        {
            final String padded = "{\"type\":\"ping\",\"pad\":\"" + "x".repeat(2_000) + "\"}";
            final ClientFrames frames = new ClientFrames(1);
            for (int i = 0; i < 20; i++)
            {
                frames.text(padded);
            }
            flood.write(frames);
            RawSocket.Frame frame = flood.frame(ClientFrames.TEXT);
            while (frame != null && !frame.text().contains("too many bytes"))
            {
                frame = flood.frame(ClientFrames.TEXT);
            }
            assertEquals(CloseCode.RATE_LIMITED.code(), flood.closeCode());
            assertTrue(server.count(ServerCounter.BYTES_RATE_LIMITED) > 1);
            assertServed(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\":["})
    void shouldRefuseNestingWithoutEnd(final String opening)
    {
        assertRejected("invalid_message", frames -> frames.text(opening.repeat((1 << 20) / opening.length() - 1)));
    }

    @Test
    void shouldRefuseNestingWithoutEndInMsgpack()
    {
        final byte[] nested = new byte[(1 << 20) - 1];
        // Each byte begins an array of one.
        Arrays.fill(nested, (byte)0x91);
        assertRejected("invalid_message", frames -> frames.frame(ClientFrames.FIN | ClientFrames.BINARY, nested));
    }

    @Test
    void shouldRefuseAListOfSymbolsThatHasNoEnd()
    {
        final String symbols = IntStream.range(0, 100_000).mapToObj(i -> "\"S" + i + "\"")
            .collect(Collectors.joining(","));
        assertRejected("invalid_argument", frames ->
            frames.text("{\"type\":\"subscribe\",\"symbols\":[" + symbols + "]}"));
    }

    @Test
    void shouldCloseWhatIsHalfClosed()
    {
        try (TestServer server = TestServer.start(TestServer::quiet);
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket half = RawSocket.handshake(server.port(), "/ws", ""))
        {
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 2);
            half.shutdownOutput();
            assertNull(half.frame());
            server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, 1);
            assertServed(other);
        }
    }

    /**
     * A message of a megabyte at the most is answered with an error; its sender and others are served on, and nothing
     * is kept of it.
     */
    private static void assertRejected(final String code, final Consumer<ClientFrames> message)
    {
        try (TestServer server = TestServer.start(TestServer::quiet);
            RawSocket other = RawSocket.handshake(server.port(), "/ws", "");
            RawSocket hostile = RawSocket.handshake(server.port(), "/ws", ""))
        {
            final ClientFrames frames = new ClientFrames(1);
            message.accept(frames);
            for (int i = 0; i < 3; i++)
            {
                hostile.write(frames);
                assertTrue(new String(hostile.frame().payload(), StandardCharsets.ISO_8859_1).contains(code));
                assertServed(other);
            }
            assertEquals(3, server.count(ServerCounter.MESSAGES_REJECTED));
        }
    }

    private static TestServer start(final Limits.Sockets sockets, final Limits.Intake intake)
    {
        return TestServer.start(config ->
            TestServer.quiet(config).with(config.limits().with(sockets).with(intake)));
    }

    private static void assertServed(final RawSocket socket)
    {
        socket.write(new ClientFrames(1).text(PING));
        assertTrue(socket.frame(ClientFrames.TEXT).text().contains("pong"));
    }
}
