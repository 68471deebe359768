package io.tickwire.transport.stream.told;

import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Records one after another, in files that are named by the position of their first byte. Positions go on over runs;
 * each run begins a file, so that what is torn at the end of the last one is left where it is.
 * <pre>
 *  +-------------------+-------------------+---------------------------+
 *  | length i32, whole | CRC32C of payload | payload, padded to 8 bytes|
 *  +-------------------+-------------------+---------------------------+
 * </pre>
 * Thread: past
 */
final class SegmentLog implements AutoCloseable
{
    /** Before each payload. */
    static final int HEADER = 2 * Integer.BYTES;

    /** Of a payload, at the most. */
    static final int MAX_PAYLOAD = 4 << 10;

    /** No position. */
    static final long NONE = -1;

    private static final int ALIGNMENT = 8;
    private static final int WRITE_BYTES = 256 << 10;
    private static final int READ_BYTES = 16 << 10;
    private static final String SUFFIX = ".told";

    private final Path folder;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer pending = ByteBuffer.allocateDirect(WRITE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer payload = new UnsafeBuffer(pending);
    private final ByteBuffer read = ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer found = new UnsafeBuffer(read);

    /** The files that there are, by their first position, and how long they are. */
    private final TreeMap<Long, Long> segments = new TreeMap<>();
    private FileChannel writing;
    private long base;
    private long position;
    private FileChannel reading;
    private long readingBase = NONE;
    private long readFrom;
    private int readLength;

    private SegmentLog(final Path folder)
    {
        this.folder = folder;
    }

    /**
     * Open what is there. Nothing is written before {@link #roll}.
     */
    static SegmentLog open(final Path folder) throws IOException
    {
        final SegmentLog log = new SegmentLog(folder);
        log.list();

        return log;
    }

    /**
     * A log whose files are not known before {@link #list}.
     */
    static SegmentLog unopened(final Path folder)
    {
        return new SegmentLog(folder);
    }

    /**
     * Find the files that there are, and go on behind them: first of all, and again after writing has failed, since
     * anything may have become of the folder.
     */
    void list() throws IOException
    {
        Files.createDirectories(folder);
        closeReading();
        segments.clear();
        try (Stream<Path> files = Files.list(folder))
        {
            for (final Path file : files.filter(SegmentLog::isSegment).toList())
            {
                final String name = file.getFileName().toString();
                segments.put(
                    Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), Files.size(file));
            }
        }
        if (!segments.isEmpty())
        {
            position = Math.max(
                position, BitUtil.align(segments.lastKey() + segments.lastEntry().getValue(), ALIGNMENT));
        }
    }

    /**
     * Takes records.
     * Thread: past
     */
    interface Visitor
    {
        /**
         * @param offset of the payload.
         */
        void onRecord(long position, UnsafeBuffer buffer, int offset, int length);
    }

    /**
     * The files that there are, by their first position, and how long they are. Not to be changed.
     */
    NavigableMap<Long, Long> segments()
    {
        return segments;
    }

    /**
     * How long all files are together.
     */
    long bytes()
    {
        long bytes = 0;
        for (final long length : segments.values())
        {
            bytes += length;
        }

        return bytes;
    }

    /**
     * When a file was last written.
     */
    long writtenMs(final long segment) throws IOException
    {
        return Files.getLastModifiedTime(file(segment)).toMillis();
    }

    /**
     * Where the file begins that is being written.
     */
    long base()
    {
        return base;
    }

    /**
     * Behind the last record.
     */
    long position()
    {
        return position;
    }

