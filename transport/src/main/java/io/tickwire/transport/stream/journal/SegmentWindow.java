package io.tickwire.transport.stream.journal;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A piece of one segment file at a time, copied from the file. It is not mapped: a file that is cut off while it is
 * mapped ends the process, and the copy costs little.
 * Thread: any, one at a time
 */
final class SegmentWindow implements AutoCloseable
{
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MIN_BYTES = 4 * 1024;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private FileChannel channel;
    private int start;
    private int length;
    private int ahead = MAX_BYTES;

    void open(final Path file) throws IOException
    {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    boolean isOpen()
    {
        return channel != null;
    }

    /**
     * Have these bytes of the file here.
     *
     * @return whether the file has them.
     */
    boolean load(final int offset, final int count) throws IOException
    {
        return offset >= start && offset - start + count <= length || read(offset, count);
    }

    /**
     * Forget what was read; there may be more now, and not much.
     */
    void forget()
    {
        length = 0;
        ahead = MIN_BYTES;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    /**
     * Where in the buffer an offset of the file is, which was loaded.
     */
    int index(final int offset)
    {
        return offset - start;
    }

    int checksum(final int offset, final int count)
    {
        crc.reset();
        crc.update(bytes.limit(offset - start + count).position(offset - start));

        return (int)crc.getValue();
    }

    @Override
    public void close() throws IOException
    {
        length = 0;
        ahead = MAX_BYTES;
        final FileChannel old = channel;
        channel = null;
        if (old != null)
        {
            old.close();
        }
    }

    private boolean read(final int offset, final int count) throws IOException
    {
        start = offset;
        length = 0;
        bytes.clear().limit(Math.min(MAX_BYTES, Math.max(count, ahead)));
        ahead = Math.min(MAX_BYTES, 2 * ahead);
        while (bytes.hasRemaining())
        {
            final int read = channel.read(bytes, offset + bytes.position());
            if (read < 0)
            {
                break;
            }
        }
        length = bytes.position();

        return length >= count;
    }
}
