package io.tickwire.transport.stream.journal;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A journal that is written by Aeron Archive itself, with the smallest terms and segments.
 */
final class ArchivedJournal implements TestRuns.Target, AutoCloseable
{
    private static final String CHANNEL = CommonContext.IPC_CHANNEL + "?term-length=65536|mtu=8192|alias=test";
    private static final int SEGMENT_BYTES = 128 * 1024;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(90);

    final Path directory;
    private final ArchivingMediaDriver driver;
    private final AeronArchive archive;
    private final BufferClaim claim = new BufferClaim();
    private ExclusivePublication publication;
    private TimeIndexWriter index;
    private NamesWriter names;
    private CountersReader counters;
    private int counterId;
    private long recordingId;

    ArchivedJournal(final Path directory) throws IOException
    {
        this.directory = directory;
        Files.createDirectories(JournalFiles.index(directory));
        final Path aeron = Files.createTempDirectory("journal-aeron");
        driver = ArchivingMediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(aeron.toString())
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .spiesSimulateConnection(true),
            new Archive.Context()
                .aeronDirectoryName(aeron.toString())
                .archiveDir(JournalFiles.archive(directory).toFile())
                .markFileDir(aeron.toFile())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .segmentFileLength(SEGMENT_BYTES)
                .recordChecksum(Checksums.crc32c())
                .controlChannelEnabled(false)
                .archiveClientContext(new AeronArchive.Context().controlResponseChannel(CommonContext.IPC_CHANNEL))
                .replicationChannel("aeron:udp?endpoint=localhost:0"));
        archive = AeronArchive.connect(new AeronArchive.Context()
            .aeronDirectoryName(aeron.toString())
            .controlRequestChannel(CommonContext.IPC_CHANNEL)
            .controlResponseChannel(CommonContext.IPC_CHANNEL));
    }

    /**
     * Begin a recording.
     */
    void begin() throws IOException
    {
        publication = archive.context().aeron().addExclusivePublication(CHANNEL, JournalFiles.TICKS_STREAM_ID);
        final String channel = CHANNEL + "|session-id=" + publication.sessionId();
        archive.startRecording(channel, JournalFiles.TICKS_STREAM_ID, SourceLocation.LOCAL, true);
        counters = archive.context().aeron().countersReader();
        await(() -> RecordingPos.findCounterIdBySession(counters, publication.sessionId(), Aeron.NULL_VALUE) >= 0);
        counterId = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), Aeron.NULL_VALUE);
        recordingId = RecordingPos.getRecordingId(counters, counterId);
        index = TimeIndexWriter.create(JournalFiles.timeIndex(directory, recordingId));
        names = NamesWriter.create(JournalFiles.names(directory, recordingId));
    }

    long recordingId()
    {
        return recordingId;
    }

    long recordedPosition()
    {
        return counters.getCounterValue(counterId);
    }

    /**
     * Write a message, and have it recorded.
     */
    @Override
    public void write(final Written message, final boolean isNewName) throws IOException
    {
        await(() -> publication.tryClaim(message.bytes.length, claim) > 0);
        claim.buffer().putBytes(claim.offset(), message.bytes);
        claim.reservedValue(JournalFiles.reservedValue(message.bytes.length));
        claim.commit();
        final long end = publication.position();
        message.recordingId = recordingId;
        message.end = end;
        message.position = end - (message.bytes.length + 32 + 31 & -32);
        if (isNewName)
        {
            names.append(new UnsafeBuffer(message.bytes), 0, message.bytes.length);
        }
        if (message.isTick() && message.g % 50 == 0)
        {
            index.append(
                MessageFrame.receiveTimeNs(new UnsafeBuffer(message.bytes), 0),
                message.position,
                message.g,
                TimeIndex.NO_BOOKS);
        }
    }

    @Override
    public void abort(final int length)
    {
        await(() -> publication.tryClaim(length, claim) > 0);
        claim.buffer().setMemory(claim.offset(), length, (byte)7);
        claim.abort();
    }

    long stopPosition(final long recordingId)
    {
        return archive.getStopPosition(recordingId);
    }

    /**
     * Wait until all is recorded.
     */
    void awaitRecorded()
    {
        await(() -> recordedPosition() >= publication.position());
    }

    /**
     * Delete the oldest segments of a recording, so many.
     */
    void purge(final long recording, final int segments)
    {
        archive.purgeSegments(recording, archive.getStartPosition(recording) + (long)segments * SEGMENT_BYTES);
    }

    /**
     * End the recording.
     */
    void end() throws IOException
    {
        awaitRecorded();
        publication.close();
        await(() -> archive.getStopPosition(recordingId) != AeronArchive.NULL_POSITION);
        index.close();
        names.close();
    }

    @Override
    public void close()
    {
        archive.close();
        driver.close();
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadline < 0, "not in time");
            Thread.yield();
        }
    }
}
