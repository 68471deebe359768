package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a client and the server come to an encoding.
 */
class NegotiationTest
{
    private static final Map<String, Object> PRICES = Map.of("type", "subscribe", "symbols", List.of("btc"));
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
    @CsvSource({
        "NODE,   json,    json,    false",
        "NODE,   msgpack, msgpack, true",
        "NODE,   compact, msgpack, true",
        "NODE,   sbe,     sbe,     true",
        "PYTHON, json,    json,    false",
        "PYTHON, msgpack, msgpack, true",
        "PYTHON, compact, msgpack, true",
        "PYTHON, sbe,     sbe,     true",
        "JDK,    json,    json,    false",
        "JDK,    msgpack, msgpack, true",
        "JDK,    compact, msgpack, true",
        "JDK,    sbe,     sbe,     true"})
    void shouldAgreeOnASubprotocol(
        final RealClient.Kind kind, final String encoding, final String form, final boolean isBinary)
    {
        final String subprotocol = "tickwire.v1." + encoding;
        try (RealClient client =
            RealClient.open(kind, server.url("/ws"), form, Checks.PROTOCOL, "other", subprotocol))
        {
            assertEquals(subprotocol, client.await("open").path("protocol").asString());
            final JsonNode welcome = client.await("message").path("message");
            assertEquals("welcome", welcome.path("type").asString());
            assertEquals(encoding, welcome.path("encoding").asString());
            assertEquals("tickwire", welcome.path("server").asString());
            assertEquals(server.engine().epoch(), welcome.path("epoch").asLong());
            assertTrue(welcome.path("heartbeat_ms").asLong() > 0);
            assertEquals(100, welcome.path("limits").path("subscriptions").asInt());
            assertFalse(welcome.path("version").asString().isEmpty());

            client.send(PRICES);
            assertEquals(!form.equals("msgpack"), !isBinaryEventOf(client, "subscribed"));
            final JsonNode data = client.await(NegotiationTest::isData, "data");
            assertEquals(isBinary, data.path("binary").asBoolean(), data.toString());
            assertEquals(encoding.equals("compact"), data.path("message").isArray());
            assertEquals(encoding.equals("sbe"), data.has("hex"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ws,                                        json,    false",
        "/ws/live,                                   msgpack, true",
        "/,                                          json,    false",
        "/ws?encoding=msgpack,                       msgpack, true",
        "/ws/live?encoding=json,                     json,    false",
        "/ws/live?encoding=tickwire.v1.json,         json,    false",
        "/ws?encoding=json&num=str,                  json,    false",
        "/ws/live?num=scaled,                        msgpack, true"})
    void shouldTakeTheEncodingOfTheAddress(final String address, final String form, final boolean isBinary)
    {
        try (RealClient client =
            RealClient.open(RealClient.Kind.JDK, server.url(address), form, Checks.PROTOCOL))
        {
            client.send(PRICES);
            assertEquals(isBinary, isBinaryEventOf(client, "subscribed"));
            assertEquals(isBinary, isBinaryEventOf(client, "price_update"));
            assertFalse(client.types().contains("welcome"), () -> client.types().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldLetTheFirstMessageChooseWhereNothingElseDid(final RealClient.Kind kind)
    {
        try (RealClient binary = RealClient.open(kind, server.url("/ws"), "msgpack", Checks.PROTOCOL);
            RealClient text = RealClient.open(kind, server.url("/ws/live"), "json", Checks.PROTOCOL))
        {
            binary.send(PRICES);
            assertTrue(isBinaryEventOf(binary, "subscribed"));
            assertTrue(isBinaryEventOf(binary, "price_update"));
            text.send(PRICES);
            assertFalse(isBinaryEventOf(text, "subscribed"));
            assertFalse(isBinaryEventOf(text, "price_update"));
            assertFalse(binary.types().contains("welcome"));
            assertFalse(text.types().contains("welcome"));
        }
    }

    @Test
    void shouldTakeTheClientsFirst()
    {
        try (RealClient client = RealClient.open(
            RealClient.Kind.JDK, server.url("/ws"), "msgpack", Checks.PROTOCOL,
            "tickwire.v2.json", "tickwire.v1.compact", "tickwire.v1.json"))
        {
            assertEquals("tickwire.v1.compact", client.await("open").path("protocol").asString());
            assertEquals("compact", client.message("welcome").path("encoding").asString());
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldRefuseWhatIsNotSpoken(final RealClient.Kind kind)
    {
        try (RealClient client =
            RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL, "tickwire.v2.json"))
        {
            assertEquals(400, client.await("refused").path("status").asInt());
        }
    }

    @Test
    void shouldSayWhatIsSpoken()
    {
        try (RawSocket socket = RawSocket.handshake(
            server.port(), "/ws", "Sec-WebSocket-Protocol: tickwire.v2.json\r\n"))
        {
            assertEquals(400, socket.status());
            final String body = socket.rest();
            for (final String name : List.of("json", "msgpack", "compact", "sbe"))
            {
                assertTrue(body.contains("tickwire.v1." + name), body);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/ws?encoding=xml", "/ws?num=scaled", "/ws/live?num=str", "/ws?encoding=sbe&num=scaled"})
    void shouldRefuseAnAddressThatAsksForWhatThereIsNot(final String address)
    {
        try (RealClient client = server.connect(address))
        {
            assertEquals(400, client.await("refused").path("status").asInt());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
        "Connection: Upgrade, Connection: close, 400",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400",
        "Upgrade: websocket, X-Nothing: here, 426",
        "Upgrade: websocket, Upgrade: h2c, 426"})
    void shouldRefuseWhatIsNoHandshake(final String line, final String other, final int status)
    {
        try (RawSocket socket = RawSocket.connect(server.port()))
        {
            socket.write(RawSocket.request("/ws", "").replace(line, other));
            assertEquals(status, socket.status());
        }
    }

    private static boolean isBinaryEventOf(final RealClient client, final String type)
    {
        return client.await(event -> event.path("message").path("type").asString("").equals(type), type)
            .path("binary").asBoolean();
    }

    private static boolean isData(final JsonNode event)
    {
        return event.has("hex") || event.path("message").isArray() ||
            event.path("message").path("type").asString("").equals("price_update");
    }
}
