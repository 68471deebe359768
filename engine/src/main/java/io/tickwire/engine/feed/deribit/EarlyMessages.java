package io.tickwire.engine.feed.deribit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages of an instrument that came before its definition, in their order, each behind its length.
 * Thread: feed-<venue>
 */
final class EarlyMessages
{
    private static final int INITIAL_BYTES = 1024;

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int end;

    /** How much memory they take. */
    int capacity()
    {
        return bytes.capacity();
    }

    void add(final byte[] buffer, final int offset, final int length)
    {
        final int needed = end + Integer.BYTES + length;
        if (needed > bytes.capacity())
        {
            final int capacity = Math.max(needed, Math.max(INITIAL_BYTES, 2 * bytes.capacity()));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity));
        }
        bytes.putInt(end, length);
        bytes.put(end + Integer.BYTES, buffer, offset, length);
        end = needed;
    }

    /** Where the first message stands in {@link #buffer}; {@link #hasMessage} says whether there is one. */
    int first()
    {
        return Integer.BYTES;
    }

    boolean hasMessage(final int offset)
    {
        return offset < end;
    }

    int length(final int offset)
    {
        return bytes.getInt(offset - Integer.BYTES);
    }

    /** Where the message behind one stands. */
    int next(final int offset)
    {
        return offset + length(offset) + Integer.BYTES;
    }

    byte[] buffer()
    {
        return bytes.array();
    }
}
