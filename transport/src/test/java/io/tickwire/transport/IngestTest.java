package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What publishers send, as others get it, and as publishers are answered.
 */
class IngestTest
{
    private static final Map<String, Object> TRADE =
        Map.of("type", "trade", "symbol", "BTC/USD", "venue", "desk", "price", 67_234.5, "quantity", 0.25);
    private static TestServer server;
    private static RealClient holder;

    @BeforeAll
    static void start()
    {
        server = TestServer.start(config -> TestServer.quiet(config)
            .with(config.engine().with(new EngineConfig.Ticks(4_096, 512))));
        server.list("BTC/USD", "alpha", -2, -8);
        holder = publisher(RealClient.Kind.JDK, "json", "");
        holder.send(Map.of("type", "define", "venues", List.of("alpha")));
        holder.message("defined");
    }

    @AfterAll
    static void stop()
    {
        holder.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"NODE, json", "NODE, msgpack", "PYTHON, json", "PYTHON, msgpack", "JDK, json", "JDK, msgpack"})
    void shouldTellOthersTheVeryValues(final RealClient.Kind kind, final String form)
    {
        final String venue = "desk-" + kind + "-" + form;
        try (RealClient publisher = publisher(kind, form, "");
            RealClient reader = server.connect("/ws"))
        {
            publisher.send(Map.of("type", "ticks", "ticks", List.of(
                Map.of("type", "quote", "symbol", "btc/usd", "venue", venue, "bid", "67234.50", "ask", 67_234.75))));
            publisher.message("ack");
            reader.send(Map.of(
                "type", "subscribe", "channels", List.of("trade", "bbo", "book"), "symbols", List.of("BTC/USD"),
                "venues", List.of(venue)));
            reader.message("subscribed");
            reader.message("bbo_update", message -> message.path("bid").asDouble() == 67_234.5);
            publisher.send(Map.of("type", "ticks", "ticks", List.of(
                Map.of("type", "trade", "symbol", "BTC/USD", "venue", venue, "price", 67_234.56, "quantity",
                    0.00000001, "side", "sell", "trade_id", "00000000-0000-0001-0000-000000000002",
                    "t_ex", 1_700_000_000_000_001L),
                Map.of("type", "book", "symbol", "BTC/USD", "venue", venue,
                    "bids", levels(67_234, -1, 60), "asks", levels(67_235, 1, 60)))));

            final JsonNode trade = reader.message("trade_update");
            assertEquals("67234.56", trade.path("price").asString());
            assertEquals("1.0E-8", Double.toString(trade.path("quantity").asDouble()));
            assertEquals("sell", trade.path("side").asString());
            assertEquals("00000000-0000-0001-0000-000000000002", trade.path("trade_id").asString());
            assertEquals(1_700_000_000_000_001L, trade.path("t_ex").asLong());
            assertTrue(trade.path("t_in").asLong() > 1_700_000_000_000_001L);
            final JsonNode book = reader.message("orderbook_update", message -> !message.path("bids").isEmpty());
            assertEquals(67_234, book.path("bids").get(0).path("price").asInt());
            assertEquals(20, book.path("asks").size());
        }
    }

    @Test
    void shouldSayOfEachBadTickWhatIsWrongAndTakeTheOthers()
    {
        try (RealClient publisher = publisher(RealClient.Kind.JDK, "json", ""))
        {
            publisher.send(Map.of("type", "ticks", "seq", 1, "ticks", List.of(
                TRADE,
                tick("trade", "price", -1),
                tick("trade", "price", 1.005),
                tick("quote", "bid", 1.01, "ask", 1),
                tick("trade", "price", 1, "symbol", "XYZ"),
                tick("trade", "price", 1, "venue", "alpha"),
                tick("dance"),
                7,
                tick("trade", "price", "NaN"),
                TRADE)));
            final JsonNode error = publisher.message("error");
            assertEquals("invalid_tick", error.path("code").asString());
            assertEquals(1, error.path("seq").asInt());
            assertEquals(8, error.path("refused").asInt());
            final List<String> faults = new ArrayList<>();
            error.path("ticks").forEach(tick ->
                faults.add(tick.path("index").asInt() + " " + tick.path("message").asString()));
            assertEquals(
                List.of(
                    "1 price must be from 0.01 to 9999999999999999.99: price=-1.00",
                    "2 price must be a number of exponent -2 in 64 bits: price=1.005",
                    "3 bid must not be above ask: bid=1.01 ask=1.00",
                    "4 symbol must be one that is defined and that this publisher may publish: symbol=XYZ",
                    "5 venue must be one that this publisher may publish for: venue=alpha"),
                faults.subList(0, 5));
            assertTrue(faults.get(5).startsWith("6 type must be one of trade, quote, book"), faults.get(5));
            assertEquals("7 a tick is a map", faults.get(6));
            assertTrue(faults.get(7).startsWith("8 price must be a number"), faults.get(7));
            final JsonNode ack = publisher.message("ack");
            assertEquals(1, ack.path("last_seq").asInt());
            assertEquals(2, ack.path("accepted").asInt());
            assertEquals(8, ack.path("refused").asInt());
            publisher.sendText("{\"type\":\"ticks\",\"seq\":2,\"ticks\":[{]}");
            assertEquals("invalid_message", publisher.error());
            publisher.send(Map.of("type", "ping", "id", 5));
            assertEquals(5, publisher.message("pong").path("id").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldGoOnAfterAReconnectWithoutApplyingAnythingTwice(final RealClient.Kind kind)
    {
        final String name = "resuming-" + kind;
        final long before = server.count(ServerCounter.INGEST_DUPLICATES);
        try (RealClient reader = server.connect("/ws"))
        {
            try (RealClient publisher = publisher(kind, "json", "?publisher=" + name))
            {
                publisher.send(numbered(1, name));
                publisher.message("ack");
                publisher.send(Map.of("type", "book", "symbol", "BTC/USD", "venue", name,
                    "bids", levels(1, -1, 1), "asks", levels(2, 1, 1)));
                publisher.message("ack");
                reader.send(Map.of("type", "subscribe", "channels", List.of("trade", "book"),
                    "symbols", List.of("BTC/USD"), "venues", List.of(name)));
                reader.message("orderbook_update");
                for (int seq = 3; seq <= 5; seq++)
                {
                    publisher.send(numbered(seq, name));
                }
                publisher.message("ack", message -> message.path("last_seq").asInt() == 5);
                publisher.kill();
            }
            reader.message("stale");
            try (RealClient again = RealClient.open(
                kind, server.url("/ws/ingest?publisher=" + name), "json", Checks.PROTOCOL))
            {
                assertEquals(5, again.message("ingest_ready").path("last_seq").asInt());
                for (int seq = 4; seq <= 8; seq++)
                {
                    again.send(numbered(seq, name));
                }
                again.message("ack", message -> message.path("last_seq").asInt() == 8);
            }
            reader.message("trade_update", message -> message.path("trade_id").asInt() == 8);
            assertEquals(
                List.of(3, 4, 5, 6, 7, 8),
                reader.messages("trade_update").stream().map(trade -> trade.path("trade_id").asInt()).toList());
            assertEquals(2, server.count(ServerCounter.INGEST_DUPLICATES) - before);
        }
    }

    @Test
    void shouldTellAGapAndApplyTheFrameOrNot()
    {
        try (RealClient publisher = publisher(RealClient.Kind.JDK, "json", ""))
        {
            publisher.send(numbered(7, "gap"));
            publisher.send(numbered(9, "gap"));
            final JsonNode error = publisher.message("error");
            assertEquals("sequence_gap", error.path("code").asString());
            assertEquals(8, error.path("expected").asInt());
            assertEquals(9, error.path("seq").asInt());
            publisher.message("ack", message -> message.path("last_seq").asInt() == 9);
        }
    }

    @Test
    void shouldHaveOneConnectionForEachPublisher()
    {
        try (RealClient first = publisher(RealClient.Kind.JDK, "json", "?publisher=twice"))
        {
            first.send(numbered(3, "twice"));
            first.message("ack");
            try (RealClient second = RealClient.open(
                RealClient.Kind.NODE, server.url("/ws/ingest?publisher=twice"), "json", Checks.PROTOCOL))
            {
                assertEquals(3, second.message("ingest_ready").path("last_seq").asInt());
                assertEquals(4507, first.closeCode());
                second.send(numbered(4, "twice"));
                assertEquals(4, second.message("ack").path("last_seq").asInt());
                assertEquals(1, server.count(ServerCounter.PUBLISHERS_SUPERSEDED));
            }
        }
    }

    @Test
    void shouldDefineWhatIsNotKnown()
    {
        try (RealClient publisher = publisher(RealClient.Kind.JDK, "json", ""))
        {
            publisher.send(Map.of("type", "define", "id", 1,
                "symbols", List.of(Map.of("symbol", "NEW/EUR", "px_exp", -3, "qty_exp", 0)),
                "venues", List.of("newdesk"), "accounts", List.of("newone")));
            final JsonNode defined = publisher.message("defined");
            assertEquals("NEW/EUR", defined.path("symbols").get(0).path("symbol").asString());
            assertEquals(
                server.engine().names().symbols().idOf("NEW/EUR"),
                defined.path("symbols").get(0).path("symbol_id").asInt());
            publisher.send(Map.of("type", "define",
                "symbols", List.of(Map.of("symbol", "NEW/EUR", "px_exp", -2, "qty_exp", 0))));
            assertEquals("invalid_argument", publisher.error());
            publisher.send(Map.of("type", "define", "venues", List.of("alpha")));
            assertEquals("forbidden", publisher.error());
        }
    }

    @Test
    void shouldTellPrivateTicksToTheirOwnerAlone()
    {
        try (RealClient publisher = publisher(RealClient.Kind.JDK, "msgpack", "");
            RealClient owner = server.connect("/ws");
            RealClient other = server.connect("/ws"))
        {
            publisher.send(Map.of("type", "define", "accounts", List.of("alice", "bob")));
            publisher.message("defined");
            subscribe(owner, "alice");
            subscribe(other, "bob");
            publisher.send(Map.of("type", "order", "account", "alice", "symbol", "BTC/USD", "venue", "private",
                "order_id", "o-1", "side", "buy", "order_type", "limit", "status", "new", "price", 1.5, "quantity", 2));
            publisher.send(Map.of("type", "balance", "account", "bob", "venue", "private", "asset", "USD",
                "balance", 1_000.25, "available", "900"));
            assertEquals("o-1", owner.message("order_update").path("order_id").asString());
            assertEquals(1_000.25, other.message("account_update").path("balance").asDouble());
            assertTrue(owner.messages("account_update").isEmpty());
            assertTrue(other.messages("order_update").isEmpty());
        }
    }

    @Test
    void shouldRefuseWhoMayNotPublish()
    {
        try (TestServer closed = TestServer.start(config -> TestServer.quiet(config)
            .with(config.access().with(ServerConfig.Admission.NONE, ServerConfig.Admission.NONE)));
            RealClient client = closed.connect("/ws/ingest"))
        {
            assertEquals(403, client.await("refused").path("status").asInt());
        }
    }

    private static RealClient publisher(final RealClient.Kind kind, final String form, final String query)
    {
        final String encoding = (query.isEmpty() ? "?" : query + "&") + "encoding=" + form;
        final RealClient client =
            RealClient.open(kind, server.url("/ws/ingest" + encoding), form, Checks.PROTOCOL);
        client.message("ingest_ready");

        return client;
    }

    private static void subscribe(final RealClient client, final String account)
    {
        client.send(Map.of(
            "type", "subscribe", "channels", List.of("orders", "account"), "symbols", List.of(account)));
        client.message("subscribed");
        client.message("subscribed");
    }

    private static Map<String, Object> numbered(final int seq, final String venue)
    {
        return Map.of("type", "trade", "seq", seq, "symbol", "BTC/USD", "venue", venue, "price", 1, "quantity", 1,
            "trade_id", seq);
    }

    private static Map<String, Object> tick(final String type, final Object... fields)
    {
        final Map<String, Object> tick = new HashMap<>(TRADE);
        tick.put("type", type);
        for (int i = 0; i < fields.length; i += 2)
        {
            tick.put((String)fields[i], fields[i + 1]);
        }

        return tick;
    }

    private static List<List<Number>> levels(final int from, final int step, final int count)
    {
        final List<List<Number>> levels = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            levels.add(List.of(from + i * step, 1.5));
        }

        return levels;
    }
}
