package io.tickwire.transport.stream.journal;

import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Writes the segment files of a recording as Aeron Archive would.
 * Thread: any, one at a time
 */
final class RecordingWriter
{
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final int ALIGNMENT = 32;
    private static final int BUFFER_BYTES = 1024 * 1024;
    private static final int EPOCH = 8;
    private static final int PUBLISH_TIME = 16;

    private final Path archive;
    private final Recording recording;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private FileChannel segment;
    private long flushed;
    private int used;
    private long lastPosition;
    private int lastOffset;

    RecordingWriter(final Path archive, final Recording recording)
    {
        this.archive = archive;
        this.recording = recording;
    }

    void append(
        final long g,
        final long epoch,
        final long publishTimeNs,
        final DirectBuffer message,
        final int offset,
        final int length) throws IOException
    {
        final int frameLength = HEADER + StreamHead.LENGTH + length;
        final int aligned = BitUtil.align(frameLength, ALIGNMENT);
        if (aligned > FrameCheck.MAX_FRAME_LENGTH)
        {
            throw new IllegalArgumentException("a message must fit into one frame of 64 KiB: length=" + length);
        }
        final int left = recording.termLength() - recording.termOffset(flushed + used);
        if (aligned > left)
        {
            pad(left);
        }
        if (used + aligned > BUFFER_BYTES || (flushed + used) % recording.segmentLength() == 0)
        {
            flush();
        }
        lastPosition = flushed + used;
        lastOffset = used + HEADER;
        buffer.setMemory(used + aligned - ALIGNMENT, ALIGNMENT, (byte)0);
        putHeader(frameLength, FrameCheck.DATA_WORD, JournalFiles.reservedValue(frameLength - HEADER));
        buffer.putLong(lastOffset, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(lastOffset + EPOCH, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(lastOffset + PUBLISH_TIME, publishTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(lastOffset + StreamHead.LENGTH, message, offset, length);
        crc.reset();
        crc.update(bytes.clear().limit(used + aligned).position(lastOffset));
        buffer.putInt(
            used + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, (int)crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        used += aligned;
    }

    /**
     * Where the last message's frame begins.
     */
    long lastPosition()
    {
        return lastPosition;
    }

    /**
     * Where the last message's {@code streamHead} is in the buffer.
     */
    int lastOffset()
    {
        return lastOffset;
    }

    DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Nothing more comes.
     *
     * @return the recording as it is now.
     */
    Recording end() throws IOException
    {
        flush();
        if (segment != null)
        {
            segment.force(true);
            segment.close();
        }

        return new Recording(
            recording.id(),
            recording.streamId(),
            recording.startPosition(),
            flushed,
            recording.initialTermId(),
            recording.termLength(),
            recording.segmentLength(),
            recording.startTimeMs());
    }

    /**
     * The rest of a term: of it the header is written only.
     */
    private void pad(final int left) throws IOException
    {
        if (left < recording.termLength())
        {
            if (used + HEADER > BUFFER_BYTES)
            {
                flush();
            }
            putHeader(left, FrameCheck.PADDING_WORD, 0);
            used += HEADER;
            flush();
            flushed += left - HEADER;
        }
    }

    private void putHeader(final int frameLength, final int word, final long reserved)
    {
        final long position = flushed + used;
        buffer.putInt(used, frameLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(used + FrameCheck.WORD, word, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
            used + DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET,
            recording.termOffset(position),
            ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(used + DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, 0, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
            used + DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, recording.streamId(), ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
            used + DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, recording.termId(position), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(used + DataHeaderFlyweight.RESERVED_VALUE_OFFSET, reserved, ByteOrder.LITTLE_ENDIAN);
    }

    private void flush() throws IOException
    {
        if (used == 0)
        {
            return;
        }
        final long base = recording.segmentBase(flushed);
        if (segment == null || flushed == base)
        {
            openSegment(base);
        }
        bytes.clear().limit(used);
        while (bytes.hasRemaining())
        {
            segment.write(bytes, flushed - base + bytes.position());
        }
        flushed += used;
        used = 0;
    }

    private void openSegment(final long base) throws IOException
    {
        if (segment != null)
        {
            segment.force(true);
            segment.close();
        }
        final RandomAccessFile file = new RandomAccessFile(recording.segment(archive, base).toFile(), "rw");
        segment = file.getChannel();
        file.setLength(recording.segmentLength());
    }
}
