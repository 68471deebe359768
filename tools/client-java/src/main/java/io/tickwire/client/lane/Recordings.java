package io.tickwire.client.lane;

import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What lies in a journal's folder of the stream of ticks: a recording for each run of the server, each in segments
 * whose files are called {@code archive/RECORDING-POSITION.rec}, and what its ids mean in
 * {@code index/RECORDING.names}. The server adds segments and takes old ones away, so each question looks at the
 * folder.
 * Thread: strategy
 */
final class Recordings
{
    /** No recording. */
    static final long NONE = -1;

    private static final String SUFFIX = ".rec";
    private static final int STREAM_ID_OFFSET = 16;
    private static final int FRAME_HEADER = 32;
    private static final int FRAME_ALIGNMENT = 32;
    private static final int NAMES_HEAD = 8;

    /** Of the index: {@code time | position | g | CRC32C | books}, 32 bytes an entry. */
    private static final int ENTRY_LENGTH = 32;
    private static final int POSITION_OFFSET = 8;
    private static final int G_OFFSET = 16;
    private static final int CHECKSUM_OFFSET = 24;
    private static final int BOOKS_OFFSET = 28;
    private static final long UINT32_MASK = 0xFFFFFFFFL;
    private static final int NOT_FOUND = -1;

    private final Path archive;
    private final Path index;

    /** Where frames begin in segments that do not begin with one. */
    private final Map<Path, Long> begins = new HashMap<>();

    Recordings(final Path journal)
    {
        archive = journal.resolve("archive");
        index = journal.resolve("index");
    }

    /**
     * A file of a recording.
     *
     * @param position of its first byte.
     */
    record Segment(long recordingId, long position, Path file)
    {
    }

    /** Takes what ids mean. */
    interface DefinitionHandler
    {
        /**
         * @param offset of the stream's head.
         */
        void onDefinition(UnsafeBuffer buffer, int offset, int length);
    }

    /**
     * The oldest segment that there is, or null.
     */
    Segment oldest()
    {
        final List<Segment> segments = ofTicks(segments(NONE));

        return segments.isEmpty() ? null : segments.get(0);
    }

    /**
     * The first segment of the next run, or null.
     */
    Segment after(final long recordingId)
    {
        return ofTicks(segments(NONE)).stream()
            .filter(segment -> segment.recordingId() > recordingId).findFirst().orElse(null);
    }

    /**
     * The segment that has a position, else the next one that is left of the recording; null where there is none.
     */
    Segment segmentAt(final long recordingId, final long position)
    {
        final List<Segment> segments = segments(recordingId);
        for (int i = segments.size() - 1; i >= 0; i--)
        {
            final Segment segment = segments.get(i);
            if (segment.position() <= position)
            {
                return position < segment.position() + sizeOf(segment) ? segment :
                    i + 1 < segments.size() ? segments.get(i + 1) : null;
            }
        }

        return segments.isEmpty() ? null : segments.get(0);
    }

    /** Whether nothing older is left of its recording. */
    boolean isOldest(final Segment segment)
    {
        return segments(segment.recordingId()).get(0).position() >= segment.position();
    }

    /**
     * The last segment that begins with a tick or before it; the oldest where all begin later, null where there is
     * none.
     */
    Segment find(final long epoch, final long g)
    {
        final List<Segment> segments = ofTicks(segments(NONE));
        final ByteBuffer head = newHead();
        for (int i = segments.size() - 1; i >= 0; i--)
        {
            if (read(segments.get(i), head) && epoch == head.getLong(FRAME_HEADER + Long.BYTES) &&
                head.getLong(FRAME_HEADER) <= g)
            {
                return segments.get(i);
            }
        }

        return segments.isEmpty() ? null : segments.get(0);
    }

    /**
     * The segment from which on all books are told that there are at a tick, by the server's index; else the one that
     * has the tick.
     *
     * @param segment that has it.
     */
    Segment segmentOfBooks(final Segment segment, final long g)
    {
        final long position = positionOfBooks(segment.recordingId(), g);
        final Segment found = position == NONE ? segment : segmentAt(segment.recordingId(), position);

        return found == null || found.position() > segment.position() ? segment : found;
    }

    private long positionOfBooks(final long recordingId, final long g)
    {
        final ByteBuffer entries;
        try
        {
            entries = ByteBuffer.wrap(Files.readAllBytes(index.resolve(recordingId + ".idx")))
                .order(ByteOrder.LITTLE_ENDIAN);
        }
        catch (final IOException ex)
        {
            return NONE;
        }

        final int entry = lastEntry(entries, g);
        final long books = entry < 0 ? 0 : entries.getInt(entry + BOOKS_OFFSET) & UINT32_MASK;
        final long booksG = entry < 0 ? NONE : entries.getLong(entry + G_OFFSET) - books + 1;
        final int begin = books == 0 ? NOT_FOUND : lastEntry(entries, booksG - 1);

        return entry >= 0 && books == 0 ? NONE : begin < 0 ? 0 : entries.getLong(begin + POSITION_OFFSET);
    }

    /** The last good entry that is not behind a tick. */
    private static int lastEntry(final ByteBuffer entries, final long g)
    {
        final CRC32C crc = new CRC32C();
        int last = NOT_FOUND;
        for (int at = 0; at + ENTRY_LENGTH <= entries.capacity() && entries.getLong(at + G_OFFSET) <= g;
            at += ENTRY_LENGTH)
        {
            last = at;
        }
        if (last >= 0)
        {
            crc.update(entries.array(), last, CHECKSUM_OFFSET);
            crc.update(entries.array(), last + BOOKS_OFFSET, ENTRY_LENGTH - BOOKS_OFFSET);
        }

        return last >= 0 && (int)crc.getValue() == entries.getInt(last + CHECKSUM_OFFSET) ? last : NOT_FOUND;
    }

