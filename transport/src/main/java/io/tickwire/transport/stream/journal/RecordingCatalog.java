package io.tickwire.transport.stream.journal;

import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which recordings an archive has. What its catalog says is held against the first frame of the files that are there;
 * a recording that it has wrong, or not at all, is found out from its files.
 * Thread: any
 */
final class RecordingCatalog
{
    /** Where in the file the id of the next recording is. */
    static final int NEXT_ID_OFFSET = CatalogHeaderDecoder.nextRecordingIdEncodingOffset();

    private static final int HEADER = CatalogHeaderDecoder.BLOCK_LENGTH;
    private static final int DESCRIPTOR_HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
    private static final int MAX_BYTES = 256 * 1024 * 1024;
    private static final int MIN_ALIGNMENT = 8;
    private static final int MAX_ALIGNMENT = 4096;

    private final Path archive;
    private final TreeMap<Long, Recording> recordings = new TreeMap<>();
    private final TreeMap<Long, SortedSet<Long>> segments;

    private RecordingCatalog(final Path archive, final TreeMap<Long, SortedSet<Long>> segments)
    {
        this.archive = archive;
        this.segments = segments;
    }

    static Path file(final Path archive)
    {
        return archive.resolve("archive.catalog");
    }

    /**
     * All recordings of a stream that have something, by their ids.
     */
    static List<Recording> read(final Path archive, final int streamId) throws IOException
    {
        final RecordingCatalog catalog = new RecordingCatalog(archive, segments(archive));
        catalog.readDescriptors();
        catalog.segments.keySet().forEach(catalog::check);
        final List<Recording> found = new ArrayList<>();
        for (final Recording recording : catalog.recordings.values())
        {
            if (recording.streamId() == streamId)
            {
                found.add(recording);
            }
        }

        return found;
    }

    /**
     * Where the segments begin that are there of a recording.
     */
    static SortedSet<Long> segments(final Path archive, final long recordingId) throws IOException
    {
        return segments(archive).getOrDefault(recordingId, new TreeSet<>());
    }

    private static TreeMap<Long, SortedSet<Long>> segments(final Path archive) throws IOException
    {
        final TreeMap<Long, SortedSet<Long>> all = new TreeMap<>();
        final String[] names = archive.toFile().list();
        if (names == null)
        {
            throw new NoSuchFileException(archive.toString());
        }
        for (final String name : names)
        {
            if (name.matches("\\d{1,18}-\\d{1,18}\\.rec"))
            {
                final int dash = name.indexOf('-');
                all.computeIfAbsent(Long.valueOf(name.substring(0, dash)), id -> new TreeSet<>())
                    .add(Long.valueOf(name.substring(dash + 1, name.length() - ".rec".length())));
            }
        }

        return all;
    }

    private void readDescriptors() throws IOException
    {
        final UnsafeBuffer buffer = content();
        if (buffer.capacity() < HEADER)
        {
            return;
        }
        final CatalogHeaderDecoder header = new CatalogHeaderDecoder();
        header.wrap(buffer, 0, HEADER, CatalogHeaderDecoder.SCHEMA_VERSION);
        final int alignment = header.alignment();
        if (alignment < MIN_ALIGNMENT || alignment > MAX_ALIGNMENT || Integer.bitCount(alignment) != 1)
        {
            return;
        }
        int offset = HEADER;
        while (offset + DESCRIPTOR_HEADER + RecordingDescriptorDecoder.BLOCK_LENGTH <= buffer.capacity())
        {
            final int length = buffer.getInt(
                offset + RecordingDescriptorHeaderDecoder.lengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            if (length < RecordingDescriptorDecoder.BLOCK_LENGTH || length > buffer.capacity() - offset)
            {
                return;
            }
            readDescriptor(buffer, offset);
            offset += BitUtil.align(DESCRIPTOR_HEADER + length, alignment);
        }
    }

    private void readDescriptor(final UnsafeBuffer buffer, final int offset)
    {
        final int state = buffer.getInt(
            offset + RecordingDescriptorHeaderDecoder.stateEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final RecordingDescriptorDecoder decoder = new RecordingDescriptorDecoder();
        decoder.wrap(
            buffer,
            offset + DESCRIPTOR_HEADER,
            RecordingDescriptorDecoder.BLOCK_LENGTH,
            RecordingDescriptorDecoder.SCHEMA_VERSION);
        final Recording recording = new Recording(
            decoder.recordingId(),
            decoder.streamId(),
            decoder.startPosition(),
            decoder.stopPosition(),
            decoder.initialTermId(),
            decoder.termBufferLength(),
            decoder.segmentFileLength(),
            decoder.startTimestamp());
        if (state == RecordingState.VALID.value() && recording.isPossible())
        {
            recordings.put(recording.id(), recording);
        }
    }

    private UnsafeBuffer content() throws IOException
    {
        try (FileChannel channel = FileChannel.open(file(archive), StandardOpenOption.READ))
        {
            final ByteBuffer bytes = ByteBuffer.allocate((int)Math.min(channel.size(), MAX_BYTES));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0)
            {
                continue;
            }

            return new UnsafeBuffer(bytes, 0, bytes.position());
        }
        catch (final NoSuchFileException ex)
        {
            return new UnsafeBuffer(0, 0);
        }
    }

    private void check(final long id)
    {
        final Recording told = recordings.get(id);
        final SortedSet<Long> bases = segments.get(id);
        final RecordingFiles files = new RecordingFiles(archive, id, bases);
        if (told == null || !files.agree(told))
        {
            final Recording found = files.describe();
            if (found != null)
            {
                recordings.put(id, found);
            }
        }
    }
}
