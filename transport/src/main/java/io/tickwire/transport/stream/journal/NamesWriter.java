package io.tickwire.transport.stream.journal;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes a new {@link NamesFile}, a definition at a time; each is to be given once.
 * Thread: stream
 */
public final class NamesWriter implements AutoCloseable
{
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(NamesFile.HEAD_LENGTH + NamesFile.MAX_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();

    private NamesWriter(final FileChannel channel)
    {
        this.channel = channel;
    }

    /**
     * Begin a file, in place of one that is there.
     */
    public static NamesWriter create(final Path file) throws IOException
    {
        return new NamesWriter(FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /**
     * Write a definition.
     *
     * @param offset of its {@code streamHead}.
     * @param length with it.
     */
    public void append(final DirectBuffer message, final int offset, final int length) throws IOException
    {
        if (length > NamesFile.MAX_LENGTH || !MessageFrame.isDefinition(message, offset, length))
        {
            throw new IllegalArgumentException("this is no definition: length=" + length);
        }
        final int end = BitUtil.align(NamesFile.HEAD_LENGTH + length, NamesFile.HEAD_LENGTH);
        buffer.setMemory(end - NamesFile.HEAD_LENGTH, NamesFile.HEAD_LENGTH, (byte)0);
        buffer.putBytes(NamesFile.HEAD_LENGTH, message, offset, length);
        buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
            Integer.BYTES, NamesFile.checksum(crc, buffer, NamesFile.HEAD_LENGTH, length), ByteOrder.LITTLE_ENDIAN);
        bytes.clear().limit(end);
        while (bytes.hasRemaining())
        {
            channel.write(bytes);
        }
    }

    /**
     * See to it that what was written is on the disk.
     */
    public void force() throws IOException
    {
        channel.force(false);
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
