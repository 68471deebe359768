package io.tickwire.transport.stream.journal;

import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * What the segment files of a recording say of it, apart from the catalog: a segment begins with a term, and so its
 * first header has the term's id; where the next term begins tells how long terms are.
 * Thread: any
 */
final class RecordingFiles
{
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final int MIN_TERM = 64 * 1024;

    private final Path archive;
    private final long id;
    private final Collection<Long> bases;
    private final ByteBuffer bytes = ByteBuffer.allocate(HEADER);
    private final UnsafeBuffer header = new UnsafeBuffer(bytes);

    RecordingFiles(final Path archive, final long id, final Collection<Long> bases)
    {
        this.archive = archive;
        this.id = id;
        this.bases = bases;
    }

    /**
     * Whether one of the first two frames of any segment says the same; also where no segment begins with a frame.
     */
    boolean agree(final Recording recording)
    {
        boolean isDenied = false;
        for (final long base : bases)
        {
            try (FileChannel channel = open(base))
            {
                if (isFrame(channel, 0))
                {
                    final int next = nextOffset();
                    if (agrees(recording, base, 0) ||
                        isFrame(channel, next) && agrees(recording, base, next))
                    {
                        return true;
                    }
                    isDenied = true;
                }
            }
            catch (final IOException ex)
            {
                // Another segment may be readable; this one is told of where it is read.
                continue;
            }
        }

        return !isDenied;
    }

    /**
     * The recording as two frames of its files tell it together, or null where none do.
     */
    Recording describe()
    {
        final long length = Long.highestOneBit(longestSegment() * 2 - 1);
        for (final long base : bases)
        {
            try (FileChannel channel = open(base))
            {
                if (Recording.isLength(length) && isFrame(channel, 0) && termOffset() == 0 && isConfirmed(channel))
                {
                    return describe(channel, base, (int)length);
                }
            }
            catch (final IOException ex)
            {
                // Another segment may be readable.
                continue;
            }
        }

        return null;
    }

    private Recording describe(final FileChannel channel, final long base, final int segmentLength)
        throws IOException
    {
        final int firstTermId = termId();
        final int streamId = streamId();
        int termLength = MIN_TERM;
        while (termLength < segmentLength && !isTermLength(channel, termLength, segmentLength, firstTermId) &&
            !isTermLength(base, termLength, firstTermId))
        {
            termLength *= 2;
        }
        final Recording recording = new Recording(
            id,
            streamId,
            bases.iterator().next(),
            Recording.NONE,
            firstTermId - (int)(base / termLength),
            termLength,
            segmentLength,
            0);

        return recording.isPossible() && base % termLength == 0 ? recording : null;
    }

    private boolean isTermLength(
        final FileChannel channel, final int termLength, final int segmentLength, final int firstTermId)
        throws IOException
    {
        for (int i = 1; i < segmentLength / termLength; i++)
        {
            if (isFrame(channel, i * termLength) && termOffset() == 0 && termId() == firstTermId + i)
            {
                return true;
            }
        }

        return false;
    }

    private boolean isTermLength(final long firstBase, final int termLength, final int firstTermId)
    {
        for (final long base : bases)
        {
            try (FileChannel channel = open(base))
            {
                if (base > firstBase && isFrame(channel, 0) && termOffset() == 0 &&
                    termId() - firstTermId == (base - firstBase) / termLength)
                {
                    return true;
                }
            }
            catch (final IOException ex)
            {
                // Another segment may be readable.
                continue;
            }
        }

        return false;
    }

    private long longestSegment()
    {
        long longest = 1;
        for (final long base : bases)
        {
            longest = Math.max(longest, archive.resolve(id + "-" + base + ".rec").toFile().length());
        }

        return longest;
    }

    private boolean isConfirmed(final FileChannel channel) throws IOException
    {
        final int termId = termId();
        final int streamId = streamId();
        final int next = nextOffset();

        return isFrame(channel, next) && termOffset() == next && termId() == termId && streamId() == streamId;
    }

    private boolean agrees(final Recording recording, final long base, final int offset)
    {
        return recording.segmentBase(base) == base && termId() == recording.termId(base + offset) &&
            termOffset() == recording.termOffset(base + offset) && streamId() == recording.streamId();
    }

    private FileChannel open(final long base) throws IOException
    {
        return FileChannel.open(archive.resolve(id + "-" + base + ".rec"), StandardOpenOption.READ);
    }

    private boolean isFrame(final FileChannel channel, final int offset) throws IOException
    {
        bytes.clear();
        while (bytes.hasRemaining())
        {
            if (channel.read(bytes, offset + bytes.position()) < 0)
            {
                return false;
            }
        }
        final int length = header.getInt(0, ByteOrder.LITTLE_ENDIAN);

        return length >= HEADER && length <= FrameCheck.MAX_FRAME_LENGTH &&
            FrameCheck.isFrameWord(header.getInt(FrameCheck.WORD, ByteOrder.LITTLE_ENDIAN));
    }

    private int nextOffset()
    {
        return BitUtil.align(header.getInt(0, ByteOrder.LITTLE_ENDIAN), HEADER);
    }

    private int termOffset()
    {
        return header.getInt(DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private int termId()
    {
        return header.getInt(DataHeaderFlyweight.TERM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private int streamId()
    {
        return header.getInt(DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
