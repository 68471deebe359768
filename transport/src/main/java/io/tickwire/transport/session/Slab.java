package io.tickwire.transport.session;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * A shard's own view of a frame ring's bytes, to write to sockets from.
 * Thread: io-<n>
 */
public final class Slab
{
    private final UnsafeBuffer bytes;
    private final ByteBuffer view;

    /**
     * @param bytes of the ring; a direct buffer.
     */
    public Slab(final UnsafeBuffer bytes)
    {
        this.bytes = bytes;
        this.view = bytes.byteBuffer().duplicate();
    }

    UnsafeBuffer bytes()
    {
        return bytes;
    }

    /**
     * The bytes from an offset on; good until the next call.
     */
    ByteBuffer view(final int offset, final int length)
    {
        return view.limit(offset + length).position(offset);
    }
}
