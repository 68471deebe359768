package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Subscriptions from their wish to their end, in a market that moves where a test moves it.
 */
class SubscriptionsTest
{
    private TestServer server;
    private RealClient client;

    @BeforeEach
    void start()
    {
        server = TestServer.quiet(TestServer.generous());
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("BTCUSDT", "beta", -2, -6);
        server.list("ETHUSDT", "alpha", -3, -4);
        server.engine().names().symbols().alias("btc", "BTCUSDT");
        client = server.connect("/ws");
    }

    @AfterEach
    void stop()
    {
        client.close();
        server.close();
    }

    @Test
    void shouldTellWhatWasGranted()
    {
        client.send(Map.of("type", "subscribe", "symbols", List.of("btc"), "id", 7));
        final JsonNode subscribed = client.message("subscribed");
        assertEquals("price", subscribed.path("channel").asString());
        assertEquals(List.of("btc"), texts(subscribed, "symbols"));
        assertEquals(List.of("BTCUSDT", "BTCUSDT"), texts(subscribed, "symbol"));
        assertEquals(Set.of("alpha", "beta"), Set.copyOf(texts(subscribed, "venue")));
        assertEquals(List.of("-2", "-2"), texts(subscribed, "px_exp"));
        assertEquals(List.of("-6", "-6"), texts(subscribed, "qty_exp"));
        assertEquals("latest", subscribed.path("class").asString());
        assertEquals(7, subscribed.path("id").asInt());
        assertEquals(2, subscribed.path("streams").asInt());
        assertEquals(2, subscribed.path("seq").size());
        assertEquals(2, Set.copyOf(texts(subscribed, "sid")).size());
        assertEquals(server.engine().epoch(), subscribed.path("epoch").asLong());
        assertFalse(subscribed.has("recovered"));
    }

    @Test
    void shouldAnswerEachChannel()
    {
        client.send(Map.of(
            "type", "subscribe", "symbols", List.of("btc"), "channels", List.of("trades", "quote"), "id", "x"));
        assertEquals("trade", client.message("subscribed").path("channel").asString());
        final JsonNode second = client.message("subscribed");
        assertEquals("bbo", second.path("channel").asString());
        assertEquals("x", second.path("id").asString());
    }

    @Test
    void shouldSubscribeTheOthersWhereASymbolIsNotKnown()
    {
        client.send(Map.of("type", "subscribe", "symbols", List.of("nothing", "ETHUSDT"), "id", 1));
        final JsonNode error = client.message("error");
        assertEquals("invalid_symbol", error.path("code").asString());
        assertEquals("Symbol 'nothing' not found", error.path("message").asString());
        assertEquals(1, error.path("id").asInt());
        assertEquals(List.of("ETHUSDT"), texts(client.message("subscribed"), "symbols"));
        server.ticks("ETHUSDT", "alpha").trade(3_000_000, 10, Side.BUY, 1, 0);
        assertEquals("ETHUSDT", client.message("price_update").path("symbol").asString());
    }

    @Test
    void shouldSaySoWhereThereIsNothingToDo()
    {
        client.send(Map.of("type", "unsubscribe", "symbols", List.of("btc")));
        assertEquals("not_subscribed", client.error());
        client.send(Map.of("type", "update", "symbols", List.of("btc"), "interval", 100));
        assertEquals("not_subscribed", client.error());
        client.send(Map.of("type", "resync", "symbol", "btc"));
        assertEquals("not_subscribed", client.error());
        client.send(Map.of("type", "subscribe", "symbols", List.of("btc")));
        client.message("subscribed");
        client.send(Map.of("type", "subscribe", "symbols", List.of("BTCUSDT"), "id", 3));
        final JsonNode error = client.message("error");
        assertEquals("already_subscribed", error.path("code").asString());
        assertEquals(3, error.path("id").asInt());
        assertEquals(1, client.messages("subscribed").size());
    }

