package io.tickwire.transport.stream;

import io.aeron.ExclusivePublication;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.TimeoutException;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.JournalFiles;
import org.agrona.CloseHelper;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.status.CountersReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Has the stream recorded, and sees to it that it goes on: where a recording fails it is let go of, so that it holds
 * nothing back, and once there is room another one is begun with a publication of its own.
 * <p>
 * Each recording is one session of the stream, from its first byte on. What is recorded is what the archive says, with
 * what {@code stream.journal.sync} asks for.
 * Thread: journal
 */
final class JournalRecorder implements Runnable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalRecorder.class);
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long KEEP_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long BEGIN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long FINISH_NS = TimeUnit.SECONDS.toNanos(5);
    private static final String CHANNEL = "aeron:ipc?session-id=";
    private static final String TETHERED = "|tether=true";

    private final JournalFolder folder;
    private final StreamSettings.Journal settings;
    private final AeronRuntime runtime;
    private final RecordingMarks marks;
    private final StreamCounters counters;
    private final Consumer<Live> successor;
    private final JournalRetention retention;
    private RecordingIndex index;
    private long runs;
    private long retryNs;
    private long keptNs;

    private volatile Live live;
    private volatile String trouble = "nothing is recorded yet";
    private volatile long recordedG = -1;
    private volatile long bytes;
    private volatile boolean isStopped;

    /**
     * @param successor takes a publication that the stream goes on with.
     */
    JournalRecorder(
        final JournalFolder folder,
        final StreamSettings.Journal settings,
        final AeronRuntime runtime,
        final RecordingMarks marks,
        final StreamCounters counters,
        final Consumer<Live> successor)
    {
        this.folder = folder;
        this.settings = settings;
        this.runtime = runtime;
        this.marks = marks;
        this.counters = counters;
        this.successor = successor;
        this.retention = new JournalRetention(folder.path(), settings, runtime.archive(), counters);
    }

    /**
     * A recording that goes on.
     *
     * @param run          counts those of this process.
     * @param subscription of the archive.
     * @param counterId    of its position.
     * Thread: any
     */
    record Live(long run, ExclusivePublication publication, long subscription, int counterId, long recordingId)
    {
    }

    /**
     * Begin a recording.
     *
     * @throws AeronException where the archive does not.
     */
    Live begin() throws IOException
    {
        final long run = ++runs;
        final String channel = CHANNEL + run;
        final long subscription = runtime.archive().startRecording(
            channel + TETHERED, JournalFiles.TICKS_STREAM_ID, SourceLocation.LOCAL);
        ExclusivePublication publication = null;
        try
        {
            publication = runtime.aeron().addExclusivePublication(channel, JournalFiles.TICKS_STREAM_ID);
            final Live begun = await(run, publication, subscription);
            index = new RecordingIndex(folder.path(), begun.recordingId(), counters);
            live = begun;
            trouble = "";
            counters.increment(StreamCounter.RECORDINGS_BEGUN);

            return begun;
        }
        catch (final IOException | AeronException ex)
        {
            CloseHelper.quietClose(publication);
            runtime.archive().tryStopRecording(subscription);

            throw ex;
        }
    }

    @Override
    public void run()
    {
        keptNs = System.nanoTime() - KEEP_NS;
        while (!isStopped)
        {
            turn();
            LockSupport.parkNanos(this, TURN_NS);
        }
    }

    /**
     * End the thread. Any thread calls this.
     */
    void stop()
    {
        isStopped = true;
    }

    /**
     * End the recording, once all that was published is recorded; within a bound. The thread has ended before.
     */
    void finish()
    {
        final Live last = live;
        if (last != null)
        {
            final long startNs = System.nanoTime();
            final long end = last.publication.position();
            while (isActive(last) && position(last) < end && System.nanoTime() - startNs < FINISH_NS)
            {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
            }
            readMarks(last);
            LOGGER.info("journal.closed recording={} last={} position={} of={}",
                last.recordingId, recordedG, isActive(last) ? position(last) : -1, end);
            runtime.archive().tryStopRecording(last.subscription);
            live = null;
        }
        CloseHelper.quietClose(index);
    }

    /**
     * How it is.
     */
    StreamPart part()
    {
        final String reason = trouble;

        return reason.isEmpty() ?
            new StreamPart("journal", HealthState.UP, "recorded up to g " + recordedG) :
            new StreamPart("journal", HealthState.DEGRADED, "not recording: " + reason);
    }

    /**
     * The last tick that is recorded; -1: none.
     */
    long recordedG()
    {
        return recordedG;
    }

    /**
     * What the journal takes, as it was looked at last.
     */
    long bytes()
    {
        return bytes;
    }

    /**
     * Open the journal for reading, up to what is recorded.
     */
    Journal reader() throws JournalException
    {
        final Live open = live;

        return open == null ?
            Journal.open(folder.path()) :
            Journal.open(folder.path(), open.recordingId, () -> isActive(open) ? position(open) : Long.MAX_VALUE);
    }

    private void turn()
    {
        if (runtime.aeron().isClosed())
        {
            onAeronEnded();
            return;
        }
        try
        {
            final Live open = live;
            if (open == null)
            {
                tryAgain();
            }
            else if (isActive(open))
            {
                readMarks(open);
            }
            else
            {
                fail(open);
            }
            keep();
        }
        catch (final IOException | RuntimeException ex)
        {
            counters.increment(StreamCounter.JOURNAL_ERRORS);
            runtime.errors().onError(ex);
        }
    }

    /**
     * Its driver held this process for dead, such as after ten minutes in which it was stopped.
     */
    private void onAeronEnded()
    {
        if (live != null)
        {
            live = null;
            trouble = "Aeron has ended: " + runtime.errors().last();
            counters.increment(StreamCounter.RECORDINGS_FAILED);
            LOGGER.error("journal.ended last={}: {}; nothing is recorded until the server is started again",
                recordedG, trouble);
        }
    }

    private void fail(final Live failed)
    {
        live = null;
        trouble = runtime.errors().last();
        retryNs = System.nanoTime() + RETRY_NS;
        counters.increment(StreamCounter.RECORDINGS_FAILED);
        LOGGER.warn("journal.failed recording={} last={}: {}; ticks go on without it, and it is tried again",
            failed.recordingId, recordedG, trouble);
        CloseHelper.quietClose(index);
        // Or what is not recorded would hold back the others that read.
        runtime.archive().tryStopRecording(failed.subscription);
    }

    private void tryAgain() throws IOException
    {
        marks.read((type, buffer, offset, length) -> ControlledMessageHandler.Action.CONTINUE);
        if (System.nanoTime() - retryNs < 0)
        {
            return;
        }

        retryNs = System.nanoTime() + RETRY_NS;
        final long room = folder.usableBytes();
        if (room < 2L * settings.segmentBytes())
        {
            trouble = "no room, " + room + " bytes are left";
            return;
        }

        final Live begun = begin();
        LOGGER.info("journal.resumed recording={}", begun.recordingId);
        successor.accept(begun);
    }

    private void keep() throws IOException
    {
        if (System.nanoTime() - keptNs >= KEEP_NS)
        {
            keptNs = System.nanoTime();
            bytes = retention.keep(System.currentTimeMillis());
        }
    }

    private void readMarks(final Live open)
    {
        index.begin(open.run, position(open), marks.lacksNames(open.run));
        while (marks.read(index) > 0)
        {
            // Up to what is not recorded yet.
        }
        final long g = index.recordedG();
        recordedG = g >= 0 ? g : recordedG;
    }

    private Live await(final long run, final ExclusivePublication publication, final long subscription)
    {
        final CountersReader positions = runtime.aeron().countersReader();
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < BEGIN_NS)
        {
            final int counterId = RecordingPos.findCounterIdBySession(
                positions, publication.sessionId(), runtime.archiveId());
            if (counterId != CountersReader.NULL_COUNTER_ID)
            {
                return new Live(
                    run, publication, subscription, counterId, RecordingPos.getRecordingId(positions, counterId));
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }

        throw new TimeoutException("the archive does not begin to record");
    }

    private boolean isActive(final Live open)
    {
        return RecordingPos.isActive(runtime.aeron().countersReader(), open.counterId, open.recordingId);
    }

    private long position(final Live open)
    {
        return runtime.aeron().countersReader().getCounterValue(open.counterId);
    }
}