    /**
     * Go on in a new file.
     */
    void roll() throws IOException
    {
        flush();
        closeWriting();
        base = position;
        writing = FileChannel.open(file(base), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        segments.put(base, 0L);
    }

    /**
     * Writing has failed: what was not yet written is given up, and its positions stay empty.
     */
    void abandon()
    {
        pending.clear();
        CloseHelper.quietClose(writing);
        writing = null;
    }

    /**
     * Make room for a payload, which is written into the buffer that this returns from {@link #offset} on.
     */
    UnsafeBuffer begin() throws IOException
    {
        if (pending.remaining() < HEADER + MAX_PAYLOAD)
        {
            flush();
        }

        return payload;
    }

    /**
     * Where the payload begins.
     */
    int offset()
    {
        return pending.position() + HEADER;
    }

    /**
     * The payload is complete.
     *
     * @return the record's position.
     */
    long end(final int length)
    {
        final int start = pending.position();
        final int whole = BitUtil.align(HEADER + length, ALIGNMENT);
        payload.setMemory(start + HEADER + length, whole - HEADER - length, (byte)0);
        pending.putInt(start, whole).putInt(start + Integer.BYTES, checksum(pending, start + HEADER, whole - HEADER));
        pending.position(start + whole);
        final long at = position;
        position += whole;

        return at;
    }

    /**
     * Hand to the operating system what was written.
     */
    void flush() throws IOException
    {
        if (pending.position() > 0)
        {
            if (writing == null)
            {
                throw new IOException("no file is open: " + folder);
            }
            final int length = pending.position();
            pending.flip();
            long at = position - length - base;
            while (pending.hasRemaining())
            {
                at += writing.write(pending, at);
            }
            pending.clear();
            segments.put(base, position - base);
        }
    }

    /**
     * Have on the disk what was flushed.
     */
    void force(final boolean isAll) throws IOException
    {
        if (writing != null)
        {
            writing.force(isAll);
        }
    }

    /**
     * Read a record, which was flushed.
     *
     * @return the length of its payload, which stands in {@link #found} from {@link #foundOffset} on; or -1 where there
     * is none, or it is damaged.
     */
    int read(final long at) throws IOException
    {
        final Map.Entry<Long, Long> segment = segments.floorEntry(at);
        if (segment == null || at - segment.getKey() + HEADER > segment.getValue() || at % ALIGNMENT != 0)
        {
            return -1;
        }
        if (readingBase != segment.getKey())
        {
            closeReading();
            reading = FileChannel.open(file(segment.getKey()), StandardOpenOption.READ);
            readingBase = segment.getKey();
        }
        if (!load(at, HEADER))
        {
            return -1;
        }
        final int whole = read.getInt((int)(at - readFrom));
        if (whole <= HEADER || whole > HEADER + MAX_PAYLOAD || !load(at, whole))
        {
            return -1;
        }
        final int start = (int)(at - readFrom);

        return read.getInt(start + Integer.BYTES) == checksum(read, start + HEADER, whole - HEADER) ?
            whole - HEADER : -1;
    }

    /**
     * As {@link #read}, where what can not be read is damaged.
     */
    int lengthAt(final long at)
    {
        try
        {
            return read(at);
        }
        catch (final IOException ex)
        {
            CloseHelper.quietClose(this::closeReading);

            return -1;
        }
    }

    UnsafeBuffer found()
    {
        return found;
    }

    /**
     * Where the payload begins of the record that was read at a position.
     */
    int foundOffset(final long at)
    {
        return (int)(at - readFrom) + HEADER;
    }

    /**
     * Read a file to its end, or to where it is damaged.
     *
     * @return where that is; {@link #NONE} where it is whole.
     */
    long visit(final long segment, final Visitor visitor)
    {
        return visit(segment, segment, visitor);
    }

    /**
     * Read all of a file that is not damaged, for who can do with some of it.
     *
     * @return the first position that is damaged, or {@link #NONE}.
     */
    long visitWhatIsWhole(final long segment, final Visitor visitor)
    {
        final long end = endOf(segment);
        final long first = visit(segment, segment, visitor);
        long damaged = first;
        while (damaged != NONE && damaged < end)
        {
            long next = damaged + ALIGNMENT;
            while (next < end && lengthAt(next) < 0)
            {
                next += ALIGNMENT;
            }
            damaged = visit(segment, next, visitor);
        }

        return first;
    }

    /**
     * Forget a file.
     */
    void delete(final long segment) throws IOException
    {
        if (segment == readingBase)
        {
            closeReading();
        }
        Files.deleteIfExists(file(segment));
        segments.remove(segment);
    }

    @Override
    public void close() throws IOException
    {
        try
        {
            flush();
        }
        finally
        {
            closeWriting();
            closeReading();
        }
    }

    private long visit(final long segment, final long from, final Visitor visitor)
    {
        final long end = endOf(segment);
        long at = from;
        while (at < end)
        {
            final int length = lengthAt(at);
            if (length < 0)
            {
                return at;
            }
            final long next = at + HEADER + length;
            visitor.onRecord(at, found, foundOffset(at), length);
            at = next;
        }

        return NONE;
    }

    /** What lies within the next file is that one's. */
    private long endOf(final long segment)
    {
        final long end = segment + segments.get(segment);
        final Long next = segments.higherKey(segment);

        return next == null ? end : Math.min(end, next);
    }

    private boolean load(final long at, final int count) throws IOException
    {
        if (at >= readFrom && at + count <= readFrom + readLength)
        {
            return true;
        }

        // Chains are followed backwards, and given forwards: what stands on both sides is near.
        readFrom = Math.max(readingBase, (at & -ALIGNMENT) - READ_BYTES / 2);
        readLength = 0;
        read.clear();
        int more = 0;
        while (read.hasRemaining() && more >= 0)
        {
            more = reading.read(read, readFrom - readingBase + read.position());
        }
        readLength = read.position();
        read.clear();

        return at + count <= readFrom + readLength;
    }

    private int checksum(final ByteBuffer buffer, final int offset, final int length)
    {
        crc.reset();
        crc.update(buffer.duplicate().limit(offset + length).position(offset));

        return (int)crc.getValue();
    }

    private void closeReading() throws IOException
    {
        readLength = 0;
        readingBase = NONE;
        if (reading != null)
        {
            reading.close();
            reading = null;
        }
    }

    private void closeWriting() throws IOException
    {
        if (writing != null)
        {
            writing.close();
            writing = null;
        }
    }

    private Path file(final long segment)
    {
        return folder.resolve(segment + SUFFIX);
    }

    private static boolean isSegment(final Path file)
    {
        return file.getFileName().toString().matches("\\d{1,18}\\.told") && Files.isRegularFile(file);
    }
}
