package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The same market in every encoding: each client gets the same messages of all channels, with the same numbers.
 */
class EncodingsTest
{
    private static final Map<String, String> URLS = new LinkedHashMap<>();
    private static final Map<String, Object> CANDLES =
        Map.of("type", "subscribe", "channel", "candle", "symbols", List.of("btc"), "interval", "1s");
    private static final List<Map<String, Object>> WISHES = List.of(
        wish("price", "btc", "eth"),
        wish("bbo", "btc"),
        Map.of("type", "subscribe", "channel", "book", "symbols", List.of("btc"), "depth", 5),
        Map.of("type", "subscribe", "channel", "book", "symbols", List.of("eth"), "mode", "delta", "depth", 10),
        wish("trade", "btc", "sol"),
        wish("stats", "btc", "eth"),
        CANDLES,
        wish("signal", "*"),
        wish("liquidation", "*"),
        wish("arbitrage", "*"),
        Map.of("type", "subscribe", "channel", "market", "interval", 100));
    private static final Set<String> TYPES = Set.of(
        "price_update", "bbo_update", "orderbook_update", "trade_update", "stats_update", "candle_update",
        "signal_update", "liquidation_update", "arbitrage_update", "market_update");
    private static final int ENOUGH = 3;
    private static final long LAST_TRADE = 987_654_321;
    private static final long US_PER_MS = 1_000;
    private static final long CANDLE_MS = 1_000;

    /** What may differ between two encodings' messages, or is not in all of them. */
    private static final Set<String> NOT_COMPARED = Set.of(WireReader.SID, "t_out");

    static
    {
        URLS.put("json", "/ws?encoding=json");
        URLS.put("json_string", "/ws?encoding=json&num=str");
        URLS.put("msgpack", "/ws?encoding=msgpack");
        URLS.put("msgpack_scaled", "/ws?encoding=msgpack&num=scaled");
        URLS.put("compact", "/ws?encoding=compact");
        URLS.put("compact_scaled", "/ws?encoding=compact&num=scaled");
        URLS.put("sbe", "/ws?encoding=sbe");
    }

    @Test
    void shouldTellTheSameInAllEncodings()
    {
        final Map<String, RealClient> clients = new LinkedHashMap<>();
        try (TestServer server = TestServer.start(); RealClient first = server.connect("/ws"))
        {
            // The market's first update of all is like its beginning in the compact encoding.
            first.send(WISHES.get(WISHES.size() - 1));
            first.message("market_update", update -> update.path("pseq").asLong() > 0);
            first.send(CANDLES);
            first.message("candle_update");
            server.feed().pause();
            TestServer.await(() -> areCandlesClosed(first), () -> "candles stay open");
            URLS.forEach((encoding, path) -> clients.put(encoding, subscribed(server, encoding, path)));
            final SbeSchema schema = new SbeSchema(server.get("/schema/tickwire.xml").body());
            server.feed().resume();
            final RealClient reference = clients.get("json");
            TestServer.await(() -> hasEnough(server, reference), () -> "not enough of " + countsOf(reference));
            server.feed().pause();
            final Map<String, List<JsonNode>> events = settled(server, clients);
            final Map<String, Map<String, Object>> expected = read("json", events.get("json"), schema);
            events.forEach((encoding, got) -> assertSame(encoding, expected, read(encoding, got, schema)));
        }
        finally
        {
            clients.values().forEach(RealClient::close);
        }
    }

    /** The time closes them, also where nothing else happens. */
    private static boolean areCandlesClosed(final RealClient client)
    {
        final Map<String, Boolean> isClosed = new HashMap<>();
        client.messages("candle_update").forEach(candle ->
            isClosed.put(candle.path("venue").asString(), candle.path("closed").asBoolean()));

        return !isClosed.containsValue(false);
    }

    private static RealClient subscribed(final TestServer server, final String encoding, final String path)
    {
        final String form =
            encoding.startsWith("json") ? "json" : encoding.equals("sbe") ? "sbe" : "msgpack";
        final RealClient client =
            RealClient.open(RealClient.Kind.JDK, server.url(path), form, Checks.PROTOCOL);
        WISHES.forEach(client::send);
        WISHES.forEach(wish -> client.message("subscribed"));

        return client;
    }

    /** Forced orders and advice are rare: some are made here. */
    private static boolean hasEnough(final TestServer server, final RealClient client)
    {
        server.ticks("BTCUSDT", "alpha").signal("model", SignalAction.BUY, 2_850, 8_500);
        server.ticks("ETHUSDT", "beta").liquidation(341_250, 12_345, Side.SELL);
        final Map<String, Long> counts = countsOf(client);

        return TYPES.stream().allMatch(type -> counts.getOrDefault(type, 0L) >= ENOUGH);
    }

    private static Map<String, Long> countsOf(final RealClient client)
    {
        return client.types().stream().collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    }

