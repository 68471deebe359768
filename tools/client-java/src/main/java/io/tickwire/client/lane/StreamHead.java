package io.tickwire.client.lane;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * What stands before the SBE header of each message of the stream: {@code streamHead} of the schema.
 * <pre>
 *  | g, 8 bytes | epoch, 8 bytes | publish time, 8 bytes |   little-endian
 * </pre>
 * Thread: any
 */
public final class StreamHead
{
    /** The bytes of it. */
    public static final int LENGTH = 24;

    private static final int EPOCH_OFFSET = 8;
    private static final int PUBLISH_TIME_OFFSET = 16;

    private DirectBuffer buffer;
    private int offset;

    /**
     * Stand over a head.
     */
    public StreamHead wrap(final DirectBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset;

        return this;
    }

    /**
     * The place of a tick in the one order of all ticks; of another message, that of the tick to come.
     */
    public long g()
    {
        return g(buffer, offset);
    }

    /**
     * What {@link #g()} counts from, in ms since 1970.
     */
    public long epoch()
    {
        return epoch(buffer, offset);
    }

    /**
     * When the tick came into the server's ring, in ns since 1970.
     */
    public long publishTimeNs()
    {
        return buffer.getLong(offset + PUBLISH_TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    static long g(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    static long epoch(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + EPOCH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
