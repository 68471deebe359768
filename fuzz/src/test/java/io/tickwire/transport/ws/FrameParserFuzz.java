package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * A client's bytes: whatever the pieces that they come in, the parser makes of them what the RFC does, and touches
 * nothing around them. Of the input, the first byte says how long messages may be, the second how they are cut.
 */
public final class FrameParserFuzz
{
    private static final byte UNTOUCHED = 0x5A;
    private static final int AROUND = 9;

    private FrameParserFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        if (data.length < 2)
        {
            return;
        }

        final int maxMessageBytes = 4 * (data[0] & 0xFF);
        final int maxFragments = 1 + (data[0] & 7);
        final byte[] bytes = Arrays.copyOfRange(data, 2, data.length);
        final List<String> expected = NaiveClient.read(bytes, maxMessageBytes, maxFragments);

        final Random cuts = new Random(data[1]);
        for (final int maxPiece : new int[]{Integer.MAX_VALUE, 1, 2 + (data[1] & 31)})
        {
            final FrameParser parser = new FrameParser(maxMessageBytes, maxFragments, null);
            assertEquals(expected, read(parser, bytes, maxPiece, cuts));
        }
    }

    private static List<String> read(
        final FrameParser parser, final byte[] bytes, final int maxPiece, final Random cuts)
    {
        final Events events = new Events();
        int at = 0;
        try
        {
            while (at < bytes.length)
            {
                final int left = bytes.length - at;
                final int length = maxPiece >= left ? left : 1 + cuts.nextInt(maxPiece);
                take(parser, bytes, at, Math.min(length, left), events);
                at += length;
            }
        }
        catch (final ProtocolViolation ex)
        {
            events.lines.add("refused " + ex.code().code());
        }

        return events.lines;
    }

    private static void take(
        final FrameParser parser, final byte[] bytes, final int from, final int length, final Events events)
        throws ProtocolViolation
    {
        final byte[] room = new byte[AROUND + length + AROUND];
        Arrays.fill(room, UNTOUCHED);
        System.arraycopy(bytes, from, room, AROUND, length);
        final ByteBuffer in = ByteBuffer.wrap(room).limit(AROUND + length).position(AROUND);
        try
        {
            parser.parse(in, events);
            assertFalse(in.hasRemaining());
        }
        finally
        {
            for (int i = 0; i < AROUND; i++)
            {
                assertEquals(UNTOUCHED, room[i]);
                assertEquals(UNTOUCHED, room[AROUND + length + i]);
            }
        }
    }

    private static final class Events implements FrameListener
    {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onMessage(final boolean isText, final ByteBuffer payload)
        {
            lines.add((isText ? "text " : "binary ") + hex(payload));
        }

        @Override
        public void onPing(final ByteBuffer payload)
        {
            lines.add("ping " + hex(payload));
        }

        @Override
        public void onPong()
        {
            lines.add("pong");
        }

        @Override
        public void onClose(final int code)
        {
            lines.add("close " + code);
        }

        private static String hex(final ByteBuffer payload)
        {
            final byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);

            return HexFormat.of().formatHex(bytes);
        }
    }
}
