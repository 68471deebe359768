package io.tickwire.client.lane;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.Image;
import io.aeron.RethrowingErrorHandler;
import io.aeron.Subscription;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.status.CountersReader;

import java.io.File;
import java.util.concurrent.TimeUnit;

/**
 * The way to the server's driver, which goes with the server and comes back with the next one; never blocks but for the
 * moment in which its shared memory is mapped. The subscription is not tethered: a reader that stands still is cut off.
 * Thread: strategy
 */
final class LaneConnection implements AutoCloseable
{
    static final int NO_RECORDING = -1;

    /** This reader joins anew by itself, once it has read what it missed. */
    private static final String CHANNEL = "aeron:ipc?tether=false|rejoin=false";

    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long KEEP_ALIVE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int RECORDING_ID_OFFSET = 0;
    private static final int SESSION_ID_OFFSET = RECORDING_ID_OFFSET + Long.BYTES;

    private final LaneConfig config;
    private final ServerFolders folders;
    private Aeron aeron;
    private AgentInvoker conductor;
    private CountersReader counters;
    private long nextTryNs = System.nanoTime();
    private long connects;
    private long registrationId = Aeron.NULL_VALUE;
    private Subscription subscription;
    private boolean hadImage;
    private int counterId = CountersReader.NULL_COUNTER_ID;
    private long counterRecordingId = NO_RECORDING;
    private boolean hasFailed;
    private Throwable lastError;

    LaneConnection(final LaneConfig config)
    {
        this.config = config;
        folders = new ServerFolders(config.aeron(), config.driverTimeoutMs());
    }

    boolean isConnected()
    {
        return aeron != null;
    }

    /** How often there was a server. */
    long connects()
    {
        return connects;
    }

    /** What Aeron said last of what went wrong, or null. */
    Throwable lastError()
    {
        return lastError;
    }

    int doWork()
    {
        if (aeron == null)
        {
            return tryConnect();
        }

        final int work = conductor.invoke();
        if (hasFailed || aeron.isClosed())
        {
            disconnect();
        }

        return work;
    }

    /** Ask for the stream where that was not done. */
    void subscribe()
    {
        if (subscription == null && registrationId == Aeron.NULL_VALUE)
        {
            registrationId = aeron.asyncAddSubscription(CHANNEL, LaneReader.STREAM_ID);
        }
        if (subscription == null)
        {
            subscription = aeron.getSubscription(registrationId);
        }
    }

    void unsubscribe()
    {
        if (subscription != null)
        {
            subscription.close();
        }
        else if (registrationId != Aeron.NULL_VALUE && aeron != null)
        {
            aeron.asyncRemoveSubscription(registrationId);
        }
        subscription = null;
        registrationId = Aeron.NULL_VALUE;
        hadImage = false;
    }

    /**
     * The live stream where there is one. One that has ended is let go, so that it can be asked for again.
     */
    Image image()
    {
        if (subscription == null)
        {
            return null;
        }
        final int images = subscription.imageCount();
        if (images > 0)
        {
            hadImage = true;
            return subscription.imageAtIndex(images - 1);
        }
        if (hadImage)
        {
            unsubscribe();
        }

        return null;
    }

    /**
     * How far a recording has come that is being written, else {@link #NO_RECORDING}.
     */
    long recordedPosition(final long recordingId)
    {
        if (counterId == CountersReader.NULL_COUNTER_ID || counterRecordingId != recordingId)
        {
            counterId = find(RECORDING_ID_OFFSET, recordingId, Long.BYTES);
            counterRecordingId = recordingId;
        }
        if (counterId == CountersReader.NULL_COUNTER_ID)
        {
            return NO_RECORDING;
        }
        final long position = counters.getCounterValue(counterId);
        if (recordingIdOf(counterId) != recordingId)
        {
            counterId = CountersReader.NULL_COUNTER_ID;
            return NO_RECORDING;
        }

        return position;
    }

    /**
     * Which recording is made of an image, or {@link #NO_RECORDING}.
     */
    long recordingOf(final int sessionId)
    {
        final int id = find(SESSION_ID_OFFSET, sessionId, Integer.BYTES);

        return id == CountersReader.NULL_COUNTER_ID ? NO_RECORDING : recordingIdOf(id);
    }

    @Override
    public void close()
    {
        disconnect();
    }

    private int tryConnect()
    {
        final long nowNs = System.nanoTime();
        if (nowNs - nextTryNs < 0)
        {
            return 0;
        }
        nextTryNs = nowNs + RETRY_NS;
        try
        {
            final File folder = folders.find();
            if (folder == null)
            {
                return 0;
            }
            aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(folder.getPath())
                .clientName("tickwire-lane")
                .useConductorAgentInvoker(true)
                .driverTimeoutMs(config.driverTimeoutMs())
                .keepAliveIntervalNs(KEEP_ALIVE_NS)
                .errorHandler(this::onError)
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
        }
        catch (final RuntimeException ex)
        {
            // The driver has gone, or is not whole yet: another try comes.
            lastError = ex;
            return 0;
        }
        conductor = aeron.conductorAgentInvoker();
        counters = aeron.countersReader();
        connects++;

        return 1;
    }

    /** Whatever it is: to begin anew is safe, as nothing depends on this client but this reader. */
    private void onError(final Throwable error)
    {
        hasFailed = true;
        lastError = error;
    }

    private void disconnect()
    {
        final Aeron was = aeron;
        aeron = null;
        subscription = null;
        registrationId = Aeron.NULL_VALUE;
        hadImage = false;
        counterId = CountersReader.NULL_COUNTER_ID;
        CloseHelper.close(this::onError, was);
        hasFailed = false;
    }

    private long recordingIdOf(final int id)
    {
        final boolean isRecording = counters.getCounterState(id) == CountersReader.RECORD_ALLOCATED &&
            counters.getCounterTypeId(id) == AeronCounters.ARCHIVE_RECORDING_POSITION_TYPE_ID;

        return isRecording ? counters.metaDataBuffer().getLong(keyOffset(id) + RECORDING_ID_OFFSET) : NO_RECORDING;
    }

    private int find(final int offset, final long value, final int bytes)
    {
        for (int id = 0; id <= counters.maxCounterId(); id++)
        {
            final int state = counters.getCounterState(id);
            if (state == CountersReader.RECORD_UNUSED)
            {
                break;
            }
            if (state == CountersReader.RECORD_ALLOCATED &&
                counters.getCounterTypeId(id) == AeronCounters.ARCHIVE_RECORDING_POSITION_TYPE_ID &&
                value == (bytes == Long.BYTES ? counters.metaDataBuffer().getLong(keyOffset(id) + offset) :
                counters.metaDataBuffer().getInt(keyOffset(id) + offset)))
            {
                return id;
            }
        }

        return CountersReader.NULL_COUNTER_ID;
    }

    private static int keyOffset(final int id)
    {
        return CountersReader.metaDataOffset(id) + CountersReader.KEY_OFFSET;
    }
}
