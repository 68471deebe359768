package io.tickwire.transport.ws;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Deflates messages, RFC 7692, section 7.2.1, each without what was said before. It takes some 260 KiB outside of the
 * heap, so there is one for all connections of a thread.
 * Thread: io-<n>
 */
public final class MessageDeflater implements AutoCloseable
{
    /** There is too little room for the message. */
    public static final int NO_ROOM = -1;

    /** What a flush ends with, and a message does not: room for it is needed all the same. */
    public static final int TAIL_BYTES = 4;

    private final Deflater deflater;

    /**
     * @param level of zlib, 1 to 9.
     */
    public MessageDeflater(final int level)
    {
        deflater = new Deflater(level, true);
    }

    /**
     * Deflate a message, and leave the buffer's position at its end.
     *
     * @param message from position to limit.
     * @param out     from its position on, and so far as its limit.
     * @return how many bytes it has become, or {@link #NO_ROOM}.
     */
    public int deflate(final ByteBuffer message, final ByteBuffer out)
    {
        final int from = out.position();
        deflater.reset();
        deflater.setInput(message);
        while (out.hasRemaining())
        {
            deflater.deflate(out, Deflater.SYNC_FLUSH);
            if (out.hasRemaining())
            {
                out.position(out.position() - TAIL_BYTES);

                return out.position() - from;
            }
        }

        return NO_ROOM;
    }

    @Override
    public void close()
    {
        deflater.end();
    }
}
