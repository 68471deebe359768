package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * What a parser made of a client's bytes, as lines.
 */
final class FrameEvents implements FrameListener
{
    private final List<String> lines = new ArrayList<>();
    private int longestMessage;
    private CloseCode violation;

    @Override
    public void onMessage(final boolean isText, final ByteBuffer payload)
    {
        longestMessage = Math.max(longestMessage, payload.remaining());
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

    List<String> lines()
    {
        return lines;
    }

    /**
     * How the connection ended; null: it goes on.
     */
    CloseCode violation()
    {
        return violation;
    }

    int longestMessage()
    {
        return longestMessage;
    }

    /**
     * Parse bytes in pieces.
     *
     * @param maxPiece of the pieces; their lengths are random.
     */
    static FrameEvents of(final FrameParser parser, final byte[] bytes, final int maxPiece, final Random random)
    {
        final FrameEvents events = new FrameEvents();
        final ByteBuffer in = random.nextBoolean() ?
            ByteBuffer.allocateDirect(bytes.length + 8) : ByteBuffer.allocate(bytes.length + 8);
        for (int at = 0; at < bytes.length && events.violation == null;)
        {
            final int length = Math.min(1 + random.nextInt(maxPiece), bytes.length - at);
            final int start = random.nextInt(8);
            in.clear().position(start);
            in.put(bytes, at, length).flip().position(start);
            events.take(parser, in);
            at += length;
        }

        return events;
    }

    private void take(final FrameParser parser, final ByteBuffer in)
    {
        try
        {
            parser.parse(in, this);
            if (in.hasRemaining())
            {
                throw new AssertionError("bytes are left: " + in);
            }
        }
        catch (final ProtocolViolation ex)
        {
            violation = ex.code();
        }
    }

    private static String hex(final ByteBuffer payload)
    {
        final byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);

        return HexFormat.of().formatHex(bytes);
    }
}