    /**
     * All that the clients got when they had got as much as each other. The last of it is the end of a candle, of a
     * trade that is made here.
     */
    private static Map<String, List<JsonNode>> settled(
        final TestServer server, final Map<String, RealClient> clients)
    {
        server.ticks("BTCUSDT", "alpha").trade(672_345, 1, Side.BUY, LAST_TRADE, 0);
        final RealClient reference = clients.get("json");
        final long lastMs = reference
            .message("trade_update", trade -> trade.path("trade_id").asLong() == LAST_TRADE)
            .path("t_in").asLong() / US_PER_MS;
        reference.message("candle_update", candle ->
            candle.path("closed").asBoolean() && candle.path("venue").asString().equals("alpha") &&
                candle.path("timestamp").asLong() > lastMs - CANDLE_MS);
        final Map<String, List<JsonNode>> events = new LinkedHashMap<>();
        TestServer.await(
            () ->
            {
                clients.forEach((encoding, client) -> events.put(encoding, client.events()));

                return events.values().stream().map(EncodingsTest::dataOf).distinct().count() == 1;
            },
            () -> "clients differ in how much they got: " +
                events.values().stream().map(EncodingsTest::dataOf).toList());

        return events;
    }

    /**
     * All that a client got but for what it was told first.
     */
    private static Map<String, Map<String, Object>> read(
        final String encoding, final List<JsonNode> events, final SbeSchema schema)
    {
        final WireReader reader = new WireReader(encoding, schema);
        final Map<String, Map<String, Object>> messages = new TreeMap<>();
        for (final JsonNode event : events)
        {
            final Map<String, Object> message = reader.read(event);
            if (message != null && !isOfBeginning(message))
            {
                messages.put(keyOf(message), message);
            }
        }

        return messages;
    }

    private static long dataOf(final List<JsonNode> events)
    {
        return events.stream()
            .filter(event -> event.path("event").asString().equals("message"))
            .filter(event -> event.has("hex") || event.path("message").isArray() ||
                event.path("message").path("type").asString().matches(".*_(update|data)"))
            .count();
    }

    private static boolean isOfBeginning(final Map<String, Object> message)
    {
        return message.get("type").equals("initial_data") || BigDecimal.ZERO.equals(message.get("n"));
    }

    private static String keyOf(final Map<String, Object> message)
    {
        return message.get("type") + " " + message.get("kind") + " " + message.get("symbol") + " " +
            message.get("venue") + " " + message.get("seq");
    }

    private static void assertSame(
        final String encoding,
        final Map<String, Map<String, Object>> expected,
        final Map<String, Map<String, Object>> actual)
    {
        assertEquals(List.of(), without(expected, actual), encoding + " lacks some");
        assertEquals(List.of(), without(actual, expected), encoding + " has more");
        final boolean isFloat = encoding.equals("msgpack") || encoding.equals("compact");
        expected.forEach((key, message) ->
        {
            final List<String> names = new ArrayList<>(message.keySet());
            names.retainAll(actual.get(key).keySet());
            names.removeAll(NOT_COMPARED);
            assertTrue(encoding.equals("sbe") || names.size() == message.size() - 1, () -> encoding + " " + names);
            for (final String name : names)
            {
                assertTrue(
                    isSame(message.get(name), actual.get(key).get(name), isFloat || name.equals("data")),
                    () -> encoding + " " + key + " " + name + ": " + message + " " + actual.get(key));
            }
        });
    }

    private static List<Object> without(
        final Map<String, Map<String, Object>> messages, final Map<String, Map<String, Object>> others)
    {
        final Map<String, Map<String, Object>> left = new TreeMap<>(messages);
        left.keySet().removeAll(others.keySet());

        return List.copyOf(left.values());
    }

    private static boolean isSame(final Object expected, final Object actual, final boolean isFloat)
    {
        if (expected instanceof final BigDecimal number && actual instanceof final BigDecimal other)
        {
            return isFloat ? number.doubleValue() == other.doubleValue() : number.compareTo(other) == 0;
        }
        if (expected instanceof final List<?> list && actual instanceof final List<?> other)
        {
            boolean isSame = list.size() == other.size();
            for (int i = 0; i < list.size() && isSame; i++)
            {
                isSame = isSame(list.get(i), other.get(i), isFloat);
            }

            return isSame;
        }
        if (expected instanceof final Map<?, ?> map && actual instanceof final Map<?, ?> other)
        {
            return new HashMap<>(map).keySet().equals(other.keySet()) &&
                map.keySet().stream().allMatch(key -> isSame(map.get(key), other.get(key), isFloat));
        }

        return expected == null ? actual == null : expected.equals(actual);
    }

    private static Map<String, Object> wish(final String channel, final String... symbols)
    {
        return Map.of("type", "subscribe", "channel", channel, "symbols", List.of(symbols));
    }
}
