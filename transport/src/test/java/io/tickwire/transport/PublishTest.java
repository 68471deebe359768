package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What one client has told to others.
 */
class PublishTest
{
    private static final int LARGE = 200_000;
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

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldTellWhoStaysSilentAndWhoAsks(final RealClient.Kind kind)
    {
        try (RealClient silent = RealClient.open(kind, server.url("/"), "json", Checks.PROTOCOL);
            RealClient asking = RealClient.open(kind, server.url("/ws"), "msgpack", Checks.PROTOCOL);
            RealClient other = server.connect("/ws"))
        {
            silent.message("initial_data");
            asking.send(Map.of("type", "subscribe", "channel", "broadcast", "id", 1));
            asking.message("subscribed");
            other.send(Map.of("type", "subscribe", "channel", "broadcast.news"));
            other.message("subscribed");
            final Map<String, Object> data = Map.of("text", "J\u00e4h", "list", List.of(1, 2.5, true), "map", Map.of());
            asking.send(Map.of("type", "publish", "channel", "broadcast", "data", data, "id", 2));
            final JsonNode published = asking.message("published");
            assertEquals("broadcast", published.path("channel").asString());
            assertEquals(2, published.path("id").asInt());

            for (final RealClient client : List.of(silent, asking))
            {
                final JsonNode broadcast = client.messages("broadcast").isEmpty() ?
                    client.message("broadcast") : client.messages("broadcast").get(0);
                assertEquals("broadcast", broadcast.path("channel").asString());
                assertEquals("J\u00e4h", broadcast.path("data").path("text").asString());
                assertEquals(2.5, broadcast.path("data").path("list").get(1).asDouble());
                assertTrue(broadcast.path("from").isString());
            }
            other.send(Map.of("type", "publish", "channel", "broadcast.news", "data", "only here"));
            assertEquals("only here", other.message("broadcast").path("data").asString());
            assertEquals(1, other.messages("broadcast").size());
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldTakeAMessageOfOneMebibyteAndNoMore(final RealClient.Kind kind)
    {
        final String message = "{\"type\":\"ping\",\"id\":1,\"pad\":\"\"}";
        final String largest = message.replace("\"\"", "\"" + "x".repeat((1 << 20) - message.length()) + "\"");
        try (RealClient client = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
        {
            client.sendText(largest);
            assertEquals(1, client.message("pong").path("id").asInt());
            client.sendText(largest.replace("xx\"", "xxx\""));
            assertEquals(1009, client.closeCode());
        }
    }

    @Test
    void shouldTellLongMessagesWhole()
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "channel", "broadcast.long"));
            client.message("subscribed");
            client.send(Map.of("type", "publish", "channel", "broadcast.long", "data", "y".repeat(LARGE)));
            assertEquals(LARGE, client.message("broadcast").path("data").asString().length());
        }
    }

    @Test
    void shouldSayWhatCanNotBePublished()
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "publish", "channel", "price", "data", 1));
            assertEquals("invalid_channel", client.error());
            client.send(Map.of("type", "publish", "data", 1));
            assertEquals("invalid_message", client.error());
            client.send(Map.of("type", "publish", "channel", "broadcast"));
            assertEquals("invalid_message", client.error());
        }
        try (TestServer closed = TestServer.start(config -> TestServer.quiet(config)
            .with(config.access().with(ServerConfig.Admission.NONE, ServerConfig.Admission.NONE)));
            RealClient client = closed.connect("/ws"))
        {
            client.send(Map.of("type", "publish", "channel", "broadcast", "data", 1, "id", "p"));
            final JsonNode error = client.message("error");
            assertEquals("forbidden", error.path("code").asString());
            assertEquals("p", error.path("id").asString());
            closed.engine().names().accounts().add("demo-1");
            client.send(Map.of("type", "subscribe", "channel", "orders"));
            assertEquals("forbidden", client.error());
            assertFalse(client.types().contains("subscribed"));
        }
    }
}
