package io.tickwire.client;

import io.tickwire.client.ws.FrameParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Servers that mean no good: a client ends the connection, or passes over what it can not read, and believes no length.
 */
@Timeout(180)
class HostileServerTest
{
    private static final int MAX_BYTES = 4_096;
    private static final byte[] TRADE = text(
        "{\"type\":\"trade_update\",\"symbol\":\"BTCUSDT\",\"venue\":\"alpha\",\"price\":1,\"quantity\":1," +
        "\"side\":\"buy\",\"trade_id\":1,\"timestamp\":1,\"seq\":1,\"pseq\":0,\"g\":1}");

    private final RecordingListener all = new RecordingListener();

    @Test
    void shouldEndWhereAFrameBreaksTheProtocol()
    {
        shouldEnd("1002", new byte[]{(byte)0xc1, 0});
        shouldEnd("1002", new byte[]{(byte)0x81, (byte)0x80, 0, 0, 0, 0});
        shouldEnd("1002", new byte[]{(byte)0x83, 0});
        shouldEnd("1002", new byte[]{0x09, 0});
        shouldEnd("1002", ServerFrames.frame(FrameParser.CONTINUATION, new byte[1]));
        shouldEnd("1002", ServerFrames.frame(FrameParser.CLOSE, new byte[]{3}));
        shouldEnd("1007", ServerFrames.frame(FrameParser.TEXT, new byte[]{(byte)0xc0, (byte)0x80}));
    }

    @Test
    void shouldEndWhereAMessageIsTooLong()
    {
        shouldEnd("1009", new byte[]{(byte)0x82, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1});
        shouldEnd("1009", new byte[]{(byte)0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0});
        final byte[][] parts = new byte[100][];
        Arrays.fill(parts, ServerFrames.frame(FrameParser.CONTINUATION, false, new byte[100]));
        parts[0] = ServerFrames.frame(FrameParser.BINARY, false, new byte[100]);
        shouldEnd("1009", parts);
    }

    @Test
    void shouldEndWhereAnAnswerIsNone()
    {
        shouldNotOpen((answer, out) -> out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        shouldNotOpen((answer, out) -> out.write(
            answer.replace("Accept: ", "Accept: x").getBytes(StandardCharsets.US_ASCII)));
        shouldNotOpen((answer, out) -> out.write(
            answer.replace("v1.json", "v1.sbe").getBytes(StandardCharsets.US_ASCII)));
        shouldNotOpen((answer, out) ->
        {
            // Without an end.
            final byte[] line = "X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100_000; i++)
            {
                out.write(line);
            }
        });
    }

    @Test
    void shouldGiveUpWhoSaysNothingMore()
    {
        // A frame that is announced, and does not come.
        final byte[] announced = {(byte)0x82, 126, 0x0f, 0, 1, 2, 3};
        try (HostileServer server = HostileServer.saying(announced);
            TickwireClient client = TickwireClient.connect(
                config(server).with(ClientTiming.defaults().withPingMs(20, 300).withoutReconnect()), all))
        {
            Server.await(() -> !all.closes.isEmpty(), () -> client.getMetrics().toString());
        }
        assertEquals(List.of("1006 nothing received for 300 ms"), all.closes);
    }

    @Test
    void shouldPassOverWhatItCanNotRead()
    {
        final byte[][] frames = {
            ServerFrames.frame(FrameParser.TEXT, text("{\"type\":")),
            ServerFrames.frame(FrameParser.TEXT, text("[".repeat(4_000))),
            ServerFrames.frame(FrameParser.TEXT, text("{\"type\":\"welcome\",\"epoch\":\"now\"}")),
            ServerFrames.frame(FrameParser.TEXT, text(
                "{\"type\":\"subscribed\",\"channel\":\"trade\",\"sid\":[{}],\"seq\":[],\"symbol\":[1]}")),
            ServerFrames.frame(FrameParser.TEXT, text("{\"type\":\"gap\",\"channel\":[],\"from\":{}}")),
            ServerFrames.frame(FrameParser.BINARY, new byte[]{(byte)0xdd, 0x7f, -1, -1, -1}),
            ServerFrames.frame(FrameParser.TEXT, TRADE)};
        try (HostileServer server = HostileServer.saying(frames);
            TickwireClient client = TickwireClient.connect(config(server), all))
        {
            Server.await(() -> all.total() == 1, () -> client.getMetrics() + " " + all.errors);

            assertTrue(all.errors.size() >= 3, all.errors::toString);
            assertTrue(all.errors.stream().allMatch(error -> error.startsWith("invalid_message: ")),
                all.errors::toString);
            assertEquals(all.errors.size(), client.getMetrics().errorCount());
            assertEquals(List.of(), all.closes);
        }
    }

    private void shouldEnd(final String code, final byte[]... frames)
    {
        final RecordingListener listener = new RecordingListener();
        try (HostileServer server = HostileServer.saying(frames);
            TickwireClient client = TickwireClient.connect(config(server), listener))
        {
            Server.await(() -> !listener.closes.isEmpty(), () -> client.getMetrics() + " " + code);
        }
        assertEquals(code, listener.closes.get(0).substring(0, 4), listener.closes::toString);
        assertEquals(0, listener.total());
    }

    private static void shouldNotOpen(final HostileServer.Script script)
    {
        final RecordingListener listener = new RecordingListener();
        try (HostileServer server = new HostileServer(script);
            TickwireClient client = TickwireClient.connect(config(server), listener))
        {
            Server.await(() -> !listener.errors.isEmpty(), () -> client.getMetrics().toString());
        }
        assertEquals(0, listener.opens.get());
    }

    private static ClientConfig config(final HostileServer server)
    {
        return ClientConfig.of(server.url()).with(Encoding.JSON).withMaxMessageBytes(MAX_BYTES)
            .with(ClientTiming.defaults().withoutReconnect());
    }

    private static byte[] text(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
