package io.tickwire.client.lane;

import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Reads the server's recordings of the stream where they lie: segments are mapped, and frames are found as Aeron wrote
 * them. Asks nothing of the server, and costs it nothing.
 * <pre>
 *   0                   4        5       6       8             12            16          20        24
 *  | frame length      | version | flags | type  | term offset | CRC32C      | stream id | term id | reserved ... | 32
 * </pre>
 * A frame is aligned to 32 bytes; the checksum is of what follows the 32 bytes of its header, and stands where the
 * session id was.
 * Thread: strategy
 */
final class JournalCursor implements AutoCloseable
{
    /** No position bounds what is read but the end of what was written. */
    static final long TO_THE_END = Long.MAX_VALUE;

    private static final int TYPE_OFFSET = 6;
    private static final int CHECKSUM_OFFSET = 12;
    private static final int RESERVED_OFFSET = 24;
    /** A term has at most so many bytes, and so has a padding frame. */
    private static final int MAX_FRAME = 1 << 30;
    private static final int PADDING_TYPE = 0;
    private static final int HEADER_LENGTH = 32;
    private static final int ALIGNMENT = 32;

    private final Recordings recordings;
    private final LaneDispatch dispatch;
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private final CRC32C crc = new CRC32C();
    private MappedByteBuffer segment;
    private long segmentPosition;
    private long recordingId = Recordings.NONE;
    private long position;
    private boolean isAtEnd;
    private long handedOn;

    JournalCursor(final Path folder, final LaneDispatch dispatch)
    {
        this.recordings = new Recordings(folder);
        this.dispatch = dispatch;
    }

    Recordings recordings()
    {
        return recordings;
    }

    /** Whether there is a place to read on from. */
    boolean isPlaced()
    {
        return recordingId != Recordings.NONE;
    }

    long recordingId()
    {
        return recordingId;
    }

    long position()
    {
        return position;
    }

    /** Whether everything that was written of this recording has been read. */
    boolean isAtEnd()
    {
        return isAtEnd;
    }

    /** How many messages came out of the journal. */
    long handedOn()
    {
        return handedOn;
    }

    void placeAt(final long recordingId, final long position)
    {
        unmap();
        this.recordingId = recordingId;
        this.position = position;
        isAtEnd = false;
    }

    /**
     * Hand messages on.
     *
     * @param bound how far the recording is known to be written.
     * @return how many.
     */
    int poll(final int limit, final long bound)
    {
        int count = 0;
        while (count < limit && position < bound && !isAtEnd)
        {
            if (segment == null && !open())
            {
                break;
            }
            final int offset = (int)(position - segmentPosition);
            final int frameLength = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (frameLength <= 0 && bound == TO_THE_END)
            {
                isAtEnd = true;
                break;
            }
            final int alignedLength = BitUtil.align(frameLength, ALIGNMENT);
            if (!isFrame(offset, frameLength, alignedLength))
            {
                skipSegment();
                continue;
            }

            // What a handler throws at is passed over.
            position += alignedLength;
            if (!isPadding(offset))
            {
                count++;
                onFrame(offset, frameLength, alignedLength);
            }
            if (position - segmentPosition == buffer.capacity())
            {
                unmap();
            }
        }

        return count;
    }

    @Override
    public void close()
    {
        unmap();
    }

    /** Where the server gave a length beside that of the frame, they must be the same. */
    private boolean isFrame(final int offset, final int frameLength, final int alignedLength)
    {
        if (frameLength < HEADER_LENGTH || frameLength > MAX_FRAME || alignedLength > buffer.capacity() - offset)
        {
            return false;
        }
        final long told = buffer.getLong(offset + RESERVED_OFFSET, ByteOrder.LITTLE_ENDIAN);

        return told == 0 || isPadding(offset) || told == frameLength - HEADER_LENGTH;
    }

    private boolean isPadding(final int offset)
    {
        return buffer.getShort(offset + TYPE_OFFSET, ByteOrder.LITTLE_ENDIAN) == PADDING_TYPE;
    }

    private void onFrame(final int offset, final int frameLength, final int alignedLength)
    {
        segment.limit(offset + alignedLength).position(offset + HEADER_LENGTH);
        crc.reset();
        crc.update(segment);
        if ((int)crc.getValue() != buffer.getInt(offset + CHECKSUM_OFFSET, ByteOrder.LITTLE_ENDIAN))
        {
            dispatch.order().holeCause(LossCause.DAMAGED);
            return;
        }
        handedOn++;
        dispatch.onMessage(buffer, offset + HEADER_LENGTH, frameLength - HEADER_LENGTH);
    }

    /** What follows can not be found in this segment; the next one begins with a frame. */
    private void skipSegment()
    {
        dispatch.order().holeCause(LossCause.DAMAGED);
        position = segmentPosition + buffer.capacity();
        unmap();
    }

    private boolean open()
    {
        final Recordings.Segment found = recordings.segmentAt(recordingId, position);
        if (found == null)
        {
            isAtEnd = true;
            return false;
        }
        if (found.position() > position)
        {
            final boolean isOldest = recordings.isOldest(found);
            dispatch.order().holeCause(isOldest ? LossCause.PURGED : LossCause.DAMAGED);
            position = found.position();
        }
        segment = recordings.map(found);
        if (segment == null)
        {
            return false;
        }
        segmentPosition = found.position();
        buffer.wrap(segment, 0, segment.capacity());

        return true;
    }

    private void unmap()
    {
        if (segment != null)
        {
            buffer.wrap(0, 0);
            IoUtil.unmap(segment);
            segment = null;
        }
    }
}
