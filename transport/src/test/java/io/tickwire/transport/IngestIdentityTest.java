package io.tickwire.transport;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ingest.IngestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Who may publish, and what, where tokens say who a client is.
 */
class IngestIdentityTest
{
    private static final Entitlements TRADES =
        new Entitlements(List.of("trade", "orders", "broadcast*"), List.of("btc*"), List.of("alice"));
    private static final Map<String, Object> TRADE = Map.of(
        "type", "trade", "symbol", "BTC/USD", "venue", "desk-1", "price", 1, "quantity", 1);
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        final TestTokens tokens = new TestTokens()
            .with("reader", Entitlements.ALL, Role.READER)
            .with("desk", TRADES, Role.PUBLISHER, Role.READER);
        final IngestSettings settings = new IngestSettings(
            false, List.of("desk-*"), false, 1, 50, 16, 60_000, 0, 1);
        server = TestServer.start(
            config -> TestServer.quiet(config)
                .with(config.access().with(ServerConfig.Identity.REQUIRED))
                .with(settings),
            tokens);
        server.list("BTC/USD", "alpha", -2, -8);
        server.list("ETH/USD", "alpha", -2, -8);
        server.engine().names().venues().add("desk-1");
        server.engine().names().accounts().add("alice");
        server.engine().names().accounts().add("bob");
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @Test
    void shouldRefuseTheHandshakeOfWhoMayNot()
    {
        assertEquals(403, handshake("reader"));
        assertEquals(101, handshake("desk"));
        assertEquals(101, handshake(null));
    }

    @Test
    void shouldCloseWhoSaysByAMessageThatItMayNot()
    {
        try (RealClient client = server.connect("/ws/ingest"))
        {
            client.send(TRADE);
            assertEquals("forbidden", client.error());
            assertEquals(4503, client.closeCode());
        }
        try (RealClient client = server.connect("/ws/ingest"))
        {
            auth(client, "reader");
            client.send(TRADE);
            assertEquals("forbidden", client.error());
            assertEquals(4503, client.closeCode());
        }
    }

    @Test
    void shouldTakeTheTicksOfWhoSaysItByAMessage()
    {
        try (RealClient client = server.connect("/ws/ingest?publisher=late"))
        {
            auth(client, "desk");
            client.send(TRADE);
            assertEquals("desk/late", client.message("ingest_ready").path("publisher").asString());
            assertEquals(1, client.message("ack").path("accepted").asInt());
        }
    }

    /** An unknown name and one that is another's are refused in the same words. */
    @Test
    void shouldRefuseWhatItIsNotEntitledTo()
    {
        try (RealClient client = server.connect("/ws/ingest?publisher=entitled"))
        {
            auth(client, "desk");
            client.send(Map.of("type", "ticks", "ticks", List.of(
                tick("trade", "ETH/USD", "desk-1", "alice"),
                tick("trade", "XYZ/USD", "desk-1", "alice"),
                tick("trade", "BTC/USD", "alpha", "alice"),
                tick("trade", "BTC/USD", "desk-new", "alice"),
                tick("quote", "BTC/USD", "desk-2", "alice"),
                tick("order", "BTC/USD", "desk-1", "bob"),
                tick("order", "BTC/USD", "desk-1", "carol"))));
            final JsonNode ticks = client.message("error").path("ticks");
            assertEquals(7, ticks.size());
            for (int i = 0; i < ticks.size(); i++)
            {
                final String message = ticks.get(i).path("message").asString();
                assertTrue(message.startsWith(
                    i < 2 ? "symbol must be one that" : i < 5 ? "venue must be one that" : "account must be one that"),
                    message);
            }
            client.send(Map.of("type", "quote", "symbol", "BTC/USD", "venue", "desk-1", "bid", 1));
            assertTrue(client.message("error").path("message").asString().contains("type must be one that"));
        }
    }

    @Test
    void shouldNotApplyWhatIsBehindAGapWhereThatIsSet()
    {
        try (RealClient client = server.connect("/ws/ingest?publisher=gaps"))
        {
            auth(client, "desk");
            client.send(numbered(1));
            client.message("ack");
            client.send(numbered(3));
            assertEquals("sequence_gap", client.error());
            client.send(numbered(2));
            assertEquals(2, client.message("ack").path("last_seq").asInt());
        }
    }

    @Test
    void shouldSayWhoPublishedByItsName()
    {
        try (RealClient client = server.connect("/ws"))
        {
            auth(client, "desk");
            client.send(Map.of("type", "subscribe", "channel", "broadcast.desk"));
            client.message("subscribed");
            client.send(Map.of("type", "publish", "channel", "broadcast.desk", "data", 1));
            assertEquals("desk", client.message("broadcast").path("from").asString());
        }
    }

    private static int handshake(final String token)
    {
        final String headers = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        try (RawSocket socket = RawSocket.handshake(server.port(), "/ws/ingest?publisher=shake", headers))
        {
            return socket.status();
        }
    }

    private static void auth(final RealClient client, final String token)
    {
        client.send(Map.of("type", "auth", "token", token));
        client.message("authenticated");
    }

    private static Map<String, Object> numbered(final int seq)
    {
        return Map.of("type", "trade", "seq", seq, "symbol", "BTC/USD", "venue", "desk-1", "price", 1, "quantity", 1);
    }

    private static Map<String, Object> tick(
        final String type, final String symbol, final String venue, final String account)
    {
        return Map.of("type", type, "symbol", symbol, "venue", venue, "account", account, "price", 1, "quantity", 1,
            "side", "buy");
    }
}