    @ParameterizedTest
    @CsvSource({
        "*,       BTCUSDT ETHUSDT",
        "btc*,    BTCUSDT",
        "ETHUSDT, ETHUSDT"})
    void shouldTakeNamesAndPatterns(final String pattern, final String symbols)
    {
        client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of(pattern)));
        final JsonNode subscribed = client.message("subscribed");
        assertEquals(Set.of(symbols.split(" ")), Set.copyOf(texts(subscribed, "symbol")));
    }

    @Test
    void shouldJoinWhatIsListedLater()
    {
        client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("btc*")));
        final Set<String> before = Set.copyOf(texts(client.message("subscribed"), "sid"));
        server.list("BTCEUR", "gamma", -1, -5);
        server.list("ETHEUR", "gamma", -1, -5);
        final JsonNode joined = client.message("subscribed");
        assertEquals(List.of("btc*"), texts(joined, "symbols"));
        assertEquals(List.of("BTCEUR"), texts(joined, "symbol"));
        assertEquals(List.of("gamma"), texts(joined, "venue"));
        assertEquals(List.of("-1"), texts(joined, "px_exp"));
        assertFalse(joined.has("id"));
        assertFalse(before.contains(texts(joined, "sid").get(0)));
        server.ticks("ETHEUR", "gamma").trade(1, 1, Side.BUY, 1, 0);
        server.ticks("BTCEUR", "gamma").trade(650_005, 12, Side.SELL, 2, 0);
        final JsonNode trade = client.message("trade_update");
        assertEquals("BTCEUR", trade.path("symbol").asString());
        assertEquals("65000.5", trade.path("price").asString());
        assertEquals("0.00012", trade.path("quantity").decimalValue().toPlainString());
    }

    @Test
    void shouldTellNothingMoreAfterUnsubscribed()
    {
        client.send(Map.of("type", "subscribe", "channels", List.of("trade"), "symbols", List.of("btc", "ETHUSDT")));
        client.message("subscribed");
        server.ticks("BTCUSDT", "alpha").trade(5, 1, Side.BUY, 1, 0);
        client.message("trade_update");
        client.send(Map.of("type", "unsubscribe", "channel", "trade", "symbols", List.of("BTCUSDT"), "id", 9));
        final JsonNode unsubscribed = client.message("unsubscribed");
        assertEquals(List.of("btc"), texts(unsubscribed, "symbols"));
        assertEquals(9, unsubscribed.path("id").asInt());
        server.ticks("BTCUSDT", "alpha").trade(6, 1, Side.BUY, 2, 0);
        server.ticks("ETHUSDT", "alpha").trade(7, 1, Side.BUY, 3, 0);
        assertEquals(3, client.message("trade_update").path("trade_id").asInt());

        client.send(Map.of("type", "unsubscribe", "channel", "trade"));
        assertEquals(List.of("ETHUSDT"), texts(client.message("unsubscribed"), "symbols"));
        client.send(Map.of("type", "request", "method", "subscriptions"));
        assertEquals(0, client.message("response").path("result").path("subscriptions").size());
    }

    @Test
    void shouldNotWaitForWhatHasEnded() throws IOException
    {
        final ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(RawClient.text(
            "{\"type\": \"subscribe\", \"channel\": \"trade\", \"symbols\": [\"BTCUSDT\", \"ETHUSDT\"]}"));
        both.write(RawClient.text("{\"type\": \"unsubscribe\", \"channel\": \"trade\", \"symbols\": \"BTCUSDT\"}"));
        try (RawClient raw = RawClient.open(server))
        {
            raw.sendBytes(both.toByteArray());
            assertEquals(List.of("BTCUSDT"), texts(raw.message("unsubscribed"), "symbols"));
            raw.send("{\"type\": \"ping\"}");
            raw.message("pong");
            server.ticks("ETHUSDT", "alpha").trade(7, 1, Side.BUY, 3, 0);
            assertEquals(3, raw.message("trade_update").path("trade_id").asInt());
        }
    }

    @Test
    void shouldChangeIntervalModeAndDepth()
    {
        client.send(Map.of("type", "subscribe", "channels", List.of("price", "book"), "symbols", List.of("btc")));
        assertEquals("latest", client.message("subscribed").path("class").asString());
        final JsonNode book = client.message("subscribed");
        assertEquals("snapshot", book.path("mode").asString());
        assertEquals(20, book.path("depth").asInt());

        client.send(Map.of("type", "update", "symbols", List.of("btc"), "interval", 90, "id", 1));
        assertEquals("100ms", client.message("subscribed").path("class").asString());
        client.send(Map.of("type", "update", "symbols", List.of("btc"), "mode", "raw"));
        assertEquals("raw", client.message("subscribed").path("class").asString());
        client.send(Map.of(
            "type", "update", "channel", "book", "symbols", List.of("btc"), "mode", "delta", "depth", 7));
        final JsonNode changed = client.message("subscribed");
        assertEquals("delta", changed.path("mode").asString());
        assertEquals(10, changed.path("depth").asInt());
        client.send(Map.of("type", "update", "channel", "book", "depth", "full"));
        final JsonNode again = client.message("subscribed");
        assertEquals("delta", again.path("mode").asString());
        assertEquals("full", again.path("depth").asString());
    }

    @Test
    void shouldLeaveWhatThereIsWhereAnUpdateIsWrong()
    {
        client.send(Map.of("type", "subscribe", "channel", "candles", "symbols", List.of("btc"), "interval", "1s"));
        assertEquals(1, client.message("subscribed").path("interval").asInt());
        client.send(Map.of("type", "update", "channel", "candles", "symbols", List.of("btc"), "interval", "7s"));
        assertEquals("invalid_argument", client.error());
        server.ticks("BTCUSDT", "alpha").trade(5, 1, Side.BUY, 1, 0);
        assertEquals("1s", client.message("candle_update").path("interval").asString());
    }

    @Test
    void shouldSayWhatHoldsAtTheLimits()
    {
        try (TestServer small = TestServer.quiet(new Limits.Messages(0, 1, 0, 1 << 20, 1_024, 3, 4));
            RealClient other = small.connect("/ws"))
        {
            for (int i = 0; i < 4; i++)
            {
                small.list("S" + i, "alpha", -2, -2);
            }
            other.send(Map.of("type", "subscribe", "symbols", List.of("S0", "S1", "S2", "S3"), "id", 4));
            final JsonNode error = other.message("error");
            assertEquals("subscription_limit", error.path("code").asString());
            assertEquals(4, error.path("id").asInt());
            assertEquals(List.of("S0", "S1", "S2"), texts(other.message("subscribed"), "symbols"));
            other.send(Map.of("type", "subscribe", "channel", "heartbeat"));
            assertEquals("subscription_limit", other.error());

            other.send(Map.of("type", "unsubscribe"));
            other.message("unsubscribed");
            other.send(Map.of("type", "subscribe", "channels", List.of("price", "trade"), "symbols", List.of("S*")));
            assertEquals("subscription_limit", other.error());
            assertEquals(
                4,
                other.message("subscribed", subscribed -> subscribed.path("channel").asString().equals("price"))
                    .path("streams").asInt());
        }
    }

    static List<String> texts(final JsonNode message, final String field)
    {
        assertTrue(message.path(field).isArray(), message.toString());

        return StreamSupport.stream(message.path(field).spliterator(), false)
            .map(JsonNode::asString)
            .collect(Collectors.toList());
    }
}
