package io.tickwire.transport;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a client becomes somebody, and for how long.
 */
class IdentityTest
{
    private static final Entitlements BITCOIN = new Entitlements(List.of("*"), List.of("btc*"), List.of());
    private static final Map<String, Object> PING = Map.of("type", "ping");

    private final TestTokens tokens = new TestTokens()
        .with("reader", Entitlements.MARKET, Role.READER)
        .with("bitcoin", BITCOIN, Role.READER)
        .with("publisher", Entitlements.MARKET, Role.PUBLISHER);

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldTellNothingBeforeATokenCame(final RealClient.Kind kind)
    {
        try (TestServer server = required(config -> config);
            RealClient client = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
        {
            for (final Map<String, ?> message : List.of(
                Map.of("type", "subscribe", "symbols", List.of("btcusdt")),
                Map.of("type", "subscribe", "channel", "heartbeat"),
                Map.of("type", "unsubscribe"),
                Map.of("type", "update"),
                Map.of("type", "request"),
                Map.of("type", "resync", "symbol", "btcusdt"),
                Map.of("type", "publish", "channel", "broadcast", "data", 1),
                Map.of("type", "replay_control", "action", "pause")))
            {
                client.send(message);
                assertEquals("unauthorized", client.error(), message.toString());
            }
            client.send(PING);
            client.message("pong");
            client.send(Map.of("type", "auth", "token", "reader", "id", 7));
            final JsonNode authenticated = client.message("authenticated");
            assertEquals("reader", authenticated.path("principal").asString());
            assertEquals(List.of("reader"), SubscriptionsTest.texts(authenticated, "roles"));
            assertEquals(7, authenticated.path("id").asInt());
            assertFalse(authenticated.has("expires_at"));
            client.send(Map.of("type", "subscribe", "symbols", List.of("btcusdt")));
            client.message("subscribed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws"})
    void shouldNotWaitForATokenForEver(final String path)
    {
        try (TestServer server = required(
                config -> config.with(config.limits().with(new Limits.Identity(1, 400))));
            RealClient client = server.connect(path))
        {
            client.send(PING);
            final JsonNode error = client.message("error");
            assertEquals("auth_timeout", error.path("code").asString());
            assertTrue(error.path("fatal").asBoolean());
            assertEquals(4501, client.closeCode());
            assertEquals(List.of("pong", "error"), client.types());
        }
    }

    @Test
    void shouldTakeThreeBadTokens()
    {
        try (TestServer server = required(config -> config); RealClient client = server.connect("/ws"))
        {
            for (int i = 1; i <= 3; i++)
            {
                client.send(Map.of("type", "auth", "token", "nobody's", "id", i));
                final JsonNode error = client.message("error");
                assertEquals("unauthorized", error.path("code").asString());
                assertEquals(i, error.path("id").asInt());
                assertFalse(error.toString().contains("nobody"), error::toString);
                assertEquals(i == 3, error.has("fatal"));
            }
            assertEquals(4501, client.closeCode());
        }
    }

    @Test
    void shouldTakeLittleBeforeATokenCame()
    {
        final Map<String, Object> large = Map.of("type", "ping", "other", "a".repeat(70_000));
        try (TestServer server = required(config -> config);
            RealClient unknown = server.connect("/ws"); RealClient known = server.connect("/ws"))
        {
            unknown.send(large);
            assertEquals(1009, unknown.closeCode());
            known.send(Map.of("type", "auth", "token", "reader"));
            known.message("authenticated");
            known.send(large);
            known.message("pong");
        }
    }

    @Test
    void shouldTakeATokenInTheHandshake()
    {
        try (TestServer server = required(config -> config);
            RealClient client = server.connect("/ws", "tickwire.token.reader", "tickwire.v1.json");
            RealClient refused = server.connect("/ws", "tickwire.v1.json", "tickwire.token.nobodys"))
        {
            assertEquals("tickwire.v1.json", client.await("open").path("protocol").asString());
            client.message("welcome");
            client.send(Map.of("type", "request", "method", "symbols"));
            client.message("response");
            assertEquals(401, refused.await("refused").path("status").asInt());
            assertEquals(101, handshake(server, "/ws", "Authorization: bearer reader\r\n"));
            assertEquals(401, handshake(server, "/ws", "Authorization: Bearer nobody's\r\n"));
            assertEquals(401, handshake(server, "/ws", "Authorization: Bearer \r\n"));
            assertEquals(401, handshake(
                server, "/ws", "Authorization: Bearer reader\r\nAuthorization: Bearer reader\r\n"));
            assertEquals(101, handshake(server, "/ws", "Authorization: Basic cmVhZGVyOng=\r\n"));
            assertEquals(401, handshake(server, "/ws?token=reader", ""));
        }
        try (TestServer server = required(config -> config.with(access(config.access(), true, List.of()))))
        {
            assertEquals(101, handshake(server, "/ws?token=reader", ""));
            assertEquals(401, handshake(server, "/ws?token=nobodys", ""));
            assertEquals(401, handshake(server, "/ws?token=reader", "Authorization: Bearer reader\r\n"));
            assertEquals(401, server.get("/api/symbols?token=reader").statusCode());
        }
    }

    @Test
    void shouldNotEchoATokenThatStandsAlone()
    {
        try (TestServer server = required(config -> config);
            RealClient client = server.connect("/ws", "tickwire.token.reader"))
        {
            final JsonNode refused = client.await("refused");
            assertEquals(400, refused.path("status").asInt());
            assertFalse(refused.toString().contains("reader"), refused::toString);
        }
    }

    @Test
    void shouldEndWhatTheNewIdentityMayNotHave()
    {
        try (TestServer server = required(config -> config); RealClient client = server.connect("/ws"))
        {
            auth(client, "reader");
            client.send(Map.of("type", "subscribe", "channels", List.of("trade", "bbo"), "symbols", List.of("*")));
            client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("btc*", "ethusdt")));
            client.send(Map.of("type", "subscribe", "channels", List.of("market", "heartbeat")));
            for (int i = 0; i < 4; i++)
            {
                client.message("subscribed");
            }
            client.send(Map.of("type", "subscribe", "channel", "price", "symbols", List.of("btcusdt")));
            client.message("subscribed", one -> one.path("channel").asString().equals("price"));
            auth(client, "bitcoin");
            for (final String channel : List.of("trade", "bbo", "market"))
            {
                assertEquals("forbidden", client.error());
                assertEquals(channel, client.message("unsubscribed").path("channel").asString());
            }
            client.send(Map.of("type", "request", "method", "subscriptions"));
            assertEquals(
                List.of("price", "heartbeat"),
                client.message("response").path("result").path("subscriptions").valueStream()
                    .map(one -> one.path("channel").asString()).toList());

            client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("*")));
            assertEquals(List.of("BTCUSDT"), SubscriptionsTest.texts(client.message("subscribed"), "symbol"));
            auth(client, "reader");
            final JsonNode joined = client.message("subscribed");
            assertEquals("trade", joined.path("channel").asString());
            assertEquals(List.of("ETHUSDT"), SubscriptionsTest.texts(joined, "symbol"));
            auth(client, "publisher");
            client.message("unsubscribed", one -> one.path("channel").asString().equals("trade"));
            client.message("unsubscribed", one -> one.path("channel").asString().equals("heartbeat"));
            client.send(Map.of("type", "request"));
            assertEquals("forbidden", client.message("error", one -> !one.path("message").asString().contains("all"))
                .path("code").asString());
        }
    }

    @Test
    void shouldEndWithItsToken()
    {
        try (TestServer server = required(config -> config);
            RealClient ending = server.connect("/ws"); RealClient renewing = server.connect("/ws"))
        {
            // Only now: a server may take seconds to start.
            final long soonMs = System.currentTimeMillis() + 3_000;
            final long laterMs = System.currentTimeMillis() + 3_600_000;
            tokens.with("soon", "one", Entitlements.MARKET, soonMs, Role.READER);
            tokens.with("later", "one", Entitlements.MARKET, laterMs, Role.READER);
            for (final RealClient client : List.of(ending, renewing))
            {
                client.send(Map.of("type", "auth", "token", "soon"));
                assertEquals(soonMs, client.message("authenticated").path("expires_at").asLong());
                assertEquals(soonMs, client.message("expiring").path("expires_at").asLong());
            }
            renewing.send(Map.of("type", "auth", "token", "later"));
            assertEquals(laterMs, renewing.message("authenticated").path("expires_at").asLong());
            final JsonNode error = ending.message("error");
            assertEquals("unauthorized", error.path("code").asString());
            assertTrue(error.path("fatal").asBoolean());
            assertEquals(4501, ending.closeCode());
            assertEquals(1, ending.messages("expiring").size());
            assertTrue(System.currentTimeMillis() >= soonMs);
            renewing.send(PING);
            renewing.message("pong");
            renewing.send(Map.of("type", "auth", "token", "soon"));
            assertEquals("unauthorized", renewing.error());
        }
    }

    @Test
    void shouldHaveABoundOnTheConnectionsOfAName()
    {
        tokens.with("other", "reader", Entitlements.MARKET, Principal.NEVER, Role.READER);
        try (TestServer server = required(
            config -> config.with(config.limits().with(new Limits.Identity(2, 60_000)))))
        {
            final RealClient first = server.connect("/ws", "tickwire.v1.json", "tickwire.token.reader");
            first.message("welcome");
            final RealClient second = server.connect("/ws");
            auth(second, "other");
            auth(second, "reader");
            final RealClient third = server.connect("/ws");
            third.send(Map.of("type", "auth", "token", "reader"));
            final RealClient fourth = server.connect("/ws", "tickwire.v1.json", "tickwire.token.reader");
            for (final RealClient refused : List.of(third, fourth))
            {
                assertEquals("connection_limit", refused.error());
                assertEquals(4504, refused.closeCode());
            }

            // Who becomes another makes room, and so does who goes.
            auth(second, "bitcoin");
            final RealClient fifth = server.connect("/ws", "tickwire.v1.json", "tickwire.token.reader");
            fifth.message("welcome");
            first.kill();
            TestServer.await(
                () -> handshakeAndStay(server, "Authorization: Bearer reader\r\n"), () -> "there is no room");
            List.of(first, second, third, fourth, fifth).forEach(RealClient::close);
        }
    }

    @Test
    void shouldAnswerOverHttpWhoIsKnown()
    {
        tokens.with("noCandles", new Entitlements(List.of("trade"), List.of("*"), List.of()), Role.READER);
        try (TestServer server = required(config -> config))
        {
            for (final String path : List.of("/metrics", "/api/symbols", "/api/history/BTCUSDT", "/api/nothing"))
            {
                final HttpResponse<String> without = server.get(path);
                assertEquals(401, without.statusCode(), path);
                assertEquals("Bearer", without.headers().firstValue("www-authenticate").orElseThrow());
                assertEquals(401, server.request("GET", path, "nobody's", "").statusCode());
                assertEquals(403, server.request("GET", path, "publisher", "").statusCode());
            }
            assertEquals(200, server.request("GET", "/metrics", "reader", "").statusCode());
            final String symbols = server.request("GET", "/api/symbols", "bitcoin", "").body();
            assertTrue(symbols.contains("BTCUSDT") && !symbols.contains("ETHUSDT"), symbols);
            assertEquals(200, server.request("GET", "/api/history/btcusdt", "bitcoin", "").statusCode());
            final HttpResponse<String> kept = server.request("GET", "/api/history/ETHUSDT", "bitcoin", "");
            final HttpResponse<String> none = server.request("GET", "/api/history/NONE", "bitcoin", "");
            assertEquals(404, kept.statusCode());
            assertEquals(none.body().replace("NONE", "ETHUSDT"), kept.body());
            assertEquals(403, server.request("GET", "/api/history/NONE", "noCandles", "").statusCode());
            for (final String path : List.of("/health", "/health/live", "/health/ready", "/", "/schema/index.json"))
            {
                assertEquals(200, server.get(path).statusCode(), path);
            }
        }
        try (TestServer server = required(config -> config.with(access(config.access(), false, List.of("/metrics")))))
        {
            assertEquals(200, server.get("/metrics").statusCode());
            assertEquals(401, server.get("/api/symbols").statusCode());
        }
    }

    @Test
    void shouldGiveTheSilentWhatTheyMayHave()
    {
        try (TestServer server = required(config -> config.with(new ServerConfig.Shards(
                1, List.of(), 1 << 20, 32L << 20, 50, 50, 1_000)));
            RealClient unknown = server.connect("/");
            RawSocket all = RawSocket.handshake(server.port(), "/", "Authorization: Bearer reader\r\n");
            RawSocket some = RawSocket.handshake(server.port(), "/", "Authorization: Bearer bitcoin\r\n"))
        {
            assertTrue(all.frame(1).text().contains("\"status\"") || all.frame(1).text().contains("server_status"));
            String told = some.frame(1).text();
            while (!told.contains("\"error\""))
            {
                told = some.frame(1).text();
            }
            assertTrue(told.contains("forbidden"), told);
            unknown.send(PING);
            unknown.message("pong");
            assertEquals(List.of("pong"), unknown.types(), "not even how the server is");
        }
    }

    @Test
    void shouldJoinWhatIsListedLaterIfEntitled()
    {
        final Entitlements some = new Entitlements(List.of("*"), List.of("btc*"), List.of("own-*", "A"));
        tokens.with("some", some, Role.READER);
        try (TestServer server = required(config -> config); RealClient client = server.connect("/ws"))
        {
            server.engine().names().accounts().add("own-1");
            server.engine().names().accounts().add("other-1");
            auth(client, "some");
            client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("*")));
            client.message("subscribed");
            client.send(Map.of("type", "subscribe", "channel", "orders"));
            assertEquals(List.of("own-1"), SubscriptionsTest.texts(client.message("subscribed"), "accounts"));
            server.engine().names().accounts().add("other-2");
            server.engine().names().accounts().add("a");
            final int late = server.engine().names().accounts().add("own-2");
            server.list("ETHBTC", "alpha", -2, -6);
            server.list("BTCEUR", "alpha", -2, -6);
            final List<JsonNode> joined = List.of(client.message("subscribed"), client.message("subscribed"));
            assertTrue(joined.stream().anyMatch(
                one -> one.path("accounts").valueStream().map(JsonNode::asString).toList().equals(List.of("own-2"))),
                joined::toString);
            assertTrue(joined.stream().anyMatch(
                one -> one.path("symbol").valueStream().map(JsonNode::asString).toList().equals(List.of("BTCEUR"))),
                joined::toString);
            server.ticks("BTCUSDT", "alpha").order(late, 105, 20, "late", "own");
            assertEquals("own-2", client.message("order_update").path("account").asString());

            // Another's account, one that is not there, and one that is there as another spells it, are the same.
            for (final String account : List.of("other-1", "other-7", "OWN-1"))
            {
                client.send(Map.of("type", "subscribe", "channel", "positions", "symbols", List.of(account)));
                if (account.equals("OWN-1"))
                {
                    client.message("subscribed");
                }
                else
                {
                    assertEquals("forbidden", client.error());
                }
            }
            client.send(Map.of("type", "subscribe", "channel", "positions", "symbols", List.of("A")));
            assertEquals("invalid_symbol", client.error());
            client.send(Map.of("type", "subscribe", "channel", "positions", "symbols", List.of("own-7")));
            assertEquals("invalid_symbol", client.error());
        }
    }

    @Test
    void shouldNotStartWhereNobodyCouldComeIn()
    {
        final ServerConfig defaults = TestServer.config();
        try (TickwireServer server =
            new TickwireServer(defaults.with(defaults.access().with(ServerConfig.Identity.REQUIRED))))
        {
            final StartException refused = assertThrows(StartException.class, server::start);
            assertTrue(refused.getMessage().contains("access.identity"), refused::getMessage);
        }
    }

    @Test
    void shouldSayThatTokensAreOfNoUse()
    {
        try (TestServer server = TestServer.start(); RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "auth", "token", "any"));
            assertEquals("not_available", client.error());
            assertEquals(401, handshake(server, "/ws", "Authorization: Bearer any\r\n"));
        }
    }

    private TestServer required(final UnaryOperator<ServerConfig> change)
    {
        final TestServer server = TestServer.start(
            config -> change.apply(TestServer.quiet(config)
                .with(config.access().with(ServerConfig.Identity.REQUIRED))),
            tokens);
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("ETHUSDT", "alpha", -2, -6);

        return server;
    }

    private static ServerConfig.Access access(
        final ServerConfig.Access access, final boolean isTokenInQuery, final List<String> openPaths)
    {
        return new ServerConfig.Access(
            access.identity(),
            isTokenInQuery,
            openPaths,
            access.publishers(),
            access.privateChannels(),
            access.network(),
            access.credentials());
    }

    private static void auth(final RealClient client, final String token)
    {
        client.send(Map.of("type", "auth", "token", token));
        client.message("authenticated");
    }

    private static int handshake(final TestServer server, final String path, final String headers)
    {
        try (RawSocket socket = RawSocket.handshake(server.port(), path, headers))
        {
            return socket.status();
        }
    }

    private static boolean handshakeAndStay(final TestServer server, final String headers)
    {
        try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", headers))
        {
            socket.write(new ClientFrames(1).frame(
                ClientFrames.FIN | ClientFrames.PING, (byte)1));

            return socket.frame().opcode() == RawClient.PONG;
        }
    }
}
