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
    private final ExemptRanges exempt = new ExemptRanges();
    private int length;
    private int urgentBytes;

    boolean hasRoom(final int more)
    {
        return length + more <= CAPACITY;
    }

    void put(final DirectBuffer source, final int offset, final int length, final boolean isExempt)
    {
        bytes.putBytes(this.length, source, offset, length);
        if (isExempt)
        {
            exempt.add(this.length, this.length + length);
        }
        this.length += length;
    }

    /**
     * Frames that go out before all others; these are put first.
     */
    void putUrgent(final DirectBuffer source, final int offset, final int length)
    {
        put(source, offset, length, false);
        urgentBytes = this.length;
    }

    /**
     * How many bytes at the beginning are of urgent frames.
     */
    int urgentBytes()
    {
        return urgentBytes;
    }

    int length()
    {
        return length;
    }

    UnsafeBuffer bytes()
    {
        return bytes;
    }

    /**
     * Which bytes do not count against the client.
     */
    ExemptRanges exempt()
    {
        return exempt;
    }

    ByteBuffer view()
    {
        return view.limit(length).position(0);
    }

    void clear()
    {
        length = 0;
        urgentBytes = 0;
        exempt.clear();
    }
}
