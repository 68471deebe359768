package io.tickwire.transport.stream;

import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.NamesWriter;
import io.tickwire.transport.stream.journal.TimeIndexWriter;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what stands beside a recording, from the stream's marks: where which time and g are, and what ids mean. It is
 * never ahead of the recording. A file that can not be written is deleted: readers scan where there is none.
 * Thread: journal
 */
final class RecordingIndex implements ControlledMessageHandler, AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordingIndex.class);

    private final Path timesFile;
    private final Path namesFile;
    private final StreamCounters counters;
    private TimeIndexWriter times;
    private NamesWriter names;
    private boolean hasNewNames;
    private long run;
    private long recordedPosition;
    private long recordedG = -1;

    RecordingIndex(final Path journal, final long recordingId, final StreamCounters counters) throws IOException
    {
        this.timesFile = JournalFiles.timeIndex(journal, recordingId);
        this.namesFile = JournalFiles.names(journal, recordingId);
        this.counters = counters;
        this.times = TimeIndexWriter.create(timesFile);
        this.names = NamesWriter.create(namesFile);
    }

    /**
     * Marks are to be read.
     *
     * @param recordedPosition up to which they count.
     * @param lacksNames       whether not all names were marked.
     */
    void begin(final long run, final long recordedPosition, final boolean lacksNames)
    {
        this.run = run;
        this.recordedPosition = recordedPosition;
        if (lacksNames && names != null)
        {
            leaveOutNames("there were too many at once");
        }
    }

    /**
     * The last tick that is recorded; -1: none.
     */
    long recordedG()
    {
        return recordedG;
    }

    @Override
    public Action onMessage(
        final int type, final MutableDirectBuffer buffer, final int offset, final int length)
    {
        if (buffer.getLong(offset + RecordingMarks.RUN_OFFSET) != run)
        {
            return Action.CONTINUE;
        }

        return switch (type)
        {
            case RecordingMarks.TICK -> onTick(buffer, offset);
            case RecordingMarks.BATCH -> onBatch(buffer, offset);
            default -> onDefinition(buffer, offset, length);
        };
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(times, names);
    }

    private Action onTick(final MutableDirectBuffer buffer, final int offset)
    {
        final long position = buffer.getLong(offset + RecordingMarks.POSITION_OFFSET);
        final long timeNs = buffer.getLong(offset + RecordingMarks.TIME_OFFSET);
        if (position >= recordedPosition)
        {
            return Action.ABORT;
        }
        try
        {
            if (times != null && times.isDue(position, timeNs))
            {
                forceNames();
                times.append(
                    timeNs,
                    position,
                    buffer.getLong(offset + RecordingMarks.G_OFFSET),
                    buffer.getLong(offset + RecordingMarks.BOOKS_OFFSET));
                counters.increment(StreamCounter.INDEX_ENTRIES);
            }
        }
        catch (final IOException ex)
        {
            LOGGER.warn("journal.no_index file={}: readers scan in its place", timesFile, ex);
            times = leaveOut(times, timesFile);
        }

        return Action.CONTINUE;
    }

    private Action onBatch(final MutableDirectBuffer buffer, final int offset)
    {
        if (buffer.getLong(offset + RecordingMarks.POSITION_OFFSET) > recordedPosition)
        {
            return Action.ABORT;
        }
        recordedG = buffer.getLong(offset + RecordingMarks.G_OFFSET);

        return Action.CONTINUE;
    }

    private Action onDefinition(final MutableDirectBuffer buffer, final int offset, final int length)
    {
        try
        {
            if (names != null)
            {
                names.append(
                    buffer,
                    offset + RecordingMarks.DEFINITION_OFFSET,
                    length - RecordingMarks.DEFINITION_OFFSET);
                hasNewNames = true;
            }
        }
        catch (final IOException ex)
        {
            leaveOutNames(ex.toString());
        }

        return Action.CONTINUE;
    }

    /**
     * Whoever completes the index after a kill begins at its last entry: what was defined before is on the disk then.
     */
    private void forceNames() throws IOException
    {
        if (hasNewNames && names != null)
        {
            names.force();
            hasNewNames = false;
        }
    }

    private void leaveOutNames(final String reason)
    {
        LOGGER.warn("journal.no_names file={}: {}; readers scan in its place", namesFile, reason);
        names = leaveOut(names, namesFile);
    }

    private <T extends AutoCloseable> T leaveOut(final T writer, final Path file)
    {
        counters.increment(StreamCounter.INDEXES_LEFT_OUT);
        CloseHelper.quietClose(writer);
        try
        {
            Files.deleteIfExists(file);
        }
        catch (final IOException ex)
        {
            LOGGER.warn("journal.index_left file={}", file, ex);
        }

        return null;
    }
}
