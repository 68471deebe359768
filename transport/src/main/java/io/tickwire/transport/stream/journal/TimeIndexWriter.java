package io.tickwire.transport.stream.journal;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes a new {@link TimeIndex}, an entry at a time.
 * Thread: stream
 */
public final class TimeIndexWriter implements AutoCloseable
{
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(TimeIndex.ENTRY_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private long lastPosition = Long.MIN_VALUE;
    private long lastTimeNs;

    private TimeIndexWriter(final FileChannel channel)
    {
        this.channel = channel;
    }

    /**
     * Begin a file, in place of one that is there.
     */
    public static TimeIndexWriter create(final Path file) throws IOException
    {
        return new TimeIndexWriter(FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /**
     * Whether the message whose frame begins here should have an entry: the first one, and then one each
     * {@link TimeIndex#SPACING} bytes or {@link TimeIndex#SPACING_NS}, what comes later.
     */
    public boolean isDue(final long position, final long receiveTimeNs)
    {
        return lastPosition == Long.MIN_VALUE ||
            position - lastPosition >= TimeIndex.SPACING && receiveTimeNs - lastTimeNs >= TimeIndex.SPACING_NS;
    }

    /**
     * Write an entry.
     *
     * @param booksG where to read from for whole books; {@link TimeIndex#NO_BOOKS}: not known.
     */
    public void append(final long receiveTimeNs, final long position, final long g, final long booksG)
        throws IOException
    {
        TimeIndex.encode(buffer, crc, receiveTimeNs, position, g, booksG);
        bytes.clear();
        while (bytes.hasRemaining())
        {
            channel.write(bytes);
        }
        lastPosition = position;
        lastTimeNs = receiveTimeNs;
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
