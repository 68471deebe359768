package io.tickwire.transport.stream.journal;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where in a recording a time or a g is: one entry each {@link #SPACING} bytes of it.
 * <pre>
 *   0        8          16   24        28      32   little-endian
 *   [ time   | position | g  | CRC32C  | books ]
 * </pre>
 * The time is that of receipt of the first tick at or after the position, where a frame begins; g is of the message
 * there. Who begins one tick less before it than {@code books} says has all books there; 0: nobody knows. The checksum
 * covers all but itself. Entries that are damaged, or out of order, are left out: an index only saves time.
 * Thread: any
 */
public final class TimeIndex
{
    /** Bytes of an entry. */
    public static final int ENTRY_LENGTH = 32;

    /** Bytes of recording from one entry to the next, at least. */
    public static final int SPACING = 256 * 1024;

    /** Nanoseconds from one entry to the next, at least. */
    public static final long SPACING_NS = 100_000_000L;

    /** Nobody knows where to read from for whole books. */
    public static final long NO_BOOKS = -1;

    static final int POSITION = 8;
    static final int G = 16;
    static final int CHECKSUM = 24;
    private static final int BOOKS = 28;
    private static final int FIELDS = 4;
    private static final long UINT32_MASK = 0xFFFFFFFFL;
    private static final int FRAME_ALIGNMENT = 32;

    private final long[] entries;
    private final int size;
    private final boolean isWhole;

    private TimeIndex(final long[] entries, final int size, final boolean isWhole)
    {
        this.entries = entries;
        this.size = size;
        this.isWhole = isWhole;
    }

    /**
     * Read one. A file that is not there is an empty index.
     */
    public static TimeIndex read(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final long bytes = Math.min(channel.size(), Integer.MAX_VALUE - ENTRY_LENGTH);
            final ByteBuffer content = ByteBuffer.allocate((int)bytes);
            while (content.hasRemaining() && channel.read(content) >= 0)
            {
                continue;
            }

            return of(content.flip());
        }
        catch (final NoSuchFileException ex)
        {
            return of(ByteBuffer.allocate(0));
        }
    }

    /**
     * Of the content of a file.
     */
    public static TimeIndex of(final ByteBuffer content)
    {
        final ByteBuffer bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        final int count = bytes.remaining() / ENTRY_LENGTH;
        final CRC32C crc = new CRC32C();
        final long[] entries = new long[count * FIELDS];
        int size = 0;
        for (int i = 0; i < count; i++)
        {
            final int at = bytes.position() + i * ENTRY_LENGTH;
            final long position = bytes.getLong(at + POSITION);
            final long g = bytes.getLong(at + G);
            if (checksum(crc, bytes, at) == bytes.getInt(at + CHECKSUM) && follows(entries, size, position, g))
            {
                entries[size * FIELDS] = bytes.getLong(at);
                entries[size * FIELDS + 1] = position;
                entries[size * FIELDS + 2] = g;
                final long books = bytes.getInt(at + BOOKS) & UINT32_MASK;
                entries[size * FIELDS + 3] = books == 0 ? NO_BOOKS : g - books + 1;
                size++;
            }
        }

        return new TimeIndex(
            Arrays.copyOf(entries, size * FIELDS), size, size == count && bytes.remaining() % ENTRY_LENGTH == 0);
    }

    static void encode(
        final UnsafeBuffer buffer,
        final CRC32C crc,
        final long receiveTimeNs,
        final long position,
        final long g,
        final long booksG)
    {
        final long books = booksG == NO_BOOKS || g - booksG >= UINT32_MASK ? 0 : g - booksG + 1;
        buffer.putLong(0, receiveTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(POSITION, position, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(G, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(BOOKS, (int)books, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(CHECKSUM, checksum(crc, buffer.byteBuffer(), 0), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * How many entries are good.
     */
    public int size()
    {
        return size;
    }

    /**
     * Whether all entries of the file are good.
     */
    public boolean isWhole()
    {
        return isWhole;
    }

    public long receiveTimeNs(final int entry)
    {
        return entries[entry * FIELDS];
    }

    public long position(final int entry)
    {
        return entries[entry * FIELDS + 1];
    }

    public long g(final int entry)
    {
        return entries[entry * FIELDS + 2];
    }

    /**
     * Of the tick to read from for whole books at an entry; {@link #NO_BOOKS}: not known.
     */
    public long booksG(final int entry)
    {
        return entries[entry * FIELDS + 3];
    }

    /**
     * The entry to read from for this g, or -1: the last one with a smaller g, since other messages than ticks have the
     * g of the tick to come.
     */
    public int lastBelowG(final long g)
    {
        int low = 0;
        int high = size;
        while (low < high)
        {
            final int middle = (low + high) >>> 1;
            if (g(middle) < g)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /**
     * The entry to read from for what was received from this time on, or -1. Times of receipt come from many threads
     * and clocks that are set: it is the one before the first entry that is not older.
     */
    public int lastBefore(final long receiveTimeNs)
    {
        for (int i = 0; i < size; i++)
        {
            if (receiveTimeNs(i) >= receiveTimeNs)
            {
                return i - 1;
            }
        }

        return size - 1;
    }

    private static boolean follows(final long[] entries, final int size, final long position, final long g)
    {
        final int last = (size - 1) * FIELDS;

        return position >= 0 && g >= 0 && position % FRAME_ALIGNMENT == 0 &&
            (size == 0 || position > entries[last + 1] && g >= entries[last + 2]);
    }

    private static int checksum(final CRC32C crc, final ByteBuffer buffer, final int offset)
    {
        crc.reset();
        crc.update(buffer.duplicate().limit(offset + CHECKSUM).position(offset));
        crc.update(buffer.duplicate().limit(offset + ENTRY_LENGTH).position(offset + BOOKS));

        return (int)crc.getValue();
    }
}
