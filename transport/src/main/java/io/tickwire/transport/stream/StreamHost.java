package io.tickwire.transport.stream;

import io.aeron.ExclusivePublication;
import io.aeron.exceptions.AeronException;
import io.tickwire.engine.Engine;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.StreamHead;
import io.tickwire.transport.stream.journal.Sync;
import io.tickwire.transport.stream.told.ToldLog;
import io.tickwire.transport.stream.told.ToldRun;
import io.tickwire.transport.stream.told.ToldSettings;
import io.tickwire.transport.thread.ThreadEnd;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static io.aeron.driver.Configuration.MAX_UDP_PAYLOAD_LENGTH;
import static io.aeron.logbuffer.FrameDescriptor.FRAME_ALIGNMENT;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;

/**
 * Owns what the stream needs: Aeron, its folders, the journal, and the thread.
 * Thread: conductor
 */
public final class StreamHost implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamHost.class);
    /** A journal alone is in no hurry: were its thread woken for each tick, it would take the pipelines' cores. */
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final String CHANNEL = "aeron:ipc";

    private final StreamSettings settings;
    private final StreamCounters counters = new StreamCounters();
    private JournalFolder journal;
    private volatile ToldLog told;
    private Thread toldThread;
    private JournalRepair.Continuation continuation;
    private volatile RuntimeFolder folder;
    private volatile AeronRuntime runtime;
    private TickStream stream;
    private StreamDuty duty;
    private Thread streamThread;
    private Thread journalThread;
    private volatile JournalRecorder recorder;
    private volatile ExclusivePublication publication;

    /**
     * Nothing is opened yet.
     */
    public StreamHost(final StreamSettings settings)
    {
        this.settings = settings;
    }

    /**
     * Take the journal, if there is one, and put it in order.
     *
     * @return what the engine's sequences go on from.
     * @throws StreamException naming the setting; nothing is left open then.
     */
    public Engine.Origin open(final EpochNanoClock clock) throws StreamException
    {
        if (settings.journal().path().isEmpty())
        {
            return Engine.Origin.startingAt(clock);
        }

        journal = JournalFolder.open(journalPath(), 2L * settings.journal().segmentBytes());
        try
        {
            continuation = new JournalRepair(journal.path()).repair(clock);
        }
        catch (final IOException | UncheckedIOException ex)
        {
            close();

            throw new StreamException("the journal can not be put in order: " + journalPath() + ": " +
                ex.getMessage() + "; set stream.journal.path to another folder", ex);
        }

        return continuation.origin();
    }

    /**
     * The same, and keep what clients are told besides, if there is a journal.
     *
     * @param names of the engine to come, and {@code config} what it is built from.
     * @throws StreamException naming the setting, where the journal can not be opened; nothing is left open then.
     */
    public Engine.Origin open(final EpochNanoClock clock, final Names names, final EngineConfig config)
        throws StreamException
    {
        final Engine.Origin origin = open(clock);
        if (journal == null)
        {
            return origin;
        }
        final StreamSettings.Journal kept = settings.journal();
        told = ToldLog.open(
            new ToldSettings(journal.path().resolve("told"), kept.updates(), kept.candles(), kept.sync()),
            new ToldRun(
                origin.epoch(),
                origin.firstSequence(),
                config.threads().shards(),
                config.threads().topology() == EngineConfig.Topology.PIPELINED ? 2 : 1,
                names,
                config.market().candleSeconds()),
            clock,
            counters);

        return new Engine.Origin(origin.epoch(), origin.firstSequence(), told);
    }

    /**
     * Let the engine's ticks leave.
     *
     * @param server what it is called.
     * @throws StreamException naming the setting; nothing is left running then.
     */
    public void launch(
        final Engine engine, final EpochNanoClock clock, final RoleThreads roleThreads, final String server)
        throws StreamException
    {
        folder = RuntimeFolder.open(settings.directory());
        try
        {
            launchAeron(engine, roleThreads);
            if (journal == null)
            {
                publication = runtime.aeron().addExclusivePublication(CHANNEL, JournalFiles.TICKS_STREAM_ID);
                stream = newStream(engine, clock, server, publication, StreamMarks.NONE);
            }
            else
            {
                record(engine, clock, roleThreads, server);
            }
            duty.take(stream);
        }
        catch (final IOException | AeronException | IllegalArgumentException | IllegalStateException ex)
        {
            close();

            throw new StreamException(
                "the stream does not start: " + ex.getMessage() + "; see stream.journal.path and stream.directory", ex);
        }

        if (told != null)
        {
            toldThread = roleThreads.newThread("past", RoleThreads.ANY_CORE, told);
            toldThread.start();
        }
        LOGGER.info("stream.open directory={} channel={} stream={} journal={}",
            folder.driver(), CHANNEL, JournalFiles.TICKS_STREAM_ID, journal == null ? "none" : journal.path());
    }

    /**
     * Open the journal for reading, up to what is recorded.
     */
    public Journal reader() throws JournalException
    {
        return recorder.reader();
    }

    /**
     * Candles that are kept for longer than the engine does, if there is a journal.
     */
    public FurtherPast furtherPast()
    {
        final ToldLog kept = told;

        return kept == null ? FurtherPast.NOBODY : kept.furtherPast();
    }

    /**
     * How its parts are.
     */
    public List<StreamPart> parts()
    {
        final List<StreamPart> parts = new ArrayList<>();
        if (settings.hasLane())
        {
            parts.add(lane());
        }
        if (settings.journal().path().isPresent())
        {
            final JournalRecorder open = recorder;
            parts.add(open == null ? new StreamPart("journal", HealthState.DOWN, "not open") : open.part());
        }
        final ToldLog kept = told;
        if (kept != null)
        {
            parts.add(kept.part());
        }

        return parts;
    }

    public StreamCounters counters()
    {
        return counters;
    }

    /**
     * What there is to measure, by its name: of the journal, where there is one.
     */
    public Map<String, Gauge> gauges()
    {
        final Map<String, Gauge> gauges = new HashMap<>();
        final JournalRecorder open = recorder;
        if (open != null)
        {
            gauges.put(
                "journal_recorded_sequence", new Gauge("g of the last tick that is recorded", open.recordedG()));
            gauges.put("journal_bytes", new Gauge("size of the journal's files", open.bytes()));
        }
        final ToldLog kept = told;
        if (kept != null)
        {
            gauges.put("told_bytes", new Gauge("size of the files of what clients were told", kept.bytes()));
            gauges.put("told_failed_since_seconds", new Gauge(
                "since when what clients are told can not be kept; 0 while it is", kept.failedSinceMs() / 1_000));
        }

        return gauges;
    }

    /**
     * What is measured.
     *
     * @param help in words.
     * Thread: any
     */
    public record Gauge(String help, long value)
    {
    }

    /**
     * Tell the rest of the ticks and that it is all, have it recorded, and end; within a bound. Does nothing where that
     * was done.
     */
    @Override
    public void close()
    {
        final JournalRecorder last = recorder;
        if (stream != null)
        {
            stream.halt();
            if (!duty.awaitFinish(ThreadEnd.LIMIT_MS))
            {
                LOGGER.error("stream.stuck");
            }
        }
        if (last != null)
        {
            last.stop();
            endJournalThread();
            last.finish();
        }
        if (toldThread != null)
        {
            told.halt(last == null ? -1 : last.recordedG());
            ThreadEnd.awaitOrLog(toldThread);
            toldThread = null;
        }
        CloseHelper.quietClose(publication);
        closeAeron();
        CloseHelper.quietCloseAll(folder, told, journal);
        told = null;
        stream = null;
        recorder = null;
        publication = null;
        runtime = null;
        folder = null;
        journal = null;
    }

    private void launchAeron(final Engine engine, final RoleThreads roleThreads)
    {
        final WaitProfile profile = engine.config().threads().profile();
        final AeronRuntime.Duties duties = duties(profile);
        runtime = AeronRuntime.launch(
            folder, profile, duties, settings.termBytes(), frameBytes(engine.config().ticks().slotBytes()));
        if (duties == AeronRuntime.Duties.IN_TURN)
        {
            launchArchive();
        }
        duty = new StreamDuty(runtime);
        streamThread = roleThreads.newThread("stream", RoleThreads.ANY_CORE, duty);
        streamThread.start();
        if (duties != AeronRuntime.Duties.IN_TURN)
        {
            launchArchive();
        }
        runtime.connect();
    }

    private void launchArchive()
    {
        if (journal != null)
        {
            runtime.launchArchive(JournalFiles.archive(journal.path()), settings.journal());
        }
    }

    /**
     * A disk that is slow holds up who writes to it: a thread of its own does where it waits for the disk each time,
     * and where strategies wait for ticks.
     */
    private AeronRuntime.Duties duties(final WaitProfile profile)
    {
        if (profile == WaitProfile.PINNED)
        {
            return AeronRuntime.Duties.BY_PART;
        }

        final boolean isAlone = !settings.hasLane() && settings.journal().sync() == Sync.NONE;

        return isAlone ? AeronRuntime.Duties.IN_TURN : AeronRuntime.Duties.DRIVER_IN_TURN;
    }

    private void closeAeron()
    {
        if (runtime == null)
        {
            return;
        }

        runtime.disconnect();
        if (streamThread == null)
        {
            runtime.close();
        }
        else
        {
            duty.end();
            ThreadEnd.awaitOrLog(streamThread);
            streamThread = null;
        }
    }

    private void endJournalThread()
    {
        if (journalThread != null)
        {
            ThreadEnd.awaitOrLog(journalThread);
            journalThread = null;
        }
    }

    private void record(
        final Engine engine, final EpochNanoClock clock, final RoleThreads roleThreads, final String server)
        throws IOException
    {
        final RecordingMarks marks = new RecordingMarks();
        final JournalRecorder made = new JournalRecorder(
            journal, settings.journal(), runtime, marks, counters, next -> stream.goOnWith(next));
        final JournalRecorder.Live first = made.begin();
        recorder = made;
        stream = newStream(engine, clock, server, first.publication(), marks);
        marks.onRun(first.run());
        if (continuation.lostTo() >= continuation.lostFrom())
        {
            stream.lostBefore(continuation.lostFrom(), continuation.lostTo());
        }
        journalThread = roleThreads.newThread("journal", RoleThreads.ANY_CORE, made);
        journalThread.start();
    }

    private TickStream newStream(
        final Engine engine,
        final EpochNanoClock clock,
        final String server,
        final ExclusivePublication first,
        final StreamMarks marks)
    {
        return new TickStream(
            engine.newObserver(settings.hasLane() ? 0 : REST_NS),
            engine.config().ticks().slotBytes(),
            new StreamOutput(first, engine.epoch(), counters, duty::makeRoom),
            engine.names(),
            counters,
            marks,
            clock,
            server);
    }

    private Path journalPath()
    {
        return settings.journal().path().orElseThrow();
    }

    private StreamPart lane()
    {
        final boolean isOpen = folder != null && runtime != null && !runtime.aeron().isClosed();

        return isOpen ?
            new StreamPart("lane", HealthState.UP, counters.get(StreamCounter.TICKS) + " ticks") :
            new StreamPart("lane", HealthState.DOWN, "not open");
    }

    /**
     * What the longest message takes, as far as Aeron has frames for it.
     */
    static int frameBytes(final int slotBytes)
    {
        final int longest = BitUtil.align(HEADER_LENGTH + StreamHead.LENGTH + slotBytes, FRAME_ALIGNMENT);

        return Math.min(longest, MAX_UDP_PAYLOAD_LENGTH & -FRAME_ALIGNMENT);
    }
}
