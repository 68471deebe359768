package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What accounts do, told to who may know it: here all that is on this machine.
 */
class PrivateChannelsTest
{
    private static final List<String> CHANNELS = List.of("orders", "executions", "positions", "account");
    private static final List<String> NOT_PRIVATE = List.of("seq", "pseq", "g", "t_ex", "t_in", "t_out");
    private static TestServer server;
    private static int first;
    private static int second;

    @BeforeAll
    static void start()
    {
        server = TestServer.quiet(TestServer.generous());
        server.list("BTCUSDT", "alpha", -2, -6);
        first = server.engine().names().accounts().add("one");
        second = server.engine().names().accounts().add("two");
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack"})
    void shouldTellAnAccountToWhoAskedForIt(final String encoding)
    {
        try (RealClient client = open(encoding, encoding); RealClient other = open(encoding, encoding))
        {
            subscribe(client, "one");
            subscribe(other, "two");
            tick(first, "a-1");
            tick(second, "b-1");

            assertOrder(client.message("order_update"), "one", "a-1");
            assertOrder(other.message("order_update"), "two", "b-1");
            final JsonNode execution = client.message("execution_update");
            assertEquals("one", execution.path("account").asString());
            assertEquals("taker", execution.path("liquidity").asString());
            assertEquals(0.0025, execution.path("fee").asDouble());
            assertEquals("USDT", execution.path("fee_asset").asString());
            final JsonNode position = client.message("position_update");
            assertEquals(-0.00003, position.path("quantity").asDouble());
            assertEquals(1.05, position.path("entry_price").asDouble());
            assertTrue(position.path("liquidation_price").isNull());
            final JsonNode account = client.message("account_update");
            assertEquals("USDT", account.path("asset").asString());
            assertEquals(10, account.path("balance").asDouble());
            for (final JsonNode message : List.of(execution, position, account))
            {
                NOT_PRIVATE.forEach(field -> assertFalse(message.has(field), message::toString));
            }
            TestServer.await(() -> other.messages("account_update").size() == 1, () -> "no balance came");
            assertEquals(1, client.messages("order_update").size());
            assertEquals(1, other.messages("order_update").size());
        }
    }

    @Test
    void shouldTellAllAccountsToWhoAsksForAll()
    {
        try (RealClient client = open("json", "json"))
        {
            client.send(Map.of("type", "subscribe", "channel", "orders"));
            final JsonNode subscribed = client.message("subscribed");
            assertEquals(List.of("one", "two"), SubscriptionsTest.texts(subscribed, "accounts"));
            assertEquals("raw", subscribed.path("class").asString());
            tick(first, "a-2");
            tick(second, "b-2");
            assertOrder(client.message("order_update"), "one", "a-2");
            assertOrder(client.message("order_update"), "two", "b-2");
            client.send(Map.of("type", "subscribe", "channel", "orders", "symbols", List.of("three")));
            assertEquals("invalid_symbol", client.error());
        }
    }

    @Test
    void shouldTellAccountsThatBeginAlikeToWhoAsksForThem()
    {
        try (RealClient client = open("json", "json"))
        {
            client.send(Map.of("type", "subscribe", "channel", "orders", "symbols", List.of("TW*", "none-*")));
            assertEquals(List.of("two"), SubscriptionsTest.texts(client.message("subscribed"), "accounts"));
            tick(first, "a-3");
            tick(second, "b-3");
            assertOrder(client.message("order_update"), "two", "b-3");
        }
    }

    @Test
    void shouldJoinAccountsThatBeginAlikeLater()
    {
        try (TestServer own = TestServer.quiet(TestServer.generous());
            RealClient client = own.connect("/ws", "tickwire.v1.json"))
        {
            client.send(Map.of("type", "subscribe", "channel", "orders", "symbols", List.of("desk-*")));
            client.message("subscribed");
            own.list("BTCUSDT", "alpha", -2, -6);
            own.engine().names().accounts().add("other");
            final int later = own.engine().names().accounts().add("desk-1");
            assertEquals(List.of("desk-1"), SubscriptionsTest.texts(client.message("subscribed"), "accounts"));
            own.ticks("BTCUSDT", "alpha").order(later, 105, 20, "c-1", "own");
            assertOrder(client.message("order_update"), "desk-1", "c-1");
        }
    }

    @Test
    void shouldTellThemInTheCompactForm()
    {
        try (RealClient client = open("compact", "msgpack"))
        {
            subscribe(client, "one");
            tick(first, "a-3");
            final JsonNode order = client.await(event -> codeOf(event) == 12, "order").path("message");
            assertEquals("one", order.get(1).asString());
            assertEquals("BTCUSDT", order.get(2).asString());
            assertEquals("a-3", order.get(4).asString());
            assertEquals("USDT", client.await(event -> codeOf(event) == 13, "execution").path("message")
                .get(10).asString());
            assertEquals(11, client.await(event -> codeOf(event) == 14, "position").path("message").size());
            assertEquals(7, client.await(event -> codeOf(event) == 15, "balance").path("message").size());
        }
    }

    @Test
    void shouldTellThemAsSbe()
    {
        final SbeSchema schema = new SbeSchema(server.get("/schema/tickwire.xml").body());
        try (RealClient client = open("sbe", "sbe"))
        {
            subscribe(client, "one");
            tick(first, "a-4");
            for (final String name : List.of("Order", "Execution", "Position", "Account"))
            {
                final JsonNode event = client.await(one -> one.has("hex"), name);
                final Map<String, Object> message =
                    schema.decode(HexFormat.of().parseHex(event.path("hex").asString()));
                assertEquals(name, message.get("message"));
                assertEquals((long)first, message.get("account"));
            }
        }
    }

    private static RealClient open(final String encoding, final String form)
    {
        return RealClient.open(
            RealClient.Kind.JDK, server.url("/ws?encoding=" + encoding), form, Checks.PROTOCOL);
    }

    private static void subscribe(final RealClient client, final String account)
    {
        client.send(Map.of("type", "subscribe", "channels", CHANNELS, "symbols", List.of(account)));
        CHANNELS.forEach(channel ->
            assertEquals(channel, client.message("subscribed").path("channel").asString()));
    }

    private static void tick(final int account, final String id)
    {
        server.ticks("BTCUSDT", "alpha").order(account, 105, 20, id, "own");
        server.ticks("BTCUSDT", "alpha").execution(account, 105, 20, 2_500, id);
        server.ticks("BTCUSDT", "alpha").position(account, -30, 105, 12);
        server.ticks("BTCUSDT", "alpha").account(account, "USDT", 10_000_000, 9_000_000);
    }

    private static void assertOrder(final JsonNode order, final String account, final String id)
    {
        assertEquals(account, order.path("account").asString());
        assertEquals(id, order.path("order_id").asString());
        assertEquals("own", order.path("client_order_id").asString());
        assertEquals("BTCUSDT", order.path("symbol").asString());
        assertEquals("alpha", order.path("venue").asString());
        assertEquals("new", order.path("status").asString());
        assertEquals("limit", order.path("order_type").asString());
        assertEquals(1.05, order.path("price").asDouble());
        assertEquals(0.00002, order.path("quantity").asDouble());
        NOT_PRIVATE.forEach(field -> assertFalse(order.has(field), order::toString));
    }

    private static int codeOf(final JsonNode event)
    {
        return event.path("message").isArray() ? event.path("message").get(0).asInt() : -1;
    }
}
