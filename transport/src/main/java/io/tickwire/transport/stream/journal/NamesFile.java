package io.tickwire.transport.stream.journal;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * What the ids of a run mean: its {@code SymbolDefinition} and {@code NameDefinition} messages, each once, in the order
 * in which they came.
 * <pre>
 *   0        4        8                                        padded to 8 bytes
 *   [ length | CRC32C | streamHead | SBE header | message ... | 0 ]
 * </pre>
 * Both numbers are little-endian; they speak of what is behind them, without the padding.
 * Thread: any, one at a time
 */
public final class NamesFile
{
    /** Bytes before each message. */
    static final int HEAD_LENGTH = 8;

    /** Bytes of a message at the most. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final int CHECKSUM = 4;

    private final UnsafeBuffer buffer;
    private final int length;
    private final boolean isWhole;

    private NamesFile(final UnsafeBuffer buffer, final int length, final boolean isWhole)
    {
        this.buffer = buffer;
        this.length = length;
        this.isWhole = isWhole;
    }

    /**
     * Takes the messages of a file.
     */
    @FunctionalInterface
    public interface Consumer
    {
        /**
         * @param offset of the {@code streamHead}.
         * @param length with it.
         */
        void onDefinition(DirectBuffer buffer, int offset, int length);
    }

    /**
     * Read one. A file that is not there has no messages, and is not whole.
     */
    public static NamesFile read(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final ByteBuffer content = ByteBuffer.allocate((int)Math.min(channel.size(), Integer.MAX_VALUE / 2));
            while (content.hasRemaining() && channel.read(content) >= 0)
            {
                continue;
            }

            return of(content.flip());
        }
        catch (final NoSuchFileException ex)
        {
            return new NamesFile(new UnsafeBuffer(0, 0), 0, false);
        }
    }

    /**
     * Of the content of a file, up to what is damaged.
     */
    public static NamesFile of(final ByteBuffer content)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(content, content.position(), content.remaining());
        final CRC32C crc = new CRC32C();
        int offset = 0;
        while (isMessage(buffer, offset, crc))
        {
            offset = next(buffer, offset);
        }

        return new NamesFile(buffer, offset, offset == buffer.capacity());
    }

    /**
     * Whether nothing of the file is damaged or cut off.
     */
    public boolean isWhole()
    {
        return isWhole;
    }

    /**
     * Hand out all messages.
     */
    public void forEach(final Consumer consumer)
    {
        for (int offset = 0; offset < length; offset = next(buffer, offset))
        {
            consumer.onDefinition(
                buffer, offset + HEAD_LENGTH, buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN));
        }
    }

    static int checksum(final CRC32C crc, final DirectBuffer buffer, final int offset, final int length)
    {
        crc.reset();
        for (int i = 0; i < length; i++)
        {
            crc.update(buffer.getByte(offset + i));
        }

        return (int)crc.getValue();
    }

    private static int next(final DirectBuffer buffer, final int offset)
    {
        return BitUtil.align(offset + HEAD_LENGTH + buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN), HEAD_LENGTH);
    }

    private static boolean isMessage(final DirectBuffer buffer, final int offset, final CRC32C crc)
    {
        if (offset + HEAD_LENGTH > buffer.capacity())
        {
            return false;
        }
        final int length = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);

        return length >= MessageFrame.MIN_LENGTH && length <= MAX_LENGTH &&
            BitUtil.align(offset + HEAD_LENGTH + length, HEAD_LENGTH) <= buffer.capacity() &&
            MessageFrame.isDefinition(buffer, offset + HEAD_LENGTH, length) &&
            checksum(crc, buffer, offset + HEAD_LENGTH, length) ==
                buffer.getInt(offset + CHECKSUM, ByteOrder.LITTLE_ENDIAN);
    }
}
