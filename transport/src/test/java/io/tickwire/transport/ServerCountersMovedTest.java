package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.session.ShardProxy;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each counter moves where it should, by as much as it should.
 */
class ServerCountersMovedTest
{
    private static final Map<String, Object> TRADES =
        Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("BTCUSDT"));

    private static final String SHORT = "short";

    @ParameterizedTest
    @EnumSource(value = ServerCounter.class, mode = EnumSource.Mode.EXCLUDE, names = {
        // Of addresses and pages: see NetworkTest.
        "ADDRESSES_REFUSED", "ORIGINS_REFUSED", "PROXY_HEADERS_REFUSED",
        // Of those who mean no good: see HostilePeersTest.
        "SOCKETS_REFUSED", "REQUESTS_OVERDUE", "BYTES_RATE_LIMITED", "CONTROL_RATE_LIMITED", "MESSAGES_OVERDUE",
        "MESSAGES_WITHOUT_ROOM",
        // Of keys that are taken away: see WithdrawnKeysTest.
        "TOKENS_WITHDRAWN",
        // Of subscriptions that have to wait for their answer: see HeldFramesTest.
        "SUBSCRIPTIONS_WITHOUT_ROOM",
        // Of clients that get frames deflated: see DeflatedFramesTest.
        "FRAMES_DEFLATED", "FRAMES_NOT_DEFLATED", "BYTES_BEFORE_DEFLATE", "BYTES_AFTER_DEFLATE",
        // These are of clients that do not keep up: see SlowCountersMovedTest, and of the last SlowHealingTest.
        "WRITES_PARTIAL", "FRAMES_CONFLATED", "EVENTS_DROPPED", "GAPS_TOLD", "DELTAS_DROPPED", "SNAPSHOTS_FOR_SLOW",
        "SLOW_TOLD", "BROADCASTS_DROPPED", "CLIENTS_OUT_OF_ROOM",
        // These are of TLS: see TlsTest and TlsFilesTest.
        "TLS_HANDSHAKES", "TLS_HANDSHAKES_FAILED", "TLS_HANDSHAKES_TIMED_OUT", "TLS_RENEGOTIATIONS_REFUSED",
        "TLS_RELOADS", "TLS_RELOADS_FAILED",
        // And these of publishers: see IngestTest and IngestPressureTest.
        "INGEST_FRAMES", "INGEST_TICKS", "INGEST_TICKS_REFUSED", "INGEST_DUPLICATES", "INGEST_GAPS", "INGEST_STALLS",
        "PUBLISHERS_SUPERSEDED"})
    void shouldMove(final ServerCounter counter)
    {
        final Consumer<TestServer> scenario = switch (counter)
        {
            case CONNECTIONS_OPENED, CONNECTIONS_CLOSED -> ServerCountersMovedTest::comeAndGo;
            case HANDSHAKES_REFUSED -> server -> refuse(server, "/ws?encoding=xml", counter);
            case CONNECTIONS_REFUSED_LIMIT -> ServerCountersMovedTest::comeWhereItIsFull;
            case ATTEMPTS_REFUSED -> server -> refuse(server, "/ws", counter);
            case TOKENS_REFUSED -> server -> showToken(server, "nobody's", counter);
            case TOKENS_EXPIRED -> server -> showToken(server, SHORT, counter);
            case AUTH_TIMEOUTS -> ServerCountersMovedTest::staySilent;
            case MESSAGES_RECEIVED, REPLIES_SENT, WRITES -> server -> ping(server, counter);
            case BYTES_RECEIVED, BYTES_WRITTEN -> ServerCountersMovedTest::exchange;
            case MESSAGES_REJECTED -> ServerCountersMovedTest::makeMistakes;
            case MESSAGES_RATE_LIMITED -> ServerCountersMovedTest::askTooMuch;
            case FRAMES_DELIVERED -> ServerCountersMovedTest::watch;
            case STREAMS_OPENED -> ServerCountersMovedTest::subscribe;
            case STREAMS_RECOVERED -> server -> comeBack(server, server.engine().epoch(), counter);
            case STREAMS_UNRECOVERED -> server -> comeBack(server, 1, counter);
            case TASKS_DEFERRED, CONNECTIONS_REFUSED_BUSY -> ServerCountersMovedTest::comeWhereItIsBusy;
            case SHARD_ERRORS -> server -> fail(server, counter, () -> throwAway(new IllegalStateException("a test")));
            case SHARD_FAILURES -> server -> fail(server, counter, () -> throwAway(new AssertionError("a test")));
            case ADDRESSES_REFUSED, ORIGINS_REFUSED, PROXY_HEADERS_REFUSED, SOCKETS_REFUSED, REQUESTS_OVERDUE,
                BYTES_RATE_LIMITED, CONTROL_RATE_LIMITED, MESSAGES_OVERDUE, MESSAGES_WITHOUT_ROOM,
                TOKENS_WITHDRAWN, SUBSCRIPTIONS_WITHOUT_ROOM,
                FRAMES_DEFLATED, FRAMES_NOT_DEFLATED, BYTES_BEFORE_DEFLATE,
                BYTES_AFTER_DEFLATE, WRITES_PARTIAL, FRAMES_CONFLATED, EVENTS_DROPPED, GAPS_TOLD,
                DELTAS_DROPPED, SNAPSHOTS_FOR_SLOW, SLOW_TOLD, BROADCASTS_DROPPED,
                CLIENTS_OUT_OF_ROOM,
                TLS_HANDSHAKES, TLS_HANDSHAKES_FAILED, TLS_HANDSHAKES_TIMED_OUT, TLS_RENEGOTIATIONS_REFUSED,
                TLS_RELOADS, TLS_RELOADS_FAILED,
                INGEST_FRAMES, INGEST_TICKS, INGEST_TICKS_REFUSED, INGEST_DUPLICATES,
                INGEST_GAPS, INGEST_STALLS, PUBLISHERS_SUPERSEDED ->
                throw new AssertionError("left out: " + counter);
        };
        final TestTokens tokens =
            new TestTokens().with(SHORT, SHORT, Entitlements.ALL, System.currentTimeMillis() + 5_000, Role.READER);
        try (TestServer server =
            TestServer.start(config -> limitsOf(counter).apply(TestServer.quiet(config)), tokens))
        {
            server.list("BTCUSDT", "alpha", -2, -6);
            assertEquals(0, server.count(counter));
            scenario.accept(server);
        }
    }

    private static UnaryOperator<ServerConfig> limitsOf(final ServerCounter counter)
    {
        return config -> switch (counter)
        {
            case CONNECTIONS_REFUSED_LIMIT ->
                config.with(config.limits().with(new Limits.Connections(1, 1, 0, 1_000)));
            case ATTEMPTS_REFUSED ->
                config.with(config.limits().with(new Limits.Connections(9, 9, 1, 3_600_000)));
            case MESSAGES_RATE_LIMITED ->
                config.with(config.limits().with(new Limits.Messages(0, 20, 1, 1 << 20, 1_024, 100, 4_096)));
            case AUTH_TIMEOUTS ->
                config.with(config.access().with(ServerConfig.Identity.REQUIRED))
                    .with(config.limits().with(new Limits.Identity(1, 10)));
            default -> config;
        };
    }

    private static void comeAndGo(final TestServer server)
    {
        try (RealClient first = server.connect("/ws"); RealClient second = server.connect("/ws"))
        {
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 2);
            assertEquals(0, server.count(ServerCounter.CONNECTIONS_CLOSED));
            first.closeWith(1000);
            assertEquals(1000, first.closeCode());
            server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, 1);
            second.kill();
            server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, 2);
        }
        assertEquals(2, server.count(ServerCounter.CONNECTIONS_OPENED));
    }

    private static void refuse(final TestServer server, final String path, final ServerCounter counter)
    {
        try (RealClient first = server.connect("/ws"); RealClient second = server.connect(path))
        {
            first.await("open");
            second.await("refused");
        }
        server.awaitCount(counter, 1);
    }

    private static void showToken(final TestServer server, final String token, final ServerCounter counter)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "auth", "token", token));
            server.awaitCount(counter, 1);
        }
    }

    private static void staySilent(final TestServer server)
    {
        try (RealClient client = server.connect("/ws"))
        {
            assertEquals(4501, client.closeCode());
        }
        server.awaitCount(ServerCounter.AUTH_TIMEOUTS, 1);
    }

    private static void comeWhereItIsFull(final TestServer server)
    {
        try (RealClient first = server.connect("/ws"))
        {
            first.await("open");
            server.awaitCount(ServerCounter.CONNECTIONS_OPENED, 1);
            try (RealClient second = server.connect("/ws"))
            {
                assertEquals(4504, second.closeCode());
            }
        }
        assertEquals(1, server.count(ServerCounter.CONNECTIONS_REFUSED_LIMIT));
        assertEquals(1, server.count(ServerCounter.CONNECTIONS_OPENED));
    }

    private static void ping(final TestServer server, final ServerCounter counter)
    {
        try (RealClient client = server.connect("/ws"))
        {
            for (int i = 1; i <= 3; i++)
            {
                client.send(Map.of("type", "ping"));
                client.message("pong");
                server.awaitCount(counter, i);
            }
        }
    }

    private static void exchange(final TestServer server)
    {
        final ClientFrames ping = new ClientFrames(1).frame(ClientFrames.FIN | ClientFrames.PING, (byte)1, (byte)2);
        try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", ""))
        {
            socket.write(ping);
            assertEquals(ClientFrames.PONG, socket.frame().opcode());
            server.awaitCount(ServerCounter.BYTES_RECEIVED, ping.length());
            server.awaitCount(ServerCounter.BYTES_WRITTEN, 4);
        }
    }

    private static void makeMistakes(final TestServer server)
    {
        try (RealClient client = server.connect("/ws"))
        {
            for (final String text : List.of("nonsense", "{\"type\":\"hello\"}", "{\"type\":\"unsubscribe\"}"))
            {
                client.sendText(text);
                client.message("error");
            }
            assertEquals(3, server.count(ServerCounter.MESSAGES_REJECTED));
            assertEquals(3, server.count(ServerCounter.MESSAGES_RECEIVED));
        }
    }

    private static void askTooMuch(final TestServer server)
    {
        try (RealClient client = server.connect("/ws"))
        {
            for (int i = 0; i < 3; i++)
            {
                client.send(Map.of("type", "request"));
            }
            client.message("response");
            client.message("error");
            client.message("error");
            assertEquals(2, server.count(ServerCounter.MESSAGES_RATE_LIMITED));
            assertEquals(0, server.count(ServerCounter.MESSAGES_REJECTED));
        }
    }

    private static void watch(final TestServer server)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(TRADES);
            client.message("subscribed");
            for (int i = 1; i <= 5; i++)
            {
                server.ticks("BTCUSDT", "alpha").trade(100, i, Side.BUY, i, 0);
            }
            client.message("trade_update", trade -> trade.path("trade_id").asInt() == 5);
            server.awaitCount(ServerCounter.FRAMES_DELIVERED, 5);
        }
    }

    private static void subscribe(final TestServer server)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "channels", List.of("price", "trade"), "symbols", List.of("*")));
            client.message("subscribed");
            client.message("subscribed");
            assertEquals(2, server.count(ServerCounter.STREAMS_OPENED));
        }
    }

    private static void comeBack(final TestServer server, final long epoch, final ServerCounter counter)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(TRADES);
            client.message("subscribed");
            client.send(Map.of("type", "unsubscribe", "channel", "trade"));
            client.message("unsubscribed");
            client.send(Map.of(
                "type", "subscribe", "channel", "trade", "symbols", List.of("BTCUSDT"),
                "since", Map.of("epoch", epoch, "seq", 0)));
            final boolean isRecovered = client.message("subscribed").path("recovered").asBoolean();
            assertEquals(counter == ServerCounter.STREAMS_RECOVERED, isRecovered);
            assertEquals(1, server.count(counter));
            assertEquals(2, server.count(ServerCounter.STREAMS_OPENED));
        }
    }

    private static void comeWhereItIsBusy(final TestServer server)
    {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch free = new CountDownLatch(1);
        final ShardProxy shard = server.server().shards().get(0).proxy();
        shard.offer(() ->
        {
            begun.countDown();
            awaitOf(free);
        });
        awaitOf(begun);
        try
        {
            boolean hasRoom = true;
            while (hasRoom)
            {
                hasRoom = shard.offer(begun::countDown);
            }
            assertEquals(1, server.count(ServerCounter.TASKS_DEFERRED));
            try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", ""))
            {
                assertEquals(101, socket.status());
                assertNull(socket.frame());
            }
            server.awaitCount(ServerCounter.CONNECTIONS_REFUSED_BUSY, 1);
            assertEquals(2, server.count(ServerCounter.TASKS_DEFERRED));
        }
        finally
        {
            free.countDown();
        }
        final CountDownLatch idle = new CountDownLatch(1);
        TestServer.await(() -> shard.offer(idle::countDown), () -> "the shard takes no task");
        awaitOf(idle);
        ping(server, ServerCounter.REPLIES_SENT);
    }

    private static void fail(final TestServer server, final ServerCounter counter, final Runnable failure)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "ping"));
            client.message("pong");
            server.server().shards().get(0).proxy().offer(failure);
            server.awaitCount(counter, 1);
            if (counter == ServerCounter.SHARD_FAILURES)
            {
                client.await(
                    event -> List.of("close", "error").contains(event.path("event").asString()), "end");
            }
            else
            {
                client.send(Map.of("type", "ping"));
                client.message("pong");
            }
        }
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "ping"));
            assertTrue(client.message("pong").path("t_in").asLong() > 0);
        }
    }

    private static void throwAway(final Throwable failure)
    {
        if (failure instanceof final Error error)
        {
            throw error;
        }
        throw (RuntimeException)failure;
    }

    private static void awaitOf(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
