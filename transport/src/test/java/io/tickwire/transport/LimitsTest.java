package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a client may take, and what becomes of it where it takes more: the limits are those of the protocol.
 */
class LimitsTest
{
    private static final Limits DEFAULTS = Limits.defaults();

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldAnswerFirstBreachesAndCloseAbuse(final RealClient.Kind kind)
    {
        try (TestServer server = TestServer.quiet(DEFAULTS.messages());
            RealClient client = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
        {
            for (int i = 0; i < 30; i++)
            {
                client.send(Map.of("type", "ping", "id", i));
            }
            final JsonNode error = client.message("error");
            assertEquals("rate_limited", error.path("code").asString());
            final long waitMs = error.path("retry_after_ms").asLong();
            assertTrue(waitMs > 0 && waitMs <= 101, error.toString());
            assertTrue(client.messages("pong").size() >= 20, () -> client.types().toString());

            for (int i = 0; i < 500; i++)
            {
                client.send(Map.of("type", "ping", "id", i));
            }
            assertEquals(4029, client.closeCode());
            assertEquals(1, server.server().counters().closes(CloseCode.RATE_LIMITED));
        }
    }

    /** {@code /echo} has a place like all others, as long as it lasts. */
    @Test
    void shouldCountEchoesAmongConnections()
    {
        try (TestServer server = EchoServer.start(config ->
            config.with(config.limits().with(new Limits.Connections(3, 2, 0, 1_000))));
            RawSocket other = RawSocket.handshake(server.port(), "/ws", ""))
        {
            assertEquals(101, other.status());
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 1);
            try (RawSocket echo = RawSocket.handshake(server.port(), "/echo", ""))
            {
                echo.write(new ClientFrames(1).frame(ClientFrames.FIN | ClientFrames.TEXT, (byte)'a'));
                assertEquals("a", echo.frame().text());
                assertRefused(server, "/echo");
                assertRefused(server, "/ws");
                assertEquals(2, server.count(ServerCounter.CONNECTIONS_REFUSED_LIMIT));
            }
            TestServer.await(() -> isEchoed(server), () -> "the place of one that is gone is not free");
        }
    }

    private static void assertRefused(final TestServer server, final String path)
    {
        try (RawSocket refused = RawSocket.handshake(server.port(), path, ""))
        {
            assertTrue(refused.frame().text().contains("connection_limit"));
            assertEquals(4504, refused.closeCode());
        }
    }

    @Test
    void shouldHaveABoundOnRequests()
    {
        final Limits.Messages limits = new Limits.Messages(0, 20, 600, 1 << 20, 1_024, 100, 4_096);
        try (TestServer server = TestServer.quiet(limits); RealClient client = server.connect("/ws"))
        {
            for (int i = 0; i < 600; i++)
            {
                client.send(Map.of("type", "request", "method", "symbols", "id", i));
            }
            client.message("response", response -> response.path("id").asInt() == 599);
            for (int i = 600; i < 620; i++)
            {
                client.send(Map.of("type", "request", "method", "symbols", "id", i));
            }
            final JsonNode error = client.message("error");
            assertEquals("rate_limited", error.path("code").asString());
            assertTrue(error.path("id").asInt() >= 600, error.toString());
            assertTrue(error.path("retry_after_ms").asLong() > 0, error.toString());
            client.send(Map.of("type", "ping"));
            client.message("pong");
        }
    }

