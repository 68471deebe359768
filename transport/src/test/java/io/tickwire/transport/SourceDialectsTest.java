package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients of the systems that came before go on as they are.
 */
class SourceDialectsTest
{
    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldServePricesByShortNames(final RealClient.Kind kind)
    {
        try (TestServer server = TestServer.start();
            RealClient client = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
        {
            client.send(Map.of("type", "subscribe", "symbols", List.of("btc", "xyz")));
            final JsonNode error = client.message("error");
            assertEquals("invalid_symbol", error.path("code").asString());
            assertEquals("Symbol 'xyz' not found", error.path("message").asString());
            final JsonNode price = client.message("price_update");
            assertEquals("BTCUSDT", price.path("symbol").asString());
            assertTrue(price.path("price").isNumber(), price.toString());
            client.send(Map.of("type", "ping"));
            assertTrue(client.message("pong").path("timestamp").isIntegralNumber());
        }
    }

    @Test
    void shouldSendTheMarketToWhoSaysNothing()
    {
        try (TestServer server = TestServer.start();
            RealClient client =
                RealClient.open(RealClient.Kind.PYTHON, server.url("/"), "json", Checks.PROTOCOL))
        {
            final JsonNode initial = client.message("initial_data");
            assertTrue(initial.path("data").path("BTCUSDT").path("price").isNumber(), initial.toString());
            assertEquals("initial_data", client.types().get(0));
        }
    }

    @Test
    void shouldAnswerARequestInItsForm()
    {
        try (TestServer server = TestServer.start();
            RealClient client =
                RealClient.open(RealClient.Kind.PYTHON, server.url("/"), "msgpack", Checks.PROTOCOL))
        {
            client.send(Map.of("type", "request", "timestamp", 1700000000.5));
            final JsonNode event = client.await("message");
            assertTrue(event.path("binary").asBoolean());
            assertEquals("response", event.path("message").path("type").asString());
            assertEquals(1700000000.5, event.path("message").path("timestamp").asDouble());
        }
    }
}
