package io.tickwire.transport.stream;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.tickwire.engine.ring.WaitProfile;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.YieldingIdleStrategy;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Aeron, embedded: the media driver, the client, and where there is a journal the archive. {@link Duties} says who does
 * what they have to do.
 * <p>
 * Subscriptions are untethered unless they ask for it, with short times, so that a reader that stalls is cut off while
 * there is still room in the window. Memory is that of three terms, of which pages count once they were written to, and
 * about 4 MB besides.
 * Thread: conductor
 */
final class AeronRuntime implements AutoCloseable
{
    private static final long TIMER_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CUT_OFF_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LINGER_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long REST_NS = TimeUnit.SECONDS.toNanos(1);

    /**
     * A process that is stopped for less than this goes on with its driver, which is stopped with it: they tell nothing
     * of each other by their silence. What readers that died have of counters is kept for as long.
     */
    private static final long LIVENESS_NS = TimeUnit.MINUTES.toNanos(10);
    private static final long UNBLOCK_NS = TimeUnit.MINUTES.toNanos(11);
    private static final int COUNTERS_BYTES = 1 << 20;
    private static final int CONTROL_TERM_BYTES = 64 << 10;
    private static final int WRITE_BYTES = 512 << 10;
    private static final String CONTROL = "aeron:ipc?tether=true|term-length=64k";
    private static final String ANY_PORT = "aeron:udp?endpoint=localhost:0";

    private final RuntimeFolder folder;
    private final WaitProfile profile;
    private final Duties duties;
    private final AeronErrors errors = new AeronErrors();
    private MediaDriver driver;
    private Archive archive;
    private Aeron aeron;
    private AeronArchive archiveClient;

    /**
     * Who does what the driver and the archive have to do.
     * Thread: any
     */
    enum Duties
    {
        /** A thread for each of their parts. */
        BY_PART,

        /** A thread for each of the two. */
        BY_EACH,

        /** The driver's by who calls {@link #turn}; the archive has a thread. */
        DRIVER_IN_TURN,

        /** All by who calls {@link #turn}. */
        IN_TURN
    }

    private AeronRuntime(final RuntimeFolder folder, final WaitProfile profile, final Duties duties)
    {
        this.folder = folder;
        this.profile = profile;
        this.duties = duties;
    }

    /**
     * Start the driver.
     *
     * @param maxMessageBytes of one message with its frame.
     */
    static AeronRuntime launch(
        final RuntimeFolder folder,
        final WaitProfile profile,
        final Duties duties,
        final int termBytes,
        final int maxMessageBytes)
    {
        final AeronRuntime runtime = new AeronRuntime(folder, profile, duties);
        runtime.driver = MediaDriver.launch(runtime.driverContext(termBytes, maxMessageBytes));

        return runtime;
    }

    /**
     * Start the archive. It asks the driver for much: where only that has no thread, {@link #turn} is to be called
     * meanwhile; where neither has one, it sees to it.
     *
     * @param archiveFolder where its recordings are.
     */
    void launchArchive(final Path archiveFolder, final StreamSettings.Journal journal)
    {
        final Aeron client = Aeron.connect(archiveClientContext());
        try
        {
            archive = Archive.launch(archiveContext(archiveFolder, journal)
                .aeron(client)
                .ownsAeronClient(true)
                .errorCounter(client.addCounter(AeronCounters.ARCHIVE_ERROR_COUNT_TYPE_ID, "Archive Errors")));
        }
        finally
        {
            if (archive == null)
            {
                CloseHelper.quietClose(client);
            }
        }
    }

