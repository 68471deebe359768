package io.tickwire.transport.session;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Where the frames of one connection are put together that do not stand together in the ring, to be one write. One for
 * all connections of a shard.
 * Thread: io-<n>
 */
public final class Stage
{
    static final int CAPACITY = 1 << 16;

    private final ByteBuffer view = ByteBuffer.allocateDirect(CAPACITY);
    private final UnsafeBuffer bytes = new UnsafeBuffer(view);
    private int length;

    boolean hasRoom(final int more)
    {
        return length + more <= CAPACITY;
    }

    void put(final DirectBuffer source, final int offset, final int length)
    {
        bytes.putBytes(this.length, source, offset, length);
        this.length += length;
    }

    int length()
    {
        return length;
    }

    UnsafeBuffer bytes()
    {
        return bytes;
    }

    ByteBuffer view()
    {
        return view.limit(length).position(0);
    }

    void clear()
    {
        length = 0;
    }
}
