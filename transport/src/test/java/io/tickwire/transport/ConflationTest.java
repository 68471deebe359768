package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The classes that a client can be granted, and what their messages stand for.
 */
class ConflationTest
{
    private static final String SYMBOL = "BTCUSDT";
    private static final int TRADES = 400;
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.quiet(TestServer.generous());
        server.list(SYMBOL, "alpha", -2, -6);
        server.engine().names().accounts().add("demo-1");
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1,     10ms",
        "10,    10ms",
        "11,    20ms",
        "21,    50ms",
        "60,    100ms",
        "101,   250ms",
        "251,   500ms",
        "501,   1000ms",
        "1001,  5000ms",
        "5000,  5000ms",
        "100ms, 100ms",
        "1s,    1000ms"})
    void shouldRoundUp(final String interval, final String granted)
    {
        final Object asked = interval.matches("\\d+") ? (Object)Integer.valueOf(interval) : interval;
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of(
                "type", "subscribe", "symbols", List.of(SYMBOL), "mode", "interval", "interval", asked));
            assertEquals(granted, client.message("subscribed").path("class").asString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "price,       latest",
        "bbo,         latest",
        "book,        latest",
        "stats,       latest",
        "candle,      latest",
        "trade,       raw",
        "signal,      raw",
        "liquidation, raw",
        "arbitrage,   raw",
        "market,      5000ms",
        "orders,      raw",
        "executions,  raw",
        "positions,   raw",
        "account,     raw"})
    void shouldHaveADefaultForEachChannel(final String channel, final String granted)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "channel", channel));
            final JsonNode subscribed = client.message("subscribed");
            assertEquals(channel, subscribed.path("channel").asString());
            assertEquals(granted, subscribed.path("class").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'mode':'interval'}", "{'interval':0}", "{'interval':'soon'}", "{'mode':'sometimes'}", "{'mode':'delta'}",
        "{'channel':'orders','mode':'latest'}", "{'channel':'book','depth':0}", "{'venue':'nowhere'}",
        "{'channel':'candle','interval':'7s'}"})
    void shouldRefuseWhatIsNotGranted(final String fields)
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.sendText("{\"type\":\"subscribe\",\"symbols\":[\"BTCUSDT\"]," +
                fields.replace('\'', '"').substring(1));
            assertEquals("invalid_argument", client.error());
            assertEquals(List.of(), client.messages("subscribed"));
        }
    }

    @Test
    void shouldStandForExactlyWhatRawClientsGet()
    {
        final List<String> wishes = List.of("'mode':'latest'", "'interval':10", "'interval':50", "'interval':250");
        final List<RealClient> conflated = new ArrayList<>();
        try (RealClient raw = subscribe("'mode':'raw'"))
        {
            wishes.forEach(wish -> conflated.add(subscribe(wish)));
            trade(raw, conflated.get(wishes.size() - 1));
            final TreeMap<Long, JsonNode> trades = new TreeMap<>();
            for (final JsonNode trade : raw.messages("trade_update"))
            {
                assertFalse(trade.has("n"), trade::toString);
                assertEquals(trade.path("seq").asLong() - 1, trade.path("pseq").asLong());
                trades.put(trade.path("seq").asLong(), trade);
            }
            assertEquals(TRADES, trades.size());
            final long last = trades.lastKey();
            for (final RealClient client : conflated)
            {
                TestServer.await(
                    () -> client.messages("trade_update").stream()
                        .anyMatch(trade -> trade.path("seq").asLong() == last),
                    () -> "the last trade did not come: " + last);
                final List<JsonNode> merged = client.messages("trade_update");
                long before = trades.firstKey() - 1;
                for (final JsonNode message : merged)
                {
                    assertEnvelope(message, trades.subMap(before, false, message.path("seq").asLong(), true));
                    before = message.path("seq").asLong();
                }
                assertEquals(last, before);
            }
            assertTrue(conflated.get(wishes.size() - 1).messages("trade_update").size() < TRADES / 2);
        }
        finally
        {
            conflated.forEach(RealClient::close);
        }
    }

    /** In bursts, each of which waits for the slowest class now and then. */
    private static void trade(final RealClient raw, final RealClient slowest)
    {
        final Random random = new Random(1);
        for (int i = 1; i <= TRADES; i++)
        {
            server.ticks(SYMBOL, "alpha")
                .trade(10_000 + random.nextInt(100), 1 + random.nextInt(1_000), Side.BUY, i, 0);
            final int id = i;
            if (i % 10 == 0)
            {
                raw.message("trade_update", trade -> trade.path("trade_id").asInt() == id);
            }
            if (i % 100 == 0)
            {
                slowest.message("trade_update", trade -> trade.path("trade_id").asInt() == id);
            }
        }
    }

    private static void assertEnvelope(final JsonNode message, final Map<Long, JsonNode> merged)
    {
        final List<BigDecimal> prices =
            merged.values().stream().map(trade -> trade.path("price").decimalValue()).toList();
        final BigDecimal volume = merged.values().stream()
            .map(trade -> trade.path("quantity").decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(merged.size(), message.path("n").asInt(), message::toString);
        assertSame(prices.stream().max(BigDecimal::compareTo).orElseThrow(), message, "hi");
        assertSame(prices.stream().min(BigDecimal::compareTo).orElseThrow(), message, "lo");
        assertSame(prices.get(0), message, "first");
        assertSame(volume, message, "vol");
        assertSame(prices.get(prices.size() - 1), message, "price");
    }

    private static void assertSame(final BigDecimal expected, final JsonNode message, final String field)
    {
        assertEquals(
            0, expected.compareTo(message.path(field).decimalValue()), () -> field + " " + expected + " " + message);
    }

    private static RealClient subscribe(final String how)
    {
        final RealClient client = server.connect("/ws");
        client.sendText("{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"BTCUSDT\"]," +
            how.replace('\'', '"') + "}");
        client.message("subscribed");

        return client;
    }
}
