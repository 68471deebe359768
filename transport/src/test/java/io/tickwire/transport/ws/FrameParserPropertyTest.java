package io.tickwire.transport.ws;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random clients and servers, read by the parser in random pieces, and by its naive twin at once.
 */
class FrameParserPropertyTest
{
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final int MAX_FRAGMENTS = 1_024;
    private static final int MAX_FRAMES = 30;
    private static final int[] LENGTHS = {0, 1, 7, 8, 125, 126, 127, 513, 65_535, 65_536, 70_000};
    private static final int[] CODES = {1000, 1001, 1002, 1003, 1007, 1014, 3000, 4999};
    private static final int[] PIECES = {1, 2, 9, 150, 5_000, 1 << 20};
    private static final String CHARACTERS = "az 09{}\"\u00e9\u07ff\u0800\u20ac\uffff\ud7ff\ue000";

    private Random random;

    @Property(tries = 150, seed = "20261127")
    void shouldSeeWhatTheNaiveReaderSees(@ForAll final long seed, @ForAll @IntRange(max = 5) final int pieces)
    {
        random = new Random(seed);
        final byte[] bytes = clientOf(seed);
        final FrameEvents events =
            FrameEvents.of(new FrameParser(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, null), bytes, PIECES[pieces], random);

        assertNull(events.violation());
        assertEquals(NaiveFrameReader.read(bytes), events.lines());
    }

    @Property(tries = 150, seed = "20261127")
    void shouldSeeOfAServerWhatItSeesOfAClient(
        @ForAll final long seed, @ForAll @IntRange(max = 5) final int pieces, @ForAll final boolean isKeeping)
    {
        random = new Random(seed);
        final byte[] ofClient = framesOf(new ClientFrames(seed));
        random = new Random(seed);
        final byte[] ofServer = framesOf(ClientFrames.ofServer());
        final GatherPolicy gathering = new GatherPolicy(GatherRoom.UNBOUNDED, isKeeping ? 1 << 12 : 0, 16);
        final FrameParser parser = FrameParser.ofServer(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, null, gathering);
        final FrameEvents events = FrameEvents.of(parser, ofServer, PIECES[pieces], random);

        assertNull(events.violation());
        assertEquals(NaiveFrameReader.read(ofClient), events.lines());
    }

    @Property(tries = 300, seed = "20261127")
    void shouldSeeTheSameWhateverThePiecesWhereBytesAreDamaged(@ForAll final long seed)
    {
        random = new Random(seed);
        final byte[] bytes = clientOf(seed);
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            // Most of the damage near the start, where the headers of small frames are.
            bytes[random.nextInt(1 + random.nextInt(bytes.length))] ^= (byte)(1 << random.nextInt(8));
        }
        final FrameEvents whole =
            FrameEvents.of(new FrameParser(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, null), bytes, Integer.MAX_VALUE, random);
        final FrameEvents pieces = FrameEvents.of(
            new FrameParser(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, null), bytes, PIECES[random.nextInt(4)], random);

        assertEquals(whole.violation(), pieces.violation());
        assertEquals(whole.lines(), pieces.lines());
    }

    @Property(tries = 10_000, seed = "20261127")
    void shouldThrowNothingButViolationsAtRandomBytes(@ForAll final long seed)
    {
        random = new Random(seed);
        final byte[] bytes = new byte[1 + random.nextInt(400)];
        random.nextBytes(bytes);
        for (int at = 0; at + 1 < bytes.length; at += 1 + random.nextInt(40))
        {
            // Likelier to be a frame's beginning.
            bytes[at] &= (byte)0x8F;
            bytes[at + 1] |= (byte)0x80;
            if (random.nextBoolean())
            {
                bytes[at + 1] &= (byte)0x87;
            }
        }
        final int maxBytes = random.nextInt(200);
        final Deflate deflate = random.nextBoolean() ? null : new Deflate(15, random.nextBoolean(), "");
        final FrameEvents events =
            FrameEvents.of(new FrameParser(maxBytes, 3, deflate), bytes, 1 + random.nextInt(64), random);

        assertTrue(events.longestMessage() <= maxBytes, () -> events.longestMessage() + " of " + maxBytes);
        assertTrue(
            events.violation() == null || List.of(
                CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_TEXT, CloseCode.MESSAGE_TOO_BIG)
                .contains(events.violation()),
            () -> "" + events.violation());
    }

    private byte[] clientOf(final long seed)
    {
        return framesOf(new ClientFrames(seed));
    }

    private byte[] framesOf(final ClientFrames client)
    {
        for (int i = random.nextInt(MAX_FRAMES); i >= 0; i--)
        {
            maybeControl(client);
            message(client);
        }
        if (random.nextBoolean())
        {
            end(client);
        }

        return client.bytes();
    }

    private void message(final ClientFrames client)
    {
        final boolean isText = random.nextBoolean();
        final int length = random.nextInt(3) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : random.nextInt(300);
        final byte[] payload = isText ? textOf(length) : bytesOf(length);
        int opcode = isText ? ClientFrames.TEXT : ClientFrames.BINARY;
        int at = 0;
        for (int more = random.nextInt(3) == 0 ? random.nextInt(6) : 0; more > 0; more--)
        {
            final int end = at + random.nextInt(payload.length - at + 1);
            client.frame(opcode, Arrays.copyOfRange(payload, at, end));
            maybeControl(client);
            opcode = ClientFrames.CONTINUATION;
            at = end;
        }
        client.frame(ClientFrames.FIN | opcode, Arrays.copyOfRange(payload, at, payload.length));
    }

    private void maybeControl(final ClientFrames client)
    {
        if (random.nextInt(3) == 0)
        {
            final int opcode = random.nextBoolean() ? ClientFrames.PING : ClientFrames.PONG;
            client.frame(ClientFrames.FIN | opcode, bytesOf(random.nextInt(126)));
        }
    }

    private void end(final ClientFrames client)
    {
        if (random.nextBoolean())
        {
            client.frame(ClientFrames.FIN | ClientFrames.CLOSE);
        }
        else
        {
            client.close(CODES[random.nextInt(CODES.length)], ClientFrames.utf8("b\u00fce"));
        }
        // What comes after the close is passed over.
        client.raw(0xFF, 0xFF, random.nextInt(256));
    }

    private byte[] bytesOf(final int length)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);

        return bytes;
    }

    private byte[] textOf(final int characters)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++)
        {
            text.appendCodePoint(random.nextInt(20) == 0 ?
                0x10000 + random.nextInt(0x100000) : CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }

        return ClientFrames.utf8(text.toString());
    }
}
