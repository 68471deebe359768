package io.tickwire.client;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * What a connection has read and not told: a frame that is not whole, or what came while it was paused. It grows as
 * bytes come, not as a header says that they will.
 * Thread: client
 */
final class Incoming
{
    private static final int KEPT_BYTES = 64 * 1024;
    private static final int MIN_BYTES = 4 * 1024;
    /** What TLS wants to have room for before it gives anything. */
    private static final int TLS_RECORD_BYTES = 32 * 1024;

    private final int room;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuffer buffer;

    Incoming(final boolean isSecure)
    {
        room = isSecure ? TLS_RECORD_BYTES : 1;
    }

    boolean isEmpty()
    {
        return buffer == null || buffer.position() == 0;
    }

    /** To read into behind what is there; null: there never was anything. */
    ByteBuffer buffer()
    {
        return buffer;
    }

    UnsafeBuffer view()
    {
        return view;
    }

    void clear()
    {
        buffer = null;
    }

    /**
     * Keep what is left.
     *
     * @param from        this buffer, or another.
     * @param neededBytes how long that will be in all.
     */
    void keep(final ByteBuffer from, final int neededBytes)
    {
        if (from != buffer)
        {
            copy(from);
        }
        else if (from.hasRemaining() || buffer.capacity() <= KEPT_BYTES)
        {
            buffer.compact();
            if (buffer.remaining() < room)
            {
                grow(Math.max(buffer.capacity(), Math.min(neededBytes, 2 * buffer.capacity())) + room);
            }
        }
        else
        {
            buffer = null;
        }
    }

    private void copy(final ByteBuffer from)
    {
        final int left = from.remaining();
        if (left == 0)
        {
            return;
        }
        if (buffer == null || buffer.capacity() < left + room)
        {
            buffer = ByteBuffer.allocate(Math.max(MIN_BYTES, 2 * Integer.highestOneBit(left)) + room);
            view.wrap(buffer.array());
        }
        buffer.clear();
        buffer.put(from);
    }

    private void grow(final int capacity)
    {
        final ByteBuffer larger = ByteBuffer.allocate(capacity);
        buffer.flip();
        larger.put(buffer);
        buffer = larger;
        view.wrap(buffer.array());
    }
}
