package io.tickwire.transport.stream.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A journal, for reading, whoever writes it meanwhile. Of what may still change it keeps nothing: each call sees what
 * is there then.
 * Thread: any
 */
public final class Journal implements AutoCloseable
{
    private static final int NEXT_ID_BYTES = 8;

    private final Path directory;
    private final Path archive;
    private final long liveRecordingId;
    private final LongSupplier recordedPosition;
    private final FileChannel catalog;

    /** What nothing is added to any more, by the recording. */
    private final Map<Long, Run> endedRuns = new ConcurrentHashMap<>();

    private Journal(
        final Path directory,
        final long liveRecordingId,
        final LongSupplier recordedPosition,
        final FileChannel catalog)
    {
        this.directory = directory;
        this.archive = JournalFiles.archive(directory);
        this.liveRecordingId = liveRecordingId;
        this.recordedPosition = recordedPosition;
        this.catalog = catalog;
    }

    /**
     * Open one that is complete, or is written by another process.
     */
    public static Journal open(final Path directory) throws JournalException
    {
        return open(directory, Recording.NONE, () -> FrameCursor.OPEN_END);
    }

    /**
     * Open one that is written by this process: what is read ends where the archive has recorded to.
     *
     * @param recordedPosition of that recording; any thread asks for it.
     */
    public static Journal open(final Path directory, final long liveRecordingId, final LongSupplier recordedPosition)
        throws JournalException
    {
        final Path archive = JournalFiles.archive(directory);
        if (!Files.isDirectory(archive))
        {
            throw new JournalException("this is no journal, there is no folder archive in it: " + directory);
        }
        if (!Files.isReadable(archive))
        {
            throw new JournalException("this journal may not be read: " + directory);
        }
        try
        {
            final Path file = RecordingCatalog.file(archive);

            return new Journal(
                directory,
                liveRecordingId,
                recordedPosition,
                Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null);
        }
        catch (final IOException ex)
        {
            throw new JournalException("this journal can not be read: " + directory + ": " + ex, ex);
        }
    }

    public Path directory()
    {
        return directory;
    }