    @Test
    void shouldHaveABoundOnSubscriptionsAndSymbols()
    {
        try (TestServer server = TestServer.quiet(TestServer.generous()); RealClient client = server.connect("/ws"))
        {
            final List<String> names = IntStream.range(0, 1_025).mapToObj(i -> "S" + i).toList();
            names.forEach(name -> server.list(name, "alpha", -2, -2));
            client.send(Map.of("type", "subscribe", "symbols", names.subList(0, 101), "id", 1));
            final JsonNode error = client.message("error");
            assertEquals("subscription_limit", error.path("code").asString());
            assertEquals(100, client.message("subscribed").path("symbols").size());
            assertEquals(1, client.messages("error").size());

            client.send(Map.of("type", "unsubscribe", "symbols", names.subList(0, 1_024), "id", 2));
            assertEquals(100, client.message("unsubscribed").path("symbols").size());
            client.send(Map.of("type", "subscribe", "symbols", names, "id", 3));
            final JsonNode tooMany = client.message("error", one -> one.path("id").asInt() == 3);
            assertTrue(tooMany.path("message").asString().contains("1024"), tooMany.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldRefuseConnectionsAboveTheLimitsWithAnError(final RealClient.Kind kind)
    {
        refuse(kind, new Limits.Connections(2, 100, 0, 1_000), "this server");
        refuse(kind, new Limits.Connections(100, 2, 0, 1_000), "this address");
    }

    private static void refuse(final RealClient.Kind kind, final Limits.Connections limits, final String who)
    {
        try (TestServer server = TestServer.start(config ->
                TestServer.quiet(config).with(config.limits().with(limits)));
            RealClient first = server.connect("/ws");
            RealClient second = server.connect("/ws"))
        {
            first.await("open");
            second.await("open");
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 2);
            try (RealClient third = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
            {
                final JsonNode error = third.message("error");
                assertEquals("connection_limit", error.path("code").asString());
                assertTrue(error.path("message").asString().startsWith(who), error.toString());
                assertTrue(error.path("fatal").asBoolean());
                assertEquals(4504, third.closeCode());
            }
            second.closeWith(1000);
            assertEquals(1000, second.closeCode());
            TestServer.await(() -> server.connections() == 1, () -> "it stays");
            try (RealClient third = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
            {
                third.send(Map.of("type", "ping"));
                third.message("pong");
            }
        }
    }

    @Test
    void shouldHaveABoundOnAttempts()
    {
        final Limits.Connections limits = new Limits.Connections(100, 100, 3, 300_000);
        try (TestServer server = TestServer.start(config ->
            TestServer.quiet(config).with(config.limits().with(limits))))
        {
            for (int i = 0; i < 3; i++)
            {
                try (RealClient client = server.connect("/ws"))
                {
                    client.await("open");
                }
            }
            try (RealClient client = server.connect("/ws"))
            {
                final JsonNode refused = client.await("refused");
                assertEquals(429, refused.path("status").asInt());
                final int waitS = refused.path("headers").path("retry-after").get(0).asInt();
                assertTrue(waitS > 0 && waitS <= 101, refused.toString());
            }
            assertEquals(200, server.get("/health").statusCode());
        }
    }

    @Test
    void shouldCloseWhoIsIdleAndWhoDoesNotAnswer()
    {
        try (TestServer server = TestServer.start(config -> TestServer.quiet(config).with(
                config.limits().with(new Limits.Liveness(50, 600, 0))));
            RawSocket dead = RawSocket.handshake(server.port(), "/ws", "");
            RealClient node = RealClient.open(RealClient.Kind.NODE, server.url("/ws"), "json", Checks.PROTOCOL);
            RealClient python = RealClient.open(RealClient.Kind.PYTHON, server.url("/ws"), "json", Checks.PROTOCOL);
            RealClient jdk = server.connect("/ws"))
        {
            assertEquals(ClientFrames.PING, dead.frame().opcode());
            assertEquals(4001, dead.closeCode());
            dead.write(new ClientFrames(1).close(4001));
            assertNull(dead.frame());
            // These answer pings by themselves, and stay.
            for (final RealClient client : List.of(node, python, jdk))
            {
                client.send(Map.of("type", "ping"));
                client.message("pong");
            }
        }
        try (TestServer server = TestServer.start(config -> TestServer.quiet(config).with(
                config.limits().with(new Limits.Liveness(0, 0, 300))));
            RealClient client = server.connect("/ws"))
        {
            assertEquals(4000, client.closeCode());
        }
    }

    private static boolean isEchoed(final TestServer server)
    {
        try (RawSocket socket = RawSocket.handshake(server.port(), "/echo", ""))
        {
            socket.write(new ClientFrames(1).frame(ClientFrames.FIN | ClientFrames.TEXT, (byte)'b'));

            return socket.frame().text().equals("b");
        }
    }
}