    /**
     * Start the clients. {@link #turn} is to be called meanwhile.
     */
    void connect()
    {
        aeron = Aeron.connect(clientContext().threadFactory(threads("aeron-client")));
        if (archive != null)
        {
            archiveClient = AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .controlRequestChannel(CONTROL)
                .controlRequestStreamId(archive.context().localControlStreamId())
                .controlResponseChannel(CONTROL)
                .errorHandler(errors::onLateAnswer));
        }
    }

    /**
     * Do what those have to do that have no thread. One thread at a time calls this.
     *
     * @return how much it was.
     */
    int turn()
    {
        final AgentInvoker first = duties == Duties.IN_TURN && archive != null ? archive.invoker() : null;
        // The archive does the driver's turn too, unless it has failed for good.
        final AgentInvoker invoker = first == null || first.isClosed() ? driver.sharedAgentInvoker() : first;

        return invoker == null ? 0 : invoker.invoke();
    }

    /**
     * Who reads the stream.
     */
    LaneReaders readers()
    {
        return new LaneReaders(driver.context().countersManager());
    }

    Aeron aeron()
    {
        return aeron;
    }

    AeronArchive archive()
    {
        return archiveClient;
    }

    long archiveId()
    {
        return archive.context().archiveId();
    }

    AeronErrors errors()
    {
        return errors;
    }

    /**
     * End the clients; {@link #turn} may be called meanwhile.
     */
    void disconnect()
    {
        errors.close();
        CloseHelper.quietCloseAll(archiveClient, aeron);
    }

    /**
     * End all of it. Nobody calls {@link #turn} any more.
     */
    @Override
    public void close()
    {
        disconnect();
        CloseHelper.quietCloseAll(archive, driver);
    }

    private MediaDriver.Context driverContext(final int termBytes, final int maxMessageBytes)
    {
        return new MediaDriver.Context()
            .aeronDirectoryName(folder.driver().toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(switch (duties)
            {
                case BY_PART -> ThreadingMode.DEDICATED;
                case BY_EACH -> ThreadingMode.SHARED;
                case DRIVER_IN_TURN, IN_TURN -> ThreadingMode.INVOKER;
            })
            .sharedIdleStrategy(idle())
            .conductorIdleStrategy(idle())
            // Nothing comes or goes by UDP.
            .senderIdleStrategy(slow())
            .receiverIdleStrategy(slow())
            .sharedThreadFactory(threads("aeron-driver"))
            .conductorThreadFactory(threads("aeron-driver"))
            .senderThreadFactory(threads("aeron-sender"))
            .receiverThreadFactory(threads("aeron-recvr"))
            .asyncExecutorEnabled(false)
            .termBufferSparseFile(true)
            .ipcTermBufferLength(termBytes)
            .ipcMtuLength(maxMessageBytes)
            .tetherSubscriptions(false)
            .timerIntervalNs(TIMER_NS)
            .untetheredWindowLimitTimeoutNs(CUT_OFF_NS)
            .untetheredLingerTimeoutNs(LINGER_NS)
            .untetheredRestingTimeoutNs(REST_NS)
            .clientLivenessTimeoutNs(LIVENESS_NS)
            .publicationUnblockTimeoutNs(UNBLOCK_NS)
            .counterValuesBufferLength(COUNTERS_BYTES)
            .errorHandler(errors);
    }

    private Aeron.Context clientContext()
    {
        return new Aeron.Context()
            .aeronDirectoryName(folder.driver().toString())
            .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(LIVENESS_NS))
            .errorHandler(errors);
    }

    /** As an archive makes its own, but for the time within which its driver has to answer. */
    private Aeron.Context archiveClientContext()
    {
        return clientContext()
            .driverAgentInvoker(duties == Duties.IN_TURN ? driver.sharedAgentInvoker() : null)
            .useConductorAgentInvoker(true)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
            .awaitingIdleStrategy(YieldingIdleStrategy.INSTANCE)
            .clientLock(NoOpLock.INSTANCE);
    }

    private Archive.Context archiveContext(final Path archiveFolder, final StreamSettings.Journal journal)
    {
        return new Archive.Context()
            .archiveDir(archiveFolder.toFile())
            .markFileDir(folder.marks().toFile())
            .controlChannelEnabled(false)
            .localControlChannel(CONTROL)
            .controlTermBufferLength(CONTROL_TERM_BYTES)
            .recordingEventsEnabled(false)
            .replicationChannel(ANY_PORT)
            .archiveClientContext(new AeronArchive.Context().controlResponseChannel(ANY_PORT))
            .recordChecksum(Checksums.crc32c())
            .replayChecksum(Checksums.crc32c())
            .segmentFileLength(journal.segmentBytes())
            .lowStorageSpaceThreshold(journal.segmentBytes())
            .fileSyncLevel(journal.sync().ordinal())
            .catalogFileSyncLevel(journal.sync().ordinal())
            .fileIoMaxLength(WRITE_BYTES)
            .threadingMode(switch (duties)
            {
                case BY_PART -> ArchiveThreadingMode.DEDICATED;
                case BY_EACH, DRIVER_IN_TURN -> ArchiveThreadingMode.SHARED;
                case IN_TURN -> ArchiveThreadingMode.INVOKER;
            })
            .mediaDriverAgentInvoker(duties == Duties.IN_TURN ? driver.sharedAgentInvoker() : null)
            .idleStrategySupplier(this::idle)
            .recorderIdleStrategySupplier(this::idle)
            .replayerIdleStrategySupplier(AeronRuntime::slow)
            .threadFactory(threads("aeron-archive"))
            .recorderThreadFactory(threads("aeron-record"))
            .replayerThreadFactory(threads("aeron-replay"))
            .errorHandler(errors);
    }

    /**
     * How its threads wait. No core is theirs alone, so that they sleep in each profile.
     */
    private IdleStrategy idle()
    {
        return switch (profile)
        {
            case PINNED -> backoff(100, 1, 50);
            case BALANCED -> backoff(10, 10, 1_000);
            case ECO -> slow();
        };
    }

    private static IdleStrategy slow()
    {
        return backoff(1, 1_000, 4_000);
    }

    private static IdleStrategy backoff(final int tries, final long fromUs, final long toUs)
    {
        return new BackoffIdleStrategy(
            tries, tries, TimeUnit.MICROSECONDS.toNanos(fromUs), TimeUnit.MICROSECONDS.toNanos(toUs));
    }

    private static ThreadFactory threads(final String role)
    {
        final AtomicInteger count = new AtomicInteger();

        return life ->
        {
            final Thread thread = new Thread(life, role + (count.getAndIncrement() == 0 ? "" : "-" + count));
            thread.setDaemon(true);

            return thread;
        };
    }
}
