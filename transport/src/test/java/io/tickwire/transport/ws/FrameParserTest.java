package io.tickwire.transport.ws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.CONTINUATION;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.PING;
import static io.tickwire.transport.ws.ClientFrames.PONG;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static io.tickwire.transport.ws.ClientFrames.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FrameParserTest
{
    private static final int MAX_BYTES = 1_000;
    private static final int MAX_FRAGMENTS = 4;

    private final FrameParser parser = new FrameParser(MAX_BYTES, MAX_FRAGMENTS, null);

    static Stream<Arguments> violations()
    {
        return Stream.of(
            Arguments.of("unmasked", client().raw(FIN | TEXT, 1, 'a')),
            Arguments.of("unmasked control frame", client().raw(FIN | PING, 0)),
            Arguments.of("RSV1", client().frame(FIN | 0x40 | TEXT)),
            Arguments.of("RSV2", client().frame(FIN | 0x20 | BINARY)),
            Arguments.of("RSV3", client().frame(FIN | 0x10 | PING)),
            Arguments.of("fragmented ping", client().frame(PING)),
            Arguments.of("fragmented pong", client().frame(PONG)),
            Arguments.of("fragmented close", client().frame(CLOSE)),
            Arguments.of("long ping", client().header(FIN | PING, 126, 2)),
            Arguments.of("long pong", client().header(FIN | PONG, 65_536, 8)),
            Arguments.of("control frame with a long form", client().header(FIN | CLOSE, 5, 2)),
            Arguments.of("2 bytes for 125", client().header(FIN | TEXT, 125, 2).masked()),
            Arguments.of("2 bytes for 0", client().header(FIN | TEXT, 0, 2).masked()),
            Arguments.of("8 bytes for 65535", client().header(FIN | BINARY, 65_535, 8).masked()),
            Arguments.of("8 bytes for 1", client().header(FIN | BINARY, 1, 8).masked()),
            Arguments.of("the length's top bit", client().header(FIN | BINARY, Long.MIN_VALUE, 8).masked()),
            Arguments.of("the length's every bit", client().header(FIN | BINARY, -1, 8).masked()),
            Arguments.of("continuation of nothing", client().frame(FIN | CONTINUATION)),
            Arguments.of("text within a message", client().frame(TEXT).frame(FIN | TEXT)),
            Arguments.of("binary within a message", client().frame(BINARY).frame(BINARY)),
            Arguments.of("close of 1 byte", client().frame(FIN | CLOSE, (byte)3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void shouldEndWith1002(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.PROTOCOL_ERROR, client);
    }

    @Test
    void shouldRefuseAContinuationAfterTheEnd()
    {
        final FrameEvents events =
            eventsOf(client().frame(TEXT).frame(FIN | CONTINUATION).frame(FIN | CONTINUATION).bytes());

        assertEquals(CloseCode.PROTOCOL_ERROR, events.violation());
        assertEquals(List.of("text "), events.lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void shouldRefuseOpcodesThatAreNotKnown(final int opcode)
    {
        assertViolation(CloseCode.PROTOCOL_ERROR, client().frame(FIN | opcode));
        assertViolation(CloseCode.PROTOCOL_ERROR, client().frame(opcode));
        assertViolation(CloseCode.PROTOCOL_ERROR, client().frame(TEXT).frame(FIN | opcode));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    void shouldRefuseCloseCodesThatMustNotBeSent(final int code)
    {
        assertViolation(CloseCode.PROTOCOL_ERROR, client().close(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void shouldTakeCloseCodesThatMayBeSent(final int code)
    {
        assertEquals(List.of("close " + code), eventsOf(client().close(code, utf8("g\u00e9nug")).bytes()).lines());
    }

    static Stream<Arguments> invalidTexts()
    {
        return Stream.of(
            Arguments.of("not UTF-8", client().frame(FIN | TEXT, (byte)'a', (byte)0xFF)),
            Arguments.of("half a character", client().frame(FIN | TEXT, (byte)0xE2, (byte)0x82)),
            Arguments.of("half a character at the end of the last fragment",
                client().frame(TEXT, (byte)'a').frame(FIN | CONTINUATION, (byte)0xC3)),
            Arguments.of("half a character before an empty last fragment",
                client().frame(TEXT, (byte)0xC3).frame(FIN | CONTINUATION)),
            Arguments.of("a fragment that can not be gone on from", client().frame(TEXT, (byte)0xED, (byte)0xA0)),
            Arguments.of("the first byte of a frame of which more is to come",
                client().header(FIN | TEXT, 500, 2).masked((byte)0xC0)),
            Arguments.of("close reason", client().close(1000, (byte)0x80)),
            Arguments.of("close reason that ends too early", client().close(1000, (byte)0xF0, (byte)0x9F)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTexts")
    void shouldEndWith1007(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.INVALID_TEXT, client);
    }

    static Stream<Arguments> tooLong()
    {
        final ClientFrames begun = client().frame(BINARY, new byte[MAX_BYTES]);

        return Stream.of(
            Arguments.of("one frame", client().header(FIN | TEXT, MAX_BYTES + 1, 2).masked()),
            Arguments.of("one byte in a fragment too many", begun.header(CONTINUATION, 1, 1).masked()),
            Arguments.of("the longest that there is", client().header(FIN | TEXT, Long.MAX_VALUE, 8).masked()),
            Arguments.of("a sum that turns over",
                client().frame(BINARY, (byte)1).header(FIN | CONTINUATION, Long.MAX_VALUE, 8).masked()),
            Arguments.of("a length that is right in its last 32 bits",
                client().header(FIN | BINARY, (1L << 32) + 3, 8).masked()),
            Arguments.of("fragments", client().frame(TEXT).frame(CONTINUATION).frame(CONTINUATION)
                .frame(CONTINUATION).header(FIN | CONTINUATION, 0, 1).masked()));
    }

    /** None of these has a payload: the header is enough. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLong")
    void shouldEndWith1009BeforeThePayload(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.MESSAGE_TOO_BIG, client);
    }

    @Test
    void shouldTakeAMessageAtTheBounds()
    {
        final ClientFrames client = client().frame(BINARY, new byte[MAX_BYTES - 2]).frame(CONTINUATION, (byte)1)
            .frame(CONTINUATION).frame(FIN | CONTINUATION, (byte)2).frame(FIN | BINARY, new byte[MAX_BYTES]);

        final FrameEvents events = eventsOf(client.bytes());

        assertNull(events.violation());
        assertEquals(2, events.lines().size());
        assertEquals(MAX_BYTES, events.longestMessage());
    }

    @Test
    void shouldTakeLongerMessagesOnceTheyMayBe()
    {
        final byte[] bytes = client().frame(FIN | BINARY, new byte[MAX_BYTES + 1]).bytes();
        parser.maxMessageBytes(MAX_BYTES + 1);

        assertNull(eventsOf(bytes).violation());
        parser.maxMessageBytes(MAX_BYTES);
        assertEquals(CloseCode.MESSAGE_TOO_BIG, eventsOf(bytes).violation());
    }

    @Test
    void shouldEndAMessageThatIsTooLongByNow()
    {
        assertNull(eventsOf(client().frame(BINARY, new byte[10]).bytes()).violation());
        parser.maxMessageBytes(9);

        assertEquals(
            CloseCode.MESSAGE_TOO_BIG, eventsOf(client().frame(FIN | CONTINUATION).bytes()).violation());
    }

    @Test
    void shouldHandOverAWholeMessageWhereItStands() throws ProtocolViolation
    {
        final byte[] bytes = client().text("there").text("and here").bytes();
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        final FrameEvents events = new FrameEvents();
        parser.parse(in, new FrameListenerOnly(events)
        {
            @Override
            public void onMessage(final boolean isText, final ByteBuffer payload)
            {
                assertEquals(bytes, payload.array());
                events.onMessage(isText, payload);
                // Whatever becomes of the view, the parser goes on behind the message.
                payload.clear().order(ByteOrder.LITTLE_ENDIAN);
            }
        });

        assertEquals(List.of("text 7468657265", "text 616e642068657265"), events.lines());
        assertEquals(0, in.remaining());
    }

    @Test
    void shouldGoOnBehindAMessageThatTheListenerRefuses() throws ProtocolViolation
    {
        final ByteBuffer in = ByteBuffer.wrap(client().text("no").text("yes").bytes());
        final FrameEvents events = new FrameEvents();
        final FrameListener refusing = new FrameListenerOnly(events)
        {
            @Override
            public void onMessage(final boolean isText, final ByteBuffer payload) throws ProtocolViolation
            {
                throw new ProtocolViolation(CloseCode.UNSUPPORTED_DATA, "no");
            }
        };
        final ProtocolViolation violation =
            assertThrows(ProtocolViolation.class, () -> parser.parse(in, refusing));

        assertEquals(CloseCode.UNSUPPORTED_DATA, violation.code());
        parser.parse(in, events);
        assertEquals(List.of("text 796573"), events.lines());
    }

    @Test
    void shouldPassOverWhatComesAfterAClose() throws ProtocolViolation
    {
        final FrameEvents events = eventsOf(client().close(1000).text("too late").raw(0x7F, 0x7F).bytes());

        assertEquals(List.of("close 1000"), events.lines());
        assertNull(events.violation());
        final ByteBuffer more = ByteBuffer.wrap(client().text("too late").bytes());
        parser.parse(more, events);
        assertEquals(0, more.remaining());
        assertEquals(List.of("close 1000"), events.lines());
    }

    private void assertViolation(final CloseCode code, final ClientFrames client)
    {
        final byte[] bytes = client.bytes();
        for (final int maxPiece : new int[]{1, 3, bytes.length})
        {
            final FrameParser fresh = new FrameParser(MAX_BYTES, MAX_FRAGMENTS, null);
            final FrameEvents events = FrameEvents.of(fresh, bytes, maxPiece, new Random(maxPiece));

            assertEquals(code, events.violation());
            assertEquals(List.of(), events.lines());
        }
    }

    private FrameEvents eventsOf(final byte[] bytes)
    {
        return FrameEvents.of(parser, bytes, bytes.length, new Random(bytes.length));
    }

    private static ClientFrames client()
    {
        return new ClientFrames(6455);
    }

    /**
     * Hands on all but messages.
     */
    private abstract static class FrameListenerOnly implements FrameListener
    {
        private final FrameEvents events;

        private FrameListenerOnly(final FrameEvents events)
        {
            this.events = events;
        }

        @Override
        public void onPing(final ByteBuffer payload)
        {
            events.onPing(payload);
        }

        @Override
        public void onPong()
        {
            events.onPong();
        }

        @Override
        public void onClose(final int code)
        {
            events.onClose(code);
        }
    }
}