    /**
     * Whether a process holds the journal's lock.
     */
    public boolean isWritten()
    {
        try (FileChannel channel = FileChannel.open(JournalFiles.lock(directory), StandardOpenOption.READ);
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true))
        {
            return lock == null;
        }
        catch (final OverlappingFileLockException ex)
        {
            return true;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /**
     * What is there of each run, in order. The last kilobytes of each are read for it; of one that has ended, once.
     */
    public List<Run> runs()
    {
        final List<Run> runs = new ArrayList<>();
        final List<Recording> recordings = recordings();
        for (int i = 0; i < recordings.size(); i++)
        {
            runs.add(run(recordings.get(i), i < recordings.size() - 1));
        }

        return runs;
    }

    /**
     * Read all that is there, from the oldest on, and what comes.
     */
    public JournalReader reader()
    {
        return new JournalReader(this, Recording.NONE, ReadStart.all());
    }

    /**
     * Read from the first message at or after this g of this epoch.
     */
    public JournalReader readerAt(final long epoch, final long g)
    {
        final List<Run> runs = runs();
        int i = 0;
        while (i < runs.size() - 1 && endsBefore(runs.get(i), epoch, g))
        {
            i++;
        }
        if (runs.isEmpty() || runs.get(i).epoch() != epoch && !endsBefore(runs.get(i), epoch, g))
        {
            return new JournalReader(this, before(runs, i), ReadStart.all());
        }

        return new JournalReader(this, before(runs, i), ReadStart.atG(epoch, g));
    }

    /**
     * Read from the first message on that was received at this time or later. Those behind it may have been received a
     * little before.
     */
    public JournalReader readerAtTime(final long receiveTimeNs)
    {
        final List<Run> runs = runs();
        final int i = runAt(runs, receiveTimeNs);

        return new JournalReader(this, before(runs, i), ReadStart.atTime(receiveTimeNs));
    }

    /**
     * The same, from as far before it as is needed to have all books at that time, where that is known.
     */
    public JournalReader readerWithBooksAt(final long receiveTimeNs)
    {
        final List<Run> runs = runs();
        final int i = runAt(runs, receiveTimeNs);

        return new JournalReader(this, before(runs, i), runs.isEmpty() ?
            ReadStart.all() : withBooksAt(runs.get(i), receiveTimeNs));
    }

    /**
     * When the tick was received that stands so many before a time; as indexes tell it, so rather a little sooner.
     *
     * @return 0: there are not so many.
     */
    public long timeBefore(final long receiveTimeNs, final long ticks)
    {
        final List<Run> runs = runs();
        final int last = runAt(runs, receiveTimeNs);
        long left = ticks;
        for (int i = Math.min(last, runs.size() - 1); i >= 0; i--)
        {
            final Run run = runs.get(i);
            final TimeIndex index = timeIndex(run.recordingId());
            final int entry = index.lastBefore(receiveTimeNs);
            final long g = i < last ? run.lastG() : entry < 0 ? run.firstG() : index.g(entry);
            final int found = index.lastBelowG(g - left + 1);
            if (found >= 0)
            {
                return index.receiveTimeNs(found);
            }
            left -= Math.max(0, g - run.firstG());
        }

        return 0;
    }

    /**
     * The recordings of the stream of ticks, in order.
     */
    public List<Recording> recordings()
    {
        return recordings(JournalFiles.TICKS_STREAM_ID);
    }

    /**
     * The recordings of a stream, in order.
     */
    public List<Recording> recordings(final int streamId)
    {
        try
        {
            return RecordingCatalog.read(archive, streamId);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The frames of a recording, of whatever stream.
     */
    public FrameCursor frames(final Recording recording, final boolean isChecked)
    {
        final LongSupplier end =
            recording.id() == liveRecordingId ? recordedPosition : () -> FrameCursor.OPEN_END;

        return new FrameCursor(archive, recording, end, isChecked);
    }

    /**
     * A recording's index, which is empty where there is none.
     */
    public TimeIndex timeIndex(final Recording recording) throws IOException
    {
        return TimeIndex.read(JournalFiles.timeIndex(directory, recording.id()));
    }

    /**
     * A recording's names.
     */
    public NamesFile names(final Recording recording) throws IOException
    {
        return NamesFile.read(JournalFiles.names(directory, recording.id()));
    }

    @Override
    public void close()
    {
        if (catalog != null)
        {
            try
            {
                catalog.close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    Run run(final Recording recording)
    {
        return new RunScan(this, recording).run();
    }

    private Run run(final Recording recording, final boolean isFollowed)
    {
        final Run known = endedRuns.get(recording.id());
        if (known != null && known.startPosition() == recording.startPosition())
        {
            return known;
        }
        final Run run = run(recording);
        if (isFollowed || run.isClean())
        {
            endedRuns.put(recording.id(), run);
        }

        return run;
    }

    boolean isLive(final Recording recording)
    {
        return recording.id() == liveRecordingId;
    }

    /**
     * A number that changes when a recording begins.
     */
    long generation(final ByteBuffer scratch)
    {
        if (catalog == null)
        {
            return 0;
        }
        try
        {
            scratch.clear().limit(NEXT_ID_BYTES);
            catalog.read(scratch, RecordingCatalog.NEXT_ID_OFFSET);

            return scratch.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private ReadStart withBooksAt(final Run run, final long receiveTimeNs)
    {
        final TimeIndex index = timeIndex(run.recordingId());
        final int entry = index.lastBefore(receiveTimeNs);
        if (entry < 0)
        {
            return ReadStart.all();
        }

        return index.booksG(entry) == TimeIndex.NO_BOOKS ?
            ReadStart.atTime(receiveTimeNs) : ReadStart.atG(run.epoch(), index.booksG(entry));
    }

    private TimeIndex timeIndex(final long recordingId)
    {
        try
        {
            return TimeIndex.read(JournalFiles.timeIndex(directory, recordingId));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** The first run that goes on at a time or begins later, else the last one. */
    private static int runAt(final List<Run> runs, final long receiveTimeNs)
    {
        int i = 0;
        while (i < runs.size() - 1 && runs.get(i).lastReceiveTimeNs() < receiveTimeNs)
        {
            i++;
        }

        return i;
    }

    private static long before(final List<Run> runs, final int i)
    {
        return runs.isEmpty() ? Recording.NONE : runs.get(i).recordingId() - 1;
    }

    private static boolean endsBefore(final Run run, final long epoch, final long g)
    {
        return run.epoch() < epoch || run.epoch() == epoch && run.lastG() < g;
    }
}
