package io.tickwire.client.lane;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
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
import io.tickwire.client.sbe.LossReason;
import io.tickwire.client.sbe.MessageHeaderEncoder;
import io.tickwire.client.sbe.NameDefinitionEncoder;
import io.tickwire.client.sbe.NameKind;
import io.tickwire.client.sbe.QuoteEncoder;
import io.tickwire.client.sbe.StreamEndEncoder;
import io.tickwire.client.sbe.StreamLossEncoder;
import io.tickwire.client.sbe.StreamStartEncoder;
import io.tickwire.client.sbe.SymbolDefinitionEncoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A run of a server as far as a lane sees it: a driver, a publication in the stream's format, and a journal where it
 * has one. Readers may stand still for some 40 ms.
 * Thread: any
 */
final class LaneServer implements AutoCloseable
{
    static final int TERM_BYTES = 64 * 1024;

    private static final int SEGMENT_BYTES = 2 * TERM_BYTES;
    private static final String CONTROL = "aeron:ipc?term-length=64k";

    private final ArchivingMediaDriver archiving;
    private final MediaDriver driver;
    private final AeronArchive archive;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final BufferClaim claim = new BufferClaim();
    private final long epoch;
    private long g;
    private long refused;

    /**
     * @param journal null: none.
     */
    LaneServer(final Path folder, final Path journal, final long epoch, final long firstG)
    {
        this.epoch = epoch;
        this.g = firstG;
        final MediaDriver.Context context = new MediaDriver.Context()
            .aeronDirectoryName(folder.toString())
            .dirDeleteOnStart(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
            .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(5))
            .untetheredWindowLimitTimeoutNs(TimeUnit.MILLISECONDS.toNanos(20))
            .untetheredLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(20))
            .ipcTermBufferLength(TERM_BYTES);
        archiving = journal == null ? null : ArchivingMediaDriver.launch(context, new Archive.Context()
            .aeronDirectoryName(folder.toString())
            .archiveDir(journal.resolve("archive").toFile())
            .markFileDir(folder.toFile())
            .controlChannelEnabled(false)
            .archiveClientContext(new AeronArchive.Context().controlResponseChannel("aeron:udp?endpoint=localhost:0"))
            .replicationChannel("aeron:udp?endpoint=localhost:0")
            .recordingEventsEnabled(false)
            .recordChecksum(Checksums.crc32c())
            .segmentFileLength(SEGMENT_BYTES)
            .threadingMode(ArchiveThreadingMode.SHARED)
            .idleStrategySupplier(() -> new SleepingMillisIdleStrategy(1)));
        driver = journal == null ? MediaDriver.launch(context) : null;
        archive = journal == null ? null : AeronArchive.connect(new AeronArchive.Context()
            .aeronDirectoryName(folder.toString())
            .controlRequestChannel(CONTROL)
            .controlResponseChannel(CONTROL));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(folder.toString()));
        if (archive != null)
        {
            archive.startRecording("aeron:ipc", LaneReader.STREAM_ID, SourceLocation.LOCAL);
        }
        publication = aeron.addExclusivePublication("aeron:ipc", LaneReader.STREAM_ID);
        if (archive != null)
        {
            await(publication::isConnected);
        }
        final StreamStartEncoder start = new StreamStartEncoder();
        start.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).startTime(g).schemaVersion(0).server("test");
        publish(start.encodedLength());
    }

    static void await(final BooleanSupplier condition)
    {
        await(condition, () -> "it did not come to that in 30 s");
    }

    static void await(final BooleanSupplier condition, final Supplier<String> message)
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - endNs > 0)
            {
                throw new AssertionError(message.get());
            }
            Thread.onSpinWait();
        }
    }

    long nextG()
    {
        return g;
    }

    /** How often Aeron had no room because of a reader. */
    long refused()
    {
        return refused;
    }

    /** A quote whose values follow from its number; waits for room, and counts that it had to. */
    void quote()
    {
        quote.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).head()
            .exchangeTime(g)
            .receiveTime(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))
            .symbolId(g % 7)
            .venueId((int)(g % 3))
            .priceExponent((byte)-2)
            .quantityExponent((byte)-3);
        quote.bidPrice(g * 31).bidQuantity(g ^ 0x5555).askPrice(g * 31 + 1).askQuantity(~g).venueSequence(g);
        publish(quote.encodedLength());
        g++;
    }

    void quotes(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            quote();
        }
    }

    /** Numbers that the stream does not have, and says nothing of. */
    void skip(final int count)
    {
        g += count;
    }

    /** Numbers that the stream does not have, and says so. */
    void lose(final int count, final LossReason reason)
    {
        final long from = g;
        g += count;
        loss(from, g - 1, reason);
    }

    void loss(final long from, final long to, final LossReason reason)
    {
        final StreamLossEncoder loss = new StreamLossEncoder();
        loss.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).from(from).to(to).reason(reason);
        publish(loss.encodedLength());
    }

    void symbol(final int id, final String name)
    {
        final SymbolDefinitionEncoder symbol = new SymbolDefinitionEncoder();
        symbol.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header)
            .symbolId(id).priceExponent((byte)-2).quantityExponent((byte)-3).name(name);
        publish(symbol.encodedLength());
    }

    void venue(final int id, final String name)
    {
        final NameDefinitionEncoder definition = new NameDefinitionEncoder();
        definition.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header)
            .definedId(id).kind(NameKind.VENUE).name(name);
        publish(definition.encodedLength());
    }

    /**
     * A tick that a test encoded.
     *
     * @param length without the SBE header.
     */
    void tick(final DirectBuffer message, final int length)
    {
        buffer.putBytes(StreamHead.LENGTH, message, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
        publish(length);
        g++;
    }

    void end()
    {
        final StreamEndEncoder end = new StreamEndEncoder();
        end.wrapAndApplyHeader(buffer, StreamHead.LENGTH, header).endTime(g);
        publish(end.encodedLength());
        awaitRecorded();
    }

    /** As where the journal is too large: its oldest segments are deleted, so many of them. */
    void purge(final int segments)
    {
        final long recordingId = RecordingPos.getRecordingId(aeron.countersReader(), recordingCounter());
        final long begin = archive.getStartPosition(recordingId);
        final long removed = archive.purgeSegments(recordingId, begin + (long)segments * SEGMENT_BYTES);
        if (removed != segments)
        {
            throw new IllegalStateException("removed=" + removed);
        }
    }

    /** A negative number: there is none yet. */
    private int recordingCounter()
    {
        return RecordingPos.findCounterIdBySession(
            aeron.countersReader(), publication.sessionId(), archive.archiveId());
    }

    /** All that was published is in the journal, where there is one. */
    void awaitRecorded()
    {
        if (archive != null)
        {
            await(this::hasRecorded);
        }
    }

    private boolean hasRecorded()
    {
        final int id = recordingCounter();

        return id >= 0 && aeron.countersReader().getCounterValue(id) >= publication.position();
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(publication, aeron, archive, archiving, driver);
    }

    private void publish(final int encodedLength)
    {
        final int length = StreamHead.LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        buffer.putLong(0, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(16, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), ByteOrder.LITTLE_ENDIAN);
        await(() -> hasPublished(length));
    }

    private boolean hasPublished(final int length)
    {
        final long result = publication.tryClaim(length, claim);
        if (result > 0)
        {
            claim.buffer().putBytes(claim.offset(), buffer, 0, length);
            claim.reservedValue(length).commit();
            return true;
        }
        if (result == Publication.BACK_PRESSURED)
        {
            refused++;
        }

        // Without readers, the message goes nowhere.
        return result == Publication.NOT_CONNECTED;
    }
}
