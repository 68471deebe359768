package io.tickwire.transport.session;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * A shard's own view of bytes that sockets are written from: a frame ring's, or those of frames that it deflated.
 * Thread: io-<n>
 */
public final class Slab
{
    private final UnsafeBuffer bytes;
    private final ByteBuffer view;

    /**
     * @param bytes of a direct buffer.
     */
    public Slab(final UnsafeBuffer bytes)
    {
        this.bytes = bytes;
        this.view = bytes.byteBuffer().duplicate();
    }

    /**
     * All of its bytes.
     */
    public UnsafeBuffer bytes()
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
