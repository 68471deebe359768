package io.tickwire.transport.session;

import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.FrameParser;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ControlFramesTest
{
    private static final int MAX_PAYLOAD = 125;
    private static final String SMILE = "\ud83d\ude00";

    private final ControlFrames frames = new ControlFrames();

    @Test
    void shouldWriteTheseBytes()
    {
        assertEquals("8900", hex(frames.ping()));
        assertEquals("8a00", hex(frames.pong(new byte[0])));
        assertEquals("8a03010203", hex(frames.pong(new byte[]{1, 2, 3})));
        assertEquals("880503e8627965", hex(frames.close(1000, "bye")));
        assertEquals("88020fa0", hex(frames.close(4000, "")));
        assertEquals("8800", hex(frames.close(FrameParser.NO_CODE, "")));
    }

    @Test
    void shouldEchoTheLongestPing()
    {
        final ControlFrames pong = frames.pong(new byte[MAX_PAYLOAD]);

        assertEquals(2 + MAX_PAYLOAD, pong.length());
        assertEquals(pong.length(), ServerFrames.frameLength(pong.buffer(), pong.offset()));
    }

    @Test
    void shouldCutAReasonByWholeCharacters()
    {
        assertEquals("x".repeat(123), reasonOf("x".repeat(123)));
        assertEquals("x".repeat(123), reasonOf("x".repeat(5_000)));
        assertEquals("\u20ac".repeat(41), reasonOf("\u20ac".repeat(42)));
        assertEquals("x" + "\u20ac".repeat(40), reasonOf("x" + "\u20ac".repeat(41)));
        assertEquals(SMILE.repeat(30), reasonOf(SMILE.repeat(31)));
        assertEquals("xyz" + SMILE.repeat(30), reasonOf("xyz" + SMILE.repeat(32)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20})
    void shouldFindTheLengthOfAnyFrame(final int payload)
    {
        final FrameHeader header = new FrameHeader();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[32]);
        for (final boolean isText : new boolean[]{true, false})
        {
            header.seal(buffer, 3, payload, isText);

            assertEquals(header.headerBytes(payload), ServerFrames.headerLength(buffer, 3));
            assertEquals(header.headerBytes(payload) + payload, ServerFrames.frameLength(buffer, 3));
            assertEquals(isText ? 1 : 2, ServerFrames.opcode(buffer, 3));
        }
    }

    private String reasonOf(final String reason)
    {
        final ControlFrames frame = frames.close(4008, reason);
        assertTrue(frame.length() <= 2 + MAX_PAYLOAD, () -> "" + frame.length());
        final byte[] text = new byte[frame.length() - 4];
        frame.buffer().getBytes(frame.offset() + 4, text);

        return new String(text, StandardCharsets.UTF_8);
    }

    private static String hex(final ControlFrames frame)
    {
        final byte[] bytes = new byte[frame.length()];
        frame.buffer().getBytes(frame.offset(), bytes);

        return HexFormat.of().formatHex(bytes);
    }
}
