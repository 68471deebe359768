package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Candles of the past, over HTTP and in answer to a request.
 */
class HistoryTest
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of("open", "high", "low", "close", "volume", "trades");

    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.start();
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @Test
    void shouldTellTheCandlesThatWereStreamed()
    {
        try (RealClient client =
            RealClient.open(RealClient.Kind.NODE, server.url("/ws"), "json", message -> { }))
        {
            client.send(Map.of(
                "type", "subscribe", "channel", "candles", "symbols", List.of("btc"), "venue", "alpha",
                "interval", "1s", "mode", "raw"));
            final Map<Long, JsonNode> streamed = new HashMap<>();
            while (streamed.size() < 2)
            {
                final JsonNode candle = client.message("candle_update", message -> message.path("closed").asBoolean());
                streamed.put(candle.path("timestamp").asLong(), candle);
            }

            client.send(Map.of("type", "request", "method", "history", "id", 7, "params",
                Map.of("symbol", "BTC/USDT", "interval", "1s", "venue", "alpha")));
            final JsonNode response = client.message("response");
            assertEquals(7, response.path("id").asInt());
            assertHas(response.path("result"), streamed);
            final JsonNode history = read("/api/history/btcusdt?interval=1s&venue=alpha");
            assertHas(history, streamed);
        }
    }

    @Test
    void shouldTellOfAllVenuesUnlessOneIsNamed()
    {
        final JsonNode history = read("/api/history/eth?limit=1");
        assertEquals("ETHUSDT", history.path("symbol").asString());
        assertEquals(60, history.path("interval").asInt());
        assertEquals(3, history.path("series").size());
        for (final JsonNode series : history.path("series"))
        {
            assertTrue(series.path("candles").size() <= 1, series.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/history/nothing, 404, Symbol 'nothing' not found",
        "/api/history/btc?interval=7m, 400, interval=7m",
        "/api/history/btc?limit=301, 400, limit must be from 1 to 300: limit=301",
        "/api/history/btc?before=soon, 400, before must be from 1 to 253402300799999: before=soon",
        "/api/history/btc?before=0, 400, before=0",
        "/api/history/btc?venue=mars, 400, no such venue: venue=mars",
        "/api/history/b*, 404, Symbol 'b*' not found"})
    void shouldSayWhatIsWrongWithAQuery(final String path, final int status, final String message)
    {
        final HttpResponse<String> response = server.get(path);
        assertEquals(status, response.statusCode());
        assertTrue(response.body().contains(message), response.body());
    }

    private static void assertHas(final JsonNode history, final Map<Long, JsonNode> streamed)
    {
        final Map<Long, JsonNode> told = new HashMap<>();
        history.path("series").path(0).path("candles")
            .forEach(candle -> told.put(candle.path("timestamp").asLong(), candle));
        streamed.forEach((timestamp, candle) ->
        {
            final JsonNode same = told.get(timestamp);
            for (final String value : VALUES)
            {
                assertEquals(candle.path(value), same == null ? null : same.path(value), value + " of " + candle);
            }
        });
    }

    private static JsonNode read(final String path)
    {
        final HttpResponse<String> response = server.get(path);
        assertEquals(200, response.statusCode(), response.body());

        return JSON.readTree(response.body());
    }
}
