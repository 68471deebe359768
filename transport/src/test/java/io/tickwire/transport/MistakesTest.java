package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * Messages that are wrong are answered; frames that are wrong end the connection.
 */
class MistakesTest
{
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.quiet(TestServer.generous());
        server.list("BTCUSDT", "alpha", -2, -6);
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "invalid_message {",
        "invalid_message []",
        "invalid_message 5",
        "invalid_message ",
        "invalid_message {}",
        "invalid_message {'type':'subscribe','symbols':['a'],'symbols':['b']}",
        "invalid_message {'type':'ping'}{'type':'ping'}",
        "unknown_type {'type':'hello'}",
        "invalid_argument {'type':5}",
        "invalid_argument {'type':'subscribe','symbols':5}",
        "invalid_argument {'type':'subscribe','since':5}",
        "invalid_argument {'type':'subscribe','depth':-1}",
        "invalid_channel {'type':'subscribe','channel':'nothing'}",
        "invalid_channel {'type':'unsubscribe','channel':'nothing'}",
        "invalid_message {'type':'auth'}",
        "not_available {'type':'auth','token':'abc'}",
        "replay_unavailable {'type':'replay_control','action':'pause'}"})
    void shouldAnswerAMistakeAndGoOn(final String expected)
    {
        final int space = expected.indexOf(' ');
        try (RealClient client = server.connect("/ws"))
        {
            client.sendText(expected.substring(space + 1).replace('\'', '"'));
            final JsonNode error = client.message("error");
            assertEquals(expected.substring(0, space), error.path("code").asString(), error.toString());
            assertFalse(error.path("message").asString().isEmpty());
            assertFalse(error.path("fatal").asBoolean());
            client.send(Map.of("type", "ping", "id", 1));
            assertEquals(1, client.message("pong").path("id").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "93010203", "81a474797065", "80", "c0", "81a474797065a568656c6c6f", "d9ff41"})
    void shouldAnswerAMistakeInMsgpackAndGoOn(final String hex)
    {
        for (final RealClient.Kind kind : RealClient.Kind.values())
        {
            try (RealClient client = RealClient.open(kind, server.url("/ws/live"), "msgpack", Checks.PROTOCOL))
            {
                client.sendBinary(hex);
                assertEquals(hex.endsWith("6f") ? "unknown_type" : "invalid_message", client.error());
                client.send(Map.of("type", "ping"));
                client.message("pong");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldCloseWhereTheKindOfFrameIsWrong(final RealClient.Kind kind)
    {
        try (RealClient text = RealClient.open(kind, server.url("/ws?encoding=json"), "json", Checks.PROTOCOL);
            RealClient binary =
                RealClient.open(kind, server.url("/ws?encoding=msgpack"), "msgpack", Checks.PROTOCOL))
        {
            text.sendBinary("80");
            assertEquals(1003, text.closeCode());
            binary.sendText("{}");
            assertEquals(1003, binary.closeCode());
        }
    }

    @Test
    void shouldCloseWhereAFrameIsNone()
    {
        final byte[] invalid = {'"', (byte)0xC3, 0x28, '"'};
        assertCloses(Map.of(
            "not masked", new ClientFrames(1).raw(0x81, 0x02, '{', '}'),
            "a reserved bit", new ClientFrames(1).frame(0xC1, (byte)'x'),
            "a reserved opcode", new ClientFrames(1).frame(0x83, (byte)'x'),
            "a ping in pieces", new ClientFrames(1).frame(ClientFrames.PING, (byte)'x'),
            "a continuation of nothing", new ClientFrames(1).frame(0x80, (byte)'x')), 1002);
        assertCloses(Map.of(
            "no UTF-8", new ClientFrames(1).frame(ClientFrames.FIN | ClientFrames.TEXT, invalid)), 1007);
    }

    @Test
    void shouldCloseWhereAMessageIsTooLongBeforeItIsThere()
    {
        final ClientFrames header =
            new ClientFrames(1).header(ClientFrames.FIN | ClientFrames.TEXT, (1 << 20) + 1, 8).raw(1, 2, 3, 4);
        assertCloses(Map.of("too long", header), 1009);
    }

    @Test
    void shouldCloseWhoMakesMistakesAllTheTime()
    {
        try (RealClient client = server.connect("/ws"))
        {
            for (int i = 0; i < 200; i++)
            {
                client.sendText("nonsense");
            }
            assertEquals(4509, client.closeCode());
            assertEquals(100, client.messages("error").size());
        }
        TestServer.await(
            () -> server.server().counters().closes(CloseCode.TOO_MANY_ERRORS) == 1, () -> "not counted");
    }

    /** All at once: each connection is open for a while yet, since more may come of what is no frame. */
    private static void assertCloses(final Map<String, ClientFrames> wrong, final int code)
    {
        final Map<String, RawSocket> sockets = new LinkedHashMap<>();
        try
        {
            wrong.forEach((what, frames) ->
            {
                final RawSocket socket = RawSocket.handshake(server.port(), "/ws", "");
                sockets.put(what, socket);
                socket.write(frames);
                assertEquals(code, socket.closeCode(), what);
                socket.write(new ClientFrames(1).close(code));
            });
            sockets.forEach((what, socket) -> assertNull(socket.frame(), what));
        }
        finally
        {
            sockets.values().forEach(RawSocket::close);
        }
    }
}
