package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a new journal by its files, without an Aeron process, as fast as the disk takes it: for a part of another one,
 * and for what was recorded elsewhere. A server may go on with it. Nothing of it is safe before it is closed.
 * Thread: any, one at a time
 */
public final class JournalWriter implements AutoCloseable
{
    private final Path directory;
    private final int termLength;
    private final int segmentLength;
    private final List<Recording> recordings = new ArrayList<>();
    private final Set<Long> defined = new HashSet<>();
    private RecordingWriter recording;
    private TimeIndexWriter index;
    private NamesWriter names;
    private BooksPlace books;

    private JournalWriter(final Path directory, final int termLength, final int segmentLength)
    {
        this.directory = directory;
        this.termLength = termLength;
        this.segmentLength = segmentLength;
    }

    /**
     * Begin one in a folder that has none.
     *
     * @param termLength    a power of two from 64 KiB to the length of a segment.
     * @param segmentLength a power of two up to 1 GiB.
     */
    public static JournalWriter create(final Path directory, final int termLength, final int segmentLength)
        throws IOException
    {
        if (!Recording.isLength(termLength) || !Recording.isLength(segmentLength) || termLength > segmentLength)
        {
            throw new IllegalArgumentException(
                "lengths must be powers of two from 64 KiB to 1 GiB, and a segment no shorter than a term: " +
                "termLength=" + termLength + " segmentLength=" + segmentLength);
        }
        if (Files.exists(JournalFiles.archive(directory)))
        {
            throw new FileAlreadyExistsException(directory.toString(), null, "there is a journal already");
        }
        Files.createDirectories(JournalFiles.archive(directory));
        Files.createDirectories(JournalFiles.index(directory));

        return new JournalWriter(directory, termLength, segmentLength);
    }

    /**
     * Begin a run. Its first message should be a {@code StreamStart}.
     */
    public void beginRun(final long startTimeMs) throws IOException
    {
        endRun();
        final long id = recordings.size();
        recording = new RecordingWriter(
            JournalFiles.archive(directory),
            new Recording(
                id,
                JournalFiles.TICKS_STREAM_ID,
                0,
                Recording.NONE,
                0,
                termLength,
                segmentLength,
                startTimeMs));
        index = TimeIndexWriter.create(JournalFiles.timeIndex(directory, id));
        names = NamesWriter.create(JournalFiles.names(directory, id));
        defined.clear();
        books = new BooksPlace(TimeIndex.NO_BOOKS);
    }

    /**
     * Write a message of the run.
     *
     * @param offset of its SBE header.
     * @param length with that.
     */
    public void append(
        final long g,
        final long epoch,
        final long publishTimeNs,
        final DirectBuffer message,
        final int offset,
        final int length) throws IOException
    {
        recording.append(g, epoch, publishTimeNs, message, offset, length);
        final DirectBuffer frame = recording.buffer();
        final int at = recording.lastOffset();
        final int template = MessageFrame.template(frame, at);
        books.onMessage(template, frame, at, g);
        if (TickTemplates.isTick(template))
        {
            final long receiveTimeNs = MessageFrame.receiveTimeNs(frame, at);
            if (index.isDue(recording.lastPosition(), receiveTimeNs))
            {
                index.append(receiveTimeNs, recording.lastPosition(), g, books.g());
            }
        }
        else if (MessageFrame.isDefinition(template) && defined.add(MessageFrame.definedKey(frame, at)))
        {
            names.append(frame, at, StreamHead.LENGTH + length);
        }
    }

    /**
     * End the run, if there is one.
     */
    public void endRun() throws IOException
    {
        if (recording == null)
        {
            return;
        }
        recordings.add(recording.end());
        recording = null;
        index.close();
        names.close();
    }

    @Override
    public void close() throws IOException
    {
        endRun();
        RecordingCatalogFile.write(JournalFiles.archive(directory), recordings);
    }
}
