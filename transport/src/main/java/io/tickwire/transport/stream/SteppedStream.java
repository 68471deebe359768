package io.tickwire.transport.stream;

import io.aeron.archive.status.RecordingPos;
import io.aeron.exceptions.AeronException;
import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.thread.ThreadEnd;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The stream into a journal of a ring that is filled by who steps this: a source that can be held back, such as a
 * recording. It waits for room, and loses nothing; the bytes in the journal depend on the ticks alone.
 * <pre>
 *   open, begin, then again and again: publish into the ring, drain; end, close
 * </pre>
 * Thread: any, one at a time
 */
public final class SteppedStream implements AutoCloseable
{
    private static final long LONGEST_NAP_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final StreamSettings settings;
    private final StreamCounters counters = new StreamCounters();
    private JournalFolder folder;
    private JournalRepair.Continuation continuation;
    private RuntimeFolder runtimeFolder;
    private AeronRuntime runtime;
    private JournalRecorder recorder;
    private JournalRecorder.Live live;
    private Thread recording;
    private TickStream stream;
    private long bytes;

    private SteppedStream(final StreamSettings settings)
    {
        this.settings = settings;
    }

    /**
     * Take the journal, and put it in order.
     *
     * @param settings that name a journal.
     * @param firstNs  when the first tick to come was received.
     * @throws StreamException naming the setting, or where what is in the journal is not older; nothing is left open.
     */
    public static SteppedStream open(final StreamSettings settings, final long firstNs) throws StreamException
    {
        final SteppedStream made = new SteppedStream(settings);
        try
        {
            made.folder = JournalFolder.open(
                settings.journal().path().orElseThrow(), 2L * settings.journal().segmentBytes());
            made.continuation = new JournalRepair(made.folder.path()).repair(() -> firstNs);
            made.requireOlder(firstNs);

            return made;
        }
        catch (final IOException | UncheckedIOException ex)
        {
            made.close();

            throw new StreamException("the journal can not be put in order: " + ex.getMessage() +
                "; set stream.journal.path to another folder", ex);
        }
        catch (final StreamException ex)
        {
            made.close();

            throw ex;
        }
    }

    /**
     * What the ring's sequences are to count from.
     */
    public Engine.Origin origin()
    {
        return continuation.origin();
    }

    /**
     * Begin a run of the journal.
     *
     * @param slotBytes of the ring's.
     * @param clock     the ticks' own.
     * @param server    what is said to have received them.
     */
    public void begin(
        final TickRing ring,
        final int slotBytes,
        final Names names,
        final EpochNanoClock clock,
        final String server) throws StreamException
    {
        runtimeFolder = RuntimeFolder.open(settings.directory());
        try
        {
            runtime = AeronRuntime.launch(
                runtimeFolder,
                WaitProfile.BALANCED,
                AeronRuntime.Duties.BY_EACH,
                settings.termBytes(),
                StreamHost.frameBytes(slotBytes));
            runtime.launchArchive(JournalFiles.archive(folder.path()), settings.journal());
            runtime.connect();
            final RecordingMarks marks = new RecordingMarks();
            recorder = new JournalRecorder(
                folder, settings.journal(), runtime, marks, counters, next -> { });
            live = recorder.begin();
            final IdleStrategy patience =
                new BackoffIdleStrategy(10, 10, TimeUnit.MICROSECONDS.toNanos(1), LONGEST_NAP_NS);
            final StreamOutput output = new StreamOutput(
                live.publication(),
                origin().epoch(),
                counters,
                tries ->
                {
                    patience.idle();

                    return true;
                });
            stream = new TickStream(
                ring.newObserver(), slotBytes, output, names, counters, marks, clock, server);
            marks.onRun(live.run());
            if (continuation.lostTo() >= continuation.lostFrom())
            {
                stream.lostBefore(continuation.lostFrom(), continuation.lostTo());
            }
            recording = new Thread(recorder, "journal");
            recording.setDaemon(true);
            recording.start();
        }
        catch (final IOException | AeronException | IllegalArgumentException | IllegalStateException ex)
        {
            throw new StreamException("the journal can not be begun: " + ex.getMessage(), ex);
        }
    }

    /**
     * Have all that is in the ring written, as soon as there is room for it.
     *
     * @throws StreamException where the journal can not be written any more.
     */
    public void drain() throws StreamException
    {
        stream.drain();
        bytes = live.publication().position();
        requireRecorded();
    }

    /**
     * Say that it is all, and wait until it is recorded.
     */
    public void end() throws StreamException
    {
        stream.finish();
        bytes = live.publication().position();
        final CountersReader positions = runtime.aeron().countersReader();
        while (RecordingPos.isActive(positions, live.counterId(), live.recordingId()) &&
            positions.getCounterValue(live.counterId()) < bytes)
        {
            LockSupport.parkNanos(this, LONGEST_NAP_NS);
        }
        requireRecorded();
    }

    /**
     * How many there are of this run, as of the last {@link #drain}.
     */
    public long bytes()
    {
        return bytes;
    }

    /**
     * Let go of the journal. Does nothing where that was done.
     */
    @Override
    public void close()
    {
        if (recording != null)
        {
            recorder.stop();
            ThreadEnd.awaitOrLog(recording);
            recorder.finish();
            recording = null;
        }
        CloseHelper.quietCloseAll(live == null ? null : live.publication(), runtime, runtimeFolder, folder);
    }

    private void requireRecorded() throws StreamException
    {
        if (counters.get(StreamCounter.RECORDINGS_FAILED) > 0 || counters.get(StreamCounter.TICKS_UNREAD) > 0)
        {
            throw new StreamException("the journal can not be written any more: " + runtime.errors().last());
        }
        final long lost = counters.get(StreamCounter.TICKS_TOO_LONG) + counters.get(StreamCounter.TICKS_OVERTAKEN) +
            counters.get(StreamCounter.TICKS_WITHOUT_ROOM);
        if (lost > 0)
        {
            throw new StreamException("the stream lost " + lost + " ticks");
        }
    }

    private void requireOlder(final long firstNs) throws IOException, StreamException
    {
        try (Journal journal = Journal.open(folder.path()))
        {
            final long lastNs =
                journal.runs().stream().mapToLong(Run::lastReceiveTimeNs).max().orElse(Damage.UNKNOWN);
            if (lastNs != Damage.UNKNOWN && lastNs >= firstNs)
            {
                throw new StreamException("the journal has ticks up to " + time(lastNs) +
                    ", and what is to be written begins before that, at " + time(firstNs) +
                    "; set stream.journal.path to another folder");
            }
        }
    }

    private static Instant time(final long timeNs)
    {
        return Instant.ofEpochSecond(0, timeNs).truncatedTo(ChronoUnit.MILLIS);
    }
}
