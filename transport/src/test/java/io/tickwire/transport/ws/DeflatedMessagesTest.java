package io.tickwire.transport.ws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.HexFormat;
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

/**
 * RFC 7692, sections 6 and 7.2, as a client sends it.
 */
class DeflatedMessagesTest
{
    private static final int RSV1 = 0x40;
    private static final int MAX_BYTES = 100_000;
    private static final int MAX_FRAGMENTS = 16;
    private static final Deflate FRESH = new Deflate(15, false, "");
    private static final Deflate KEPT = new Deflate(15, true, "");
    private static final String HELLO = "text 48656c6c6f";
    private static final byte[] HELLO_AS_LAST = bytes("f3 48 cd c9 c9 07 00 00");

    private Deflate agreed = FRESH;

    /** The examples of section 7.2.3: each frame's payload, fragments apart. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "7.2.3.1 one block | f2 48 cd c9 c9 07 00",
        "7.2.3.1 two fragments | f2 48 cd, c9 c9 07 00",
        "7.2.3.3 a block without compression | 00 05 00 fa ff 48 65 6c 6c 6f 00",
        "7.2.3.4 a block that says it is the last | f3 48 cd c9 c9 07 00 00",
        "7.2.3.4 the same without the byte behind it | f3 48 cd c9 c9 07 00",
        "7.2.3.4 the same in fragments | f3 48 cd c9 c9 07 00, 00",
        "7.2.3.5 two blocks | f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
        "7.2.3.5 two blocks in fragments | f2 48 05 00 00 00 ff, ff ca c9 c9 07, 00",
        "7.2.3.6 an empty last fragment | f2 48 05 00 00 00 ff ff ca c9 c9 07 00 00 00 ff ff, 00",
        "two last blocks | f3 48 05 00 cb c9 c9 07 00 00"})
    void shouldInflateTheExamples(final String name, final String fragments)
    {
        final ClientFrames client = client();
        final String[] parts = fragments.split(",");
        for (int i = 0; i < parts.length; i++)
        {
            final int kind = i == 0 ? RSV1 | TEXT : CONTINUATION;
            client.frame(i == parts.length - 1 ? FIN | kind : kind, bytes(parts[i].strip()));
        }

        assertLines(List.of(HELLO), client);
    }

    /** The second example of section 7.2.3.2 points back into the first message. */
    @Test
    void shouldKeepTheContextWhereThatWasAgreedOn()
    {
        final ClientFrames client = client()
            .frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00")).frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00"));
        agreed = KEPT;
        assertLines(List.of(HELLO, HELLO), client);

        agreed = FRESH;
        assertEquals(CloseCode.INVALID_TEXT, eventsOf(client, Integer.MAX_VALUE).violation());
    }

    @Test
    void shouldKeepTheContextBehindABlockThatSaysItIsTheLast()
    {
        agreed = KEPT;

        assertLines(
            List.of(HELLO, HELLO),
            client().frame(FIN | RSV1 | TEXT, HELLO_AS_LAST).frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00")));
    }

    @Test
    void shouldTakeMessagesBehindABlockThatSaysItIsTheLast()
    {
        final ClientFrames client = client();
        for (int i = 0; i < 3; i++)
        {
            client.frame(FIN | RSV1 | TEXT, HELLO_AS_LAST).frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00"));
        }

        assertLines(List.of(HELLO, HELLO, HELLO, HELLO, HELLO, HELLO), client);
    }

    /** Section 7.2.3.6; and some send no byte at all. */
    @ParameterizedTest
    @ValueSource(strings = {"00", "", "02 00", "03 00", "00 00 00 ff ff 00"})
    void shouldInflateAnEmptyMessage(final String payload)
    {
        assertLines(List.of("binary "), client().frame(FIN | RSV1 | BINARY, bytes(payload)));
        assertLines(
            List.of("binary "), client().frame(RSV1 | BINARY).frame(FIN | CONTINUATION, bytes(payload)));
    }

    /** Section 6.1: each message on its own may be deflated or not. */
    @Test
    void shouldTakeMessagesThatAreNotDeflatedBetween()
    {
        agreed = KEPT;

        assertLines(
            List.of(HELLO, "text 68", "ping 70", HELLO),
            client().frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00")).text("h")
                .frame(FIN | PING, (byte)'p').frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00")));
    }

    static Stream<Arguments> violations()
    {
        final byte[] hello = bytes("f2 48 cd c9 c9 07 00");

        return Stream.of(
            Arguments.of("6.1 RSV1 on a continuation",
                client().frame(RSV1 | TEXT, hello).frame(FIN | RSV1 | CONTINUATION)),
            Arguments.of("6.1 RSV1 on a continuation of what is not deflated",
                client().frame(TEXT).frame(FIN | RSV1 | CONTINUATION, hello)),
            Arguments.of("6.1 RSV1 on a ping", client().frame(FIN | RSV1 | PING)),
            Arguments.of("6.1 RSV1 on a pong", client().frame(FIN | RSV1 | PONG)),
            Arguments.of("6.1 RSV1 on a close", client().frame(FIN | RSV1 | CLOSE)),
            Arguments.of("RSV2", client().frame(FIN | 0x20 | TEXT, hello)),
            Arguments.of("RSV1 and RSV2", client().frame(FIN | 0x60 | TEXT, hello)),
            Arguments.of("RSV1 and RSV3", client().frame(FIN | 0x50 | TEXT, hello)),
            Arguments.of("RSV1 on an opcode that is not known", client().frame(FIN | RSV1 | 3, hello)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void shouldEndWith1002(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.PROTOCOL_ERROR, client);
    }

    static Stream<Arguments> damaged()
    {
        return Stream.of(
            Arguments.of("a block of no kind", deflated(bytes("07"))),
            Arguments.of("lengths that do not agree", deflated(bytes("00 05 00 00 00 48"))),
            Arguments.of("it points before the beginning", deflated(bytes("f2 00 11 00 00"))),
            Arguments.of("cut off within a block", deflated(bytes("f2 48 cd"))),
            Arguments.of("cut off within lengths", deflated(bytes("00 05 00"))),
            Arguments.of("cut off within a block behind a last one", deflated(bytes("f3 48 cd c9 c9 07 00 f2 48 cd"))),
            Arguments.of("one byte that is no block", deflated(bytes("ff"))),
            Arguments.of("no UTF-8", client().frame(FIN | RSV1 | TEXT, ClientDeflater.once((byte)'a', (byte)0xFF))),
            Arguments.of("half a character",
                client().frame(FIN | RSV1 | TEXT, ClientDeflater.once((byte)0xE2, (byte)0x82))),
            Arguments.of("no UTF-8, and more is to come",
                client().frame(RSV1 | TEXT, ClientDeflater.once((byte)0xC0, (byte)0x80))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void shouldEndWith1007(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.INVALID_TEXT, client);
    }

    @Test
    void shouldTakeACharacterInTwoFragments()
    {
        final byte[] euro = ClientDeflater.once(utf8("\u20ac"));
        final ClientFrames client = client().frame(RSV1 | TEXT);
        for (int i = 0; i < euro.length; i++)
        {
            client.frame(i == euro.length - 1 ? FIN | CONTINUATION : CONTINUATION, euro[i]);
        }

        assertLines(List.of("text e282ac"), client);
    }

    static Stream<Arguments> bombs()
    {
        final byte[] bomb = ClientDeflater.once(new byte[MAX_BYTES + 1]);
        final byte[] lastBlocks = new byte[2 * MAX_FRAGMENTS + 4];
        for (int i = 0; i < lastBlocks.length; i += 2)
        {
            lastBlocks[i] = 3;
        }

        return Stream.of(
            Arguments.of("one byte too many", deflated(bomb)),
            Arguments.of("much too many", deflated(ClientDeflater.once(new byte[50_000_000]))),
            Arguments.of("before the message has ended", client().frame(RSV1 | BINARY, bomb)),
            Arguments.of("in two fragments",
                client().frame(RSV1 | BINARY, Arrays.copyOf(bomb, 60))
                    .frame(FIN | CONTINUATION, Arrays.copyOfRange(bomb, 60, bomb.length))),
            Arguments.of("blocks of nothing", client().header(FIN | RSV1 | BINARY, 108_000, 8).masked()),
            Arguments.of("blocks that say they are the last", deflated(lastBlocks)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void shouldEndABombWith1009(final String name, final ClientFrames client)
    {
        assertViolation(CloseCode.MESSAGE_TOO_BIG, client);
    }

    @Test
    void shouldTakeAMessageAtTheBound()
    {
        final byte[] message = new byte[MAX_BYTES];
        new Random(7692).nextBytes(message);
        final FrameEvents events = eventsOf(deflated(ClientDeflater.once(message)), 1_000);

        assertNull(events.violation());
        assertEquals(MAX_BYTES, events.longestMessage());
        assertEquals(List.of("binary " + HexFormat.of().formatHex(message)), events.lines());
    }

    @Test
    void shouldKeepNoMoreThanAWindowOfWhatWasSaid()
    {
        agreed = KEPT;
        final byte[] random = new byte[40_000];
        new Random(1).nextBytes(random);
        try (ClientDeflater deflater = new ClientDeflater(9))
        {
            final ClientFrames client = client();
            final byte[][] messages = {
                random, Arrays.copyOf(random, 300), Arrays.copyOfRange(random, 20_000, 40_000), {1}, {},
                Arrays.copyOfRange(random, 10_000, 12_000)};
            for (final byte[] message : messages)
            {
                client.frame(FIN | RSV1 | BINARY, deflater.deflate(message));
            }

            assertLines(
                Arrays.stream(messages).map(message -> "binary " + HexFormat.of().formatHex(message)).toList(), client);
        }
    }

    @Test
    void shouldShareNothingBetweenConnections()
    {
        agreed = KEPT;
        assertLines(List.of(HELLO), hello());
        final FrameEvents other = eventsOf(client().frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00")), 100);

        assertEquals(CloseCode.INVALID_TEXT, other.violation());
    }

    @Test
    void shouldGiveAnInflaterBackThatWasLeftInTheMiddle() throws ProtocolViolation
    {
        for (int i = 0; i < 100; i++)
        {
            final FrameParser parser = new FrameParser(MAX_BYTES, MAX_FRAGMENTS, FRESH);
            FrameEvents.of(parser, client().frame(RSV1 | TEXT, bytes("f2 48 cd")).bytes(), 100, new Random(i));
            parser.end();
            parser.end();

            assertLines(List.of(HELLO), hello());
        }
    }

    private static ClientFrames hello()
    {
        return client().frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00"));
    }

    private static ClientFrames deflated(final byte... payload)
    {
        return client().frame(FIN | RSV1 | BINARY, payload);
    }

    private void assertLines(final List<String> lines, final ClientFrames client)
    {
        for (final int maxPiece : new int[]{1, 5, Integer.MAX_VALUE})
        {
            final FrameEvents events = eventsOf(client, maxPiece);

            assertNull(events.violation());
            assertEquals(lines, events.lines());
        }
    }

    private void assertViolation(final CloseCode code, final ClientFrames client)
    {
        for (final int maxPiece : new int[]{1, 7, Integer.MAX_VALUE})
        {
            final FrameEvents events = eventsOf(client, maxPiece);

            assertEquals(code, events.violation());
            assertEquals(List.of(), events.lines());
        }
    }

    private FrameEvents eventsOf(final ClientFrames client, final int maxPiece)
    {
        final FrameParser parser = new FrameParser(MAX_BYTES, MAX_FRAGMENTS, agreed);
        final FrameEvents events = FrameEvents.of(parser, client.bytes(), maxPiece, new Random(maxPiece));
        parser.end();

        return events;
    }

    private static byte[] bytes(final String hex)
    {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static ClientFrames client()
    {
        return new ClientFrames(7692);
    }
}
