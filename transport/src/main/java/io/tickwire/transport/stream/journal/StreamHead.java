package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * What stands before the header of each message of the stream, and where it was read.
 * <pre>
 *   [ g | epoch | publish time ] [ SBE header | message ]
 * </pre>
 * Thread: any, that of the reader
 */
public final class StreamHead
{
    /** Bytes of it. */
    public static final int LENGTH = 3 * Long.BYTES;

    private static final int G = 0;
    private static final int EPOCH = 8;
    private static final int PUBLISH_TIME = 16;

    private long g;
    private long epoch;
    private long publishTimeNs;
    private long recordingId;
    private long position;

    StreamHead wrap(final DirectBuffer buffer, final int offset)
    {
        g = buffer.getLong(offset + G, ByteOrder.LITTLE_ENDIAN);
        epoch = buffer.getLong(offset + EPOCH, ByteOrder.LITTLE_ENDIAN);
        publishTimeNs = buffer.getLong(offset + PUBLISH_TIME, ByteOrder.LITTLE_ENDIAN);

        return this;
    }

    StreamHead at(final long recordingId, final long position)
    {
        this.recordingId = recordingId;
        this.position = position;

        return this;
    }

    StreamHead set(final StreamHead other)
    {
        g = other.g;
        epoch = other.epoch;
        publishTimeNs = other.publishTimeNs;

        return at(other.recordingId, other.position);
    }

    /**
     * Of a tick its number, of other messages that of the tick to come.
     */
    public long g()
    {
        return g;
    }

    public long epoch()
    {
        return epoch;
    }

    public long publishTimeNs()
    {
        return publishTimeNs;
    }

    public long recordingId()
    {
        return recordingId;
    }

    /**
     * Where the message's frame begins in its recording.
     */
    public long position()
    {
        return position;
    }
}
