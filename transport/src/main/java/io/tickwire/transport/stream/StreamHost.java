package io.tickwire.transport.stream;

import io.aeron.ExclusivePublication;
import io.aeron.exceptions.AeronException;
import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

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
    private static final long JOIN_MS = 5_000;
    private static final String CHANNEL = "aeron:ipc";

    private final StreamSettings settings;
    private final StreamCounters counters = new StreamCounters();
    private RuntimeFolder folder;
    private AeronRuntime runtime;
    private TickStream stream;
    private Thread thread;
    private volatile ExclusivePublication publication;

    /**
     * Nothing is opened yet.
     */
    public StreamHost(final StreamSettings settings)
    {
        this.settings = settings;
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
        if (settings.journal().path().isPresent())
        {
            throw new StreamException("stream.journal.path is set, and this version records nothing");
        }
        folder = RuntimeFolder.open(settings.directory());
        try
        {
            runtime = AeronRuntime.launch(
                folder,
                engine.config().threads().profile(),
                settings.termBytes(),
                frameBytes(engine.config().ticks().slotBytes()));
            publication = runtime.aeron().addExclusivePublication(CHANNEL, JournalFiles.TICKS_STREAM_ID);
        }
        catch (final AeronException | IllegalArgumentException | IllegalStateException ex)
        {
            close();

            throw new StreamException("Aeron does not start: " + ex.getMessage() + "; see stream.directory", ex);
        }

        final StreamOutput output = new StreamOutput(publication, engine.epoch(), counters);
        stream = new TickStream(
            engine.newObserver(), output, engine.names(), counters, StreamMarks.NONE, clock, server);
        thread = roleThreads.newThread("stream", RoleThreads.ANY_CORE, stream);
        thread.start();
        LOGGER.info("lane.open directory={} channel={} stream={}",
            folder.driver(), CHANNEL, JournalFiles.TICKS_STREAM_ID);
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

        return parts;
    }

    public StreamCounters counters()
    {
        return counters;
    }

    /**
     * Tell the rest of the ticks and that it is all, and end; within a bound. Does nothing where that was done.
     */
    @Override
    public void close()
    {
        if (stream != null)
        {
            stream.halt();
            join(thread);
            stream = null;
        }
        CloseHelper.quietCloseAll(publication, runtime, folder);
        publication = null;
        runtime = null;
        folder = null;
    }

    private StreamPart lane()
    {
        final ExclusivePublication open = publication;
        if (open == null || open.isClosed())
        {
            return new StreamPart("lane", HealthState.DOWN, "not open");
        }

        return new StreamPart(
            "lane", HealthState.UP, counters.get(StreamCounter.TICKS) + " ticks, in " +
            open.channel() + " " + open.streamId());
    }

    /**
     * What the longest message takes, as far as Aeron has frames for it.
     */
    private static int frameBytes(final int slotBytes)
    {
        final int longest = BitUtil.align(HEADER_LENGTH + StreamHead.LENGTH + slotBytes, FRAME_ALIGNMENT);

        return Math.min(longest, MAX_UDP_PAYLOAD_LENGTH & -FRAME_ALIGNMENT);
    }

    private static void join(final Thread thread)
    {
        try
        {
            thread.join(JOIN_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive())
        {
            LOGGER.error("thread.stuck role={}", thread.getName());
        }
    }
}
