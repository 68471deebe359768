package io.tickwire.transport.ws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Deflated messages, in any fragments and pieces: what the JDK inflates at once, and nothing else is taken; nothing is
 * longer than a message may be. Of the input, the first byte says how long that is and whether a context is kept, the
 * second how all is cut; a third message begins where the last quarter does.
 */
public final class DeflatedMessagesFuzz
{
    private static final int MAX_INPUT = 1_024;
    private static final int MAX_FRAGMENTS = 64;
    private static final int WINDOW_BYTES = 1 << 15;
    private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

    private DeflatedMessagesFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        if (data.length < 2)
        {
            return;
        }

        final byte[] all = Arrays.copyOfRange(data, 2, Math.min(data.length, MAX_INPUT + 2));
        final int maxBytes = 64 * (data[0] & 0x7F);
        final boolean keepsContext = data[0] < 0;
        final List<byte[]> messages = List.of(
            Arrays.copyOf(all, all.length / 2),
            Arrays.copyOfRange(all, all.length / 2, all.length - all.length / 4),
            Arrays.copyOfRange(all, all.length - all.length / 4, all.length));
        final FrameParser parser =
            new FrameParser(maxBytes, MAX_FRAGMENTS, new Deflate(15, keepsContext, "permessage-deflate"));
        final Messages received = new Messages();
        byte[] context = {};
        for (final byte[] message : messages)
        {
            final byte[] expected = inflated(message, context, maxBytes);
            final byte[] found = received.of(parser, message, new Random(data[1]));
            assertTrue(found == null || found.length <= maxBytes);
            assertArrayEquals(expected, found);
            if (expected == null)
            {
                break;
            }
            context = keepsContext ? windowOf(context, expected) : context;
        }
        parser.end();
        parser.end();
    }

    private static byte[] windowOf(final byte[] context, final byte[] message)
    {
        final byte[] all = Arrays.copyOf(context, context.length + message.length);
        System.arraycopy(message, 0, all, context.length, message.length);

        return Arrays.copyOfRange(all, Math.max(0, all.length - WINDOW_BYTES), all.length);
    }

    /** What a message is, or null: it is none, or is too long. */
    private static byte[] inflated(final byte[] message, final byte[] context, final int maxBytes)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        int streams = 0;
        while (from < message.length && out.size() <= maxBytes)
        {
            final byte[] rest = Arrays.copyOfRange(message, from, message.length + TAIL.length);
            System.arraycopy(TAIL, 0, rest, message.length - from, TAIL.length);
            final int read = stream(rest, context, maxBytes, out);
            from += read;
            if (read < 0 || from > message.length && from < message.length + TAIL.length ||
                from < message.length && ++streams > MAX_FRAGMENTS)
            {
                return null;
            }
        }

        return out.size() > maxBytes ? null : out.toByteArray();
    }

    /** Inflate one stream, to its end or until it is too long. */
    private static int stream(
        final byte[] in, final byte[] context, final int maxBytes, final ByteArrayOutputStream out)
    {
        final Inflater inflater = new Inflater(true);
        try
        {
            if (context.length > 0)
            {
                inflater.setDictionary(context);
            }
            inflater.setInput(in);
            final byte[] some = new byte[512];
            while (!inflater.finished() && out.size() <= maxBytes)
            {
                final int count = inflater.inflate(some);
                out.write(some, 0, count);
                if (count == 0 && !inflater.finished())
                {
                    return -1;
                }
            }

            return inflater.finished() ? (int)inflater.getBytesRead() : -1;
        }
        catch (final DataFormatException ex)
        {
            return -1;
        }
        finally
        {
            inflater.end();
        }
    }

    private static final class Messages implements FrameListener
    {
        private final List<byte[]> messages = new ArrayList<>();

        private byte[] of(final FrameParser parser, final byte[] message, final Random cuts)
        {
            messages.clear();
            final byte[] frames = frames(message, cuts);
            try
            {
                for (int at = 0; at < frames.length;)
                {
                    final int length = Math.min(1 + cuts.nextInt(64), frames.length - at);
                    parser.parse(ByteBuffer.wrap(frames, at, length).slice(), this);
                    at += length;
                }
            }
            catch (final ProtocolViolation ex)
            {
                assertTrue(List.of(CloseCode.INVALID_TEXT, CloseCode.MESSAGE_TOO_BIG).contains(ex.code()));
                assertEquals(0, messages.size());

                return null;
            }
            assertEquals(1, messages.size());

            return messages.get(0);
        }

        private static byte[] frames(final byte[] message, final Random cuts)
        {
            final ByteArrayOutputStream frames = new ByteArrayOutputStream();
            int opcode = 0x42;
            int at = 0;
            for (int more = cuts.nextInt(4); more >= 0; more--)
            {
                final int length = more == 0 ? message.length - at : cuts.nextInt(message.length - at + 1);
                frames.write(more == 0 ? 0x80 | opcode : opcode);
                frames.write(length < 126 ? 0x80 | length : 0xFE);
                if (length >= 126)
                {
                    frames.write(length >> 8);
                    frames.write(length);
                }
                frames.writeBytes(new byte[4]);
                frames.write(message, at, length);
                at += length;
                opcode = 0;
            }

            return frames.toByteArray();
        }

        @Override
        public void onMessage(final boolean isText, final ByteBuffer payload)
        {
            final byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            messages.add(bytes);
        }

        @Override
        public void onPing(final ByteBuffer payload)
        {
            throw new AssertionError("a ping");
        }

        @Override
        public void onPong()
        {
            throw new AssertionError("a pong");
        }

        @Override
        public void onClose(final int code)
        {
            throw new AssertionError("a close");
        }
    }
}