    /**
     * The position of a segment's first frame.
     */
    long begin(final Segment segment)
    {
        return segment.position() + (read(segment, newHead()) ? begins.getOrDefault(segment.file(), 0L) : 0);
    }

    /** Whether a segment begins behind a tick. */
    boolean isBehind(final Segment segment, final long g)
    {
        final ByteBuffer head = newHead();

        return read(segment, head) && head.getLong(FRAME_HEADER) > g;
    }

    /**
     * @return null where it has been taken away.
     */
    MappedByteBuffer map(final Segment segment)
    {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ))
        {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        catch (final NoSuchFileException ex)
        {
            return null;
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("can not read the journal: " + segment.file() + ": " + ex.getMessage(), ex);
        }
    }

    /**
     * Tell what the ids of a run mean, as far as that was written down.
     */
    void tellNames(final long recordingId, final DefinitionHandler handler)
    {
        final UnsafeBuffer buffer;
        try
        {
            buffer = new UnsafeBuffer(Files.readAllBytes(index.resolve(recordingId + ".names")));
        }
        catch (final IOException ex)
        {
            // The stream tells them again, a little later.
            return;
        }

        final CRC32C crc = new CRC32C();
        int offset = 0;
        while (offset + NAMES_HEAD <= buffer.capacity())
        {
            final int length = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            if (length <= 0 || length > buffer.capacity() - offset - NAMES_HEAD)
            {
                break;
            }
            crc.reset();
            crc.update(buffer.byteArray(), offset + NAMES_HEAD, length);
            if ((int)crc.getValue() != buffer.getInt(offset + Integer.BYTES, ByteOrder.LITTLE_ENDIAN))
            {
                break;
            }
            handler.onDefinition(buffer, offset + NAMES_HEAD, length);
            offset += NAMES_HEAD + (length + NAMES_HEAD - 1 & -NAMES_HEAD);
        }
    }

    /** Of all recordings, or of one. */
    private List<Segment> segments(final long wantedId)
    {
        final List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(archive, "*" + SUFFIX))
        {
            for (final Path file : files)
            {
                final String name = file.getFileName().toString();
                final int dash = name.indexOf('-');
                final long id = numberIn(name, 0, dash);
                final long position = numberIn(name, dash + 1, name.length() - SUFFIX.length());
                if (id >= 0 && position >= 0 && (wantedId == NONE || wantedId == id))
                {
                    segments.add(new Segment(id, position, file));
                }
            }
        }
        catch (final IOException ex)
        {
            // There is no journal yet.
            return List.of();
        }
        segments.sort(Comparator.comparingLong(Segment::recordingId).thenComparingLong(Segment::position));

        return segments;
    }

    private static long numberIn(final String name, final int from, final int to)
    {
        try
        {
            return from < to ? Long.parseLong(name, from, to, 10) : NONE;
        }
        catch (final NumberFormatException ex)
        {
            return NONE;
        }
    }

    /** There may be recordings of other streams in the folder. */
    private List<Segment> ofTicks(final List<Segment> segments)
    {
        final List<Segment> ticks = new ArrayList<>();
        final ByteBuffer head = newHead();
        long id = NONE;
        boolean isTicks = false;
        for (final Segment segment : segments)
        {
            if (segment.recordingId() != id)
            {
                id = segment.recordingId();
                isTicks = read(segment, head) && head.getInt(STREAM_ID_OFFSET) == LaneReader.STREAM_ID;
            }
            if (isTicks)
            {
                ticks.add(segment);
            }
        }

        return ticks;
    }

    private static ByteBuffer newHead()
    {
        return ByteBuffer.allocate(FRAME_HEADER + StreamHead.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Read the first frame's head. */
    private boolean read(final Segment segment, final ByteBuffer head)
    {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ))
        {
            if (readAt(channel, begins.getOrDefault(segment.file(), 0L), head))
            {
                return true;
            }
            final long begin = firstOf(channel);
            if (begin > 0)
            {
                begins.put(segment.file(), begin);
            }

            return begin >= 0 && readAt(channel, begin, head);
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    private static boolean readAt(final FileChannel channel, final long offset, final ByteBuffer head)
        throws IOException
    {
        head.clear();
        while (head.hasRemaining() && channel.read(head, offset + head.position()) >= 0)
        {
            continue;
        }

        return !head.hasRemaining() && head.getInt(0) > FRAME_HEADER;
    }

    /**
     * A recording that began in the middle of a run has zeros before its first frame. It may be written while it is
     * looked at, so that what is found is the first only if there are still zeros before it then.
     */
    private static long firstOf(final FileChannel channel) throws IOException
    {
        final MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        try
        {
            int found = bytes.capacity();
            int first = firstBefore(bytes, found);
            while (first < found)
            {
                found = first;
                first = firstBefore(bytes, found);
            }

            return found < bytes.capacity() ? found : NONE;
        }
        finally
        {
            IoUtil.unmap(bytes);
        }
    }

    private static int firstBefore(final MappedByteBuffer bytes, final int end)
    {
        int offset = 0;
        while (offset < end && bytes.getInt(offset) == 0)
        {
            offset += FRAME_ALIGNMENT;
        }

        return offset;
    }

    private static long sizeOf(final Segment segment)
    {
        try
        {
            return Files.size(segment.file());
        }
        catch (final IOException ex)
        {
            return 0;
        }
    }
}
