package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Questions and their answers, pings and pongs, and what the server says of itself.
 */
class RequestsTest
{
    private static final double TIMESTAMP = 1_700_000_000.125;
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.start(config -> TestServer.quiet(config)
            .with(new ServerConfig.Shards(1, List.of(), 64L << 20, 32L << 20, 200, 100, 2_000)));
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("BTCUSDT", "beta", -2, -6);
        server.list("ETHUSDT", "alpha", -3, -4);
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "channels", List.of("price", "book"), "symbols", List.of("*")));
            client.message("subscribed");
            client.message("subscribed");
            server.ticks("BTCUSDT", "alpha").bookSnapshot(0, true, new long[]{100, 5}, new long[]{102, 6});
            server.ticks("BTCUSDT", "alpha").trade(101, 7, Side.BUY, 1, 0);
            client.message("orderbook_update");
            client.message("price_update", price -> price.path("price").isNumber());
        }
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldAnswerInBothForms(final RealClient.Kind kind)
    {
        for (final String form : List.of("json", "msgpack"))
        {
            try (RealClient client = RealClient.open(kind, server.url("/ws"), form, Checks.PROTOCOL))
            {
                client.send(Map.of("type", "request", "timestamp", TIMESTAMP, "id", "q"));
                final JsonNode response = client.message("response");
                assertEquals(TIMESTAMP, response.path("timestamp").asDouble());
                assertEquals("status", response.path("method").asString());
                assertEquals("q", response.path("id").asString());
                final double ageS = System.currentTimeMillis() / 1e3 - response.path("server_time").asDouble();
                assertTrue(Math.abs(ageS) < 60, response.toString());
                assertStatus(response.path("result"));
                client.send(Map.of("type", "ping", "timestamp", 12_345, "id", 6));
                assertPong(client.message("pong"), 12_345, 6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack"})
    void shouldTellASnapshot(final String form)
    {
        try (RealClient client =
            RealClient.open(RealClient.Kind.JDK, server.url("/ws"), form, Checks.PROTOCOL))
        {
            final JsonNode books = ask(client, "snapshot", Map.of(
                "symbol", "BTCUSDT", "channel", "book", "depth", 5, "venue", "alpha"));
            assertEquals(1, books.size());
            assertEquals("orderbook_update", books.get(0).path("type").asString());
            assertEquals(1.02, books.get(0).path("asks").get(0).path("price").asDouble());
            final JsonNode prices = ask(client, "snapshot", Map.of("symbol", "BTCUSDT"));
            assertEquals("price_update", prices.get(0).path("type").asString());
            assertEquals(1.01, prices.get(0).path("price").asDouble());
            assertEquals(0, ask(client, "snapshot", Map.of("symbol", "ETHUSDT", "channel", "book")).size());
        }
    }

    @Test
    void shouldTellSymbolsAndSubscriptions()
    {
        try (RealClient client = server.connect("/ws"))
        {
            final JsonNode symbols = ask(client, "symbols", Map.of());
            assertEquals(2, symbols.size());
            assertEquals("BTCUSDT", symbols.get(0).path("symbol").asString());
            assertEquals(2, symbols.get(0).path("venues").size());
            assertEquals(-2, symbols.get(0).path("px_exp").asInt());
            assertEquals(-6, symbols.get(0).path("qty_exp").asInt());

            client.send(Map.of(
                "type", "subscribe", "channels", List.of("trade", "heartbeat"), "symbols", List.of("BTC*")));
            client.message("subscribed");
            final JsonNode result = ask(client, "subscriptions", Map.of());
            assertFalse(result.path("connection").asString().isEmpty());
            final JsonNode first = result.path("subscriptions").get(0);
            assertEquals("trade", first.path("channel").asString());
            assertEquals("BTC*", first.path("symbol").asString());
            assertEquals("raw", first.path("class").asString());
            assertEquals(2, first.path("streams").asInt());
            assertEquals("heartbeat", result.path("subscriptions").get(1).path("channel").asString());
        }
    }

    @Test
    void shouldTellFiguresOfTheServer()
    {
        try (RealClient client = server.connect("/ws"))
        {
            assertMetrics(ask(client, "metrics", Map.of()));
            final JsonNode health = ask(client, "health", Map.of());
            assertEquals("up", health.path("status").asString());
            assertEquals("up", health.path("components").path("engine").path("status").asString());
            assertTrue(health.path("components").path("gateway").path("details").isString());
            final JsonNode stats = ask(client, "stats", Map.of());
            assertTrue(stats.path("connection").path("queued_bytes").isIntegralNumber(), stats.toString());
            final JsonNode stage = stats.path("stages").path("frame->written");
            assertTrue(stage.path("count").asLong() > 0, stats.toString());
            assertTrue(stage.path("p99_us").asDouble() >= stage.path("p50_us").asDouble(), stats.toString());
            assertTrue(stage.path("max_us").asDouble() >= stage.path("p999_us").asDouble(), stats.toString());
            final JsonNode history = ask(client, "history", Map.of("symbol", "BTCUSDT", "interval", "1m"));
            assertFalse(history.isMissingNode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "invalid_argument {'method':'everything'}",
        "invalid_argument {'method':'snapshot'}",
        "invalid_argument {'method':'snapshot','params':{'symbol':5}}",
        "invalid_argument {'method':'snapshot','params':{'symbol':'BTCUSDT','venue':'nowhere'}}",
        "invalid_symbol {'method':'snapshot','params':{'symbol':'nothing'}}",
        "invalid_channel {'method':'snapshot','params':{'symbol':'BTCUSDT','channel':'nothing'}}",
        "invalid_argument {'method':'snapshot','params':{'symbol':'demo-1','channel':'orders'}}"})
    void shouldSayWhatIsWrongWithAQuestion(final String expected)
    {
        final String[] parts = expected.split(" ");
        try (RealClient client = server.connect("/ws"))
        {
            client.sendText("{\"type\":\"request\",\"id\":\"q\"," + parts[1].replace('\'', '"').substring(1));
            final JsonNode error = client.message("error");
            assertEquals(parts[0], error.path("code").asString(), error.toString());
            assertEquals("q", error.path("id").asString());
        }
    }

    @Test
    void shouldAnswerPingsOfAllKinds()
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "ping"));
            final JsonNode plain = client.message("pong");
            assertPong(plain, null, null);
            assertFalse(plain.has("client_timestamp"));
            assertFalse(plain.has("id"));
            client.sendText("{\"type\":\"ping\",\"timestamp\":\"yesterday\"}");
            assertEquals("yesterday", client.message("pong").path("client_timestamp").asString());
            client.send(Map.of("type", "pong"));
            client.ping("payload");
            client.await("pong");
            assertEquals(List.of(), client.messages("error"));
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldSayHowItIsFromTimeToTime(final RealClient.Kind kind)
    {
        try (RealClient general = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL);
            RealClient silent = RealClient.open(kind, server.url("/"), "json", Checks.PROTOCOL))
        {
            assertStatus(general.message("server_status"));
            assertStatus(general.message("server_status"));
            silent.message("initial_data");
            assertStatus(silent.message("status"));
            assertFalse(general.types().contains("status"));
        }
    }

    @Test
    void shouldBeatForWhoWantsIt()
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "channel", "heartbeat"));
            assertEquals("heartbeat", client.message("subscribed").path("channel").asString());
            assertTrue(client.message("heartbeat").path("timestamp").asLong() > 1_700_000_000_000L);
            client.send(Map.of("type", "unsubscribe", "channel", "heartbeat"));
            assertEquals("heartbeat", client.message("unsubscribed").path("channel").asString());
        }
    }

    @Test
    void shouldPingClientsOfTheBroadcastProfileInMessagesToo()
    {
        try (TestServer pinging = TestServer.start(config ->
                config.with(config.limits().with(new Limits.Liveness(50, 0, 0))));
            RealClient silent = pinging.connect("/");
            RealClient general = pinging.connect("/ws"))
        {
            silent.message("initial_data");
            final JsonNode ping = silent.message("ping");
            assertTrue(ping.path("timestamp").isIntegralNumber(), ping.toString());
            silent.send(Map.of("type", "pong"));
            silent.message("ping");
            general.await("ping");
            assertFalse(general.types().contains("ping"));
            assertEquals(List.of(), silent.messages("error"));
        }
    }

    private static JsonNode ask(final RealClient client, final String method, final Map<String, ?> params)
    {
        client.send(Map.of("type", "request", "method", method, "params", params));
        final JsonNode response = client.message("response");
        assertEquals(method, response.path("method").asString());

        return response.path("result");
    }

    private static void assertPong(final JsonNode pong, final Integer timestamp, final Integer id)
    {
        final long inUs = pong.path("t_in").asLong();
        assertTrue(pong.path("t_out").asLong() >= inUs, pong.toString());
        assertEquals(inUs / 1_000, pong.path("timestamp").asLong());
        if (timestamp != null)
        {
            assertEquals(timestamp, pong.path("client_timestamp").asInt());
            assertEquals(id, pong.path("id").asInt());
        }
    }

    private static void assertStatus(final JsonNode status)
    {
        assertTrue(status.path("connected_peers").asInt() > 0, status.toString());
        assertEquals(2, status.path("symbols_tracked").asInt());
        assertTrue(status.path("active_sources").isIntegralNumber());
        assertTrue(status.path("uptime_seconds").isIntegralNumber());
        assertEquals("up", status.path("status").asString());
        assertEquals("up", status.path("components").path("shards").path("status").asString());
        assertMetrics(status.path("metrics"));
    }

    private static void assertMetrics(final JsonNode metrics)
    {
        assertTrue(metrics.path("messageCount").asLong() > 0, metrics.toString());
        assertTrue(metrics.path("errorCount").isIntegralNumber(), metrics.toString());
        assertTrue(metrics.path("activeConnections").asInt() > 0, metrics.toString());
        assertTrue(metrics.path("latency").isNumber(), metrics.toString());
    }
}
