package io.tickwire.transport.replay;

import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.ArchivingMediaDriver;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.codecs.SourceLocation;
import io.aeron.archive.status.RecordingPos;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.feed.ClockWriter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.NoWaitStrategy;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionEncoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamLossEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import io.tickwire.transport.stream.journal.JournalFiles;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Records a journal as a server does, by Aeron's own archive, of ticks that a test makes.
 */
public final class JournalMaker implements AutoCloseable
{
    private static final int STREAM_HEAD = 24;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ArchivingMediaDriver driver;
    private final AeronArchive archive;
    private final TickRing ring = new TickRing(1 << 10, 1 << 12, new NoWaitStrategy());
    private final TickReader reader = ring.newReader();
    private final TickPublisher publisher;
    private final TestTicks ticks;
    private final ClockWriter clock;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final long epoch;
    private ExclusivePublication publication;
    private long g;

    public JournalMaker(final Path directory, final long epoch)
    {
        this.epoch = epoch;
        final String aeron = CommonContext.getAeronDirectoryName() + '-' + UUID.randomUUID();
        final String control = "aeron:ipc?term-length=64k";
        driver = ArchivingMediaDriver.launch(
            new MediaDriver.Context()
                .aeronDirectoryName(aeron)
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true),
            new Archive.Context()
                .aeronDirectoryName(aeron)
                .archiveDir(JournalFiles.archive(directory).toFile())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .recordChecksum(JournalMaker::crc32c)
                .segmentFileLength(1 << 20)
                .controlChannelEnabled(false)
                .localControlChannel(control)
                .archiveClientContext(new AeronArchive.Context().controlResponseChannel(control))
                .replicationChannel("aeron:udp?endpoint=localhost:0"));
        archive = AeronArchive.connect(new AeronArchive.Context()
            .aeronDirectoryName(aeron)
            .controlRequestChannel(control)
            .controlResponseChannel(control));
        publisher = new TickPublisher(
            ring, System::nanoTime, new EngineCounters().newSheet("test"), new StageTimer("in->ring"));
        ticks = new TestTicks(publisher);
        clock = new ClockWriter(publisher);
    }

    /** A run of the server begins. */
    public JournalMaker begin()
    {
        publication = archive.context().aeron().addExclusivePublication(
            "aeron:ipc?term-length=256k", JournalFiles.TICKS_STREAM_ID);
        final String channel = ChannelUri.addSessionId("aeron:ipc?term-length=256k", publication.sessionId());
        archive.startRecording(channel, JournalFiles.TICKS_STREAM_ID, SourceLocation.LOCAL);
        while (!publication.isConnected())
        {
            Thread.onSpinWait();
        }
        final StreamStartEncoder start = new StreamStartEncoder()
            .wrapAndApplyHeader(buffer, STREAM_HEAD, header)
            .startTime(0)
            .schemaVersion(0)
            .server("test");
        offer(start.encodedLength());

        return this;
    }

    /** What an id of a symbol means. */
    public JournalMaker symbol(final int id, final String name, final int priceExponent, final int quantityExponent)
    {
        offer(new SymbolDefinitionEncoder().wrapAndApplyHeader(buffer, STREAM_HEAD, header)
            .symbolId(id)
            .priceExponent((byte)priceExponent)
            .quantityExponent((byte)quantityExponent)
            .name(name)
            .encodedLength());

        return this;
    }

    /** What an id of a venue or an account means. */
    public JournalMaker name(final NameKind kind, final int id, final String name)
    {
        offer(new NameDefinitionEncoder().wrapAndApplyHeader(buffer, STREAM_HEAD, header)
            .definedId(id)
            .kind(kind)
            .name(name)
            .encodedLength());

        return this;
    }

    /** Ticks to be made; they are recorded by {@link #flush}. */
    public TestTicks ticks()
    {
        return ticks;
    }

    /** The time to be told; likewise. */
    public void time(final long timeNs)
    {
        clock.write(timeNs);
        flush();
    }

    /** Record what was made, each with the next number. */
    public void flush()
    {
        while (reader.poll(
            (slot, sequence) ->
            {
                if (slot.messageLength() > 0)
                {
                    buffer.putBytes(STREAM_HEAD, slot.buffer(), slot.messageOffset(), slot.messageLength());
                    offerWhole(slot.messageLength());
                    g++;
                }
            },
            256) > 0)
        {
            // There may be more.
        }
    }

    /** Ticks are missing. */
    public void lose(final long count)
    {
        new StreamLossEncoder().wrapAndApplyHeader(buffer, STREAM_HEAD, header)
            .from(g)
            .to(g + count - 1)
            .reason(LossReason.BACK_PRESSURE);
        g += count;
        offer(StreamLossEncoder.BLOCK_LENGTH);
    }

    /** The number of the next tick. */
    public long g()
    {
        return g;
    }

    public void g(final long next)
    {
        g = next;
    }

    /** The run ends cleanly, and is on disk. */
    public void end()
    {
        new StreamEndEncoder().wrapAndApplyHeader(buffer, STREAM_HEAD, header).endTime(0);
        offer(StreamEndEncoder.BLOCK_LENGTH);
        final CountersReader counters = archive.context().aeron().countersReader();
        int id = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), archive.archiveId());
        while (id < 0)
        {
            Thread.onSpinWait();
            id = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), archive.archiveId());
        }
        final long end = publication.position();
        while (counters.getCounterValue(id) < end)
        {
            Thread.onSpinWait();
        }
        archive.stopRecording(publication);
        publication.close();
    }

    @Override
    public void close()
    {
        archive.close();
        driver.close();
    }

    /** What the archive's own would compute, which is open to the JDK's insides only. */
    private static int crc32c(final long address, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        new UnsafeBuffer(address + offset, length).getBytes(0, bytes);
        final CRC32C checksum = new CRC32C();
        checksum.update(bytes);

        return (int)checksum.getValue();
    }

    private void offer(final int bodyLength)
    {
        offerWhole(HEADER + bodyLength);
    }

    private void offerWhole(final int messageLength)
    {
        buffer.putLong(0, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(16, System.currentTimeMillis() * 1_000_000, ByteOrder.LITTLE_ENDIAN);
        while (publication.offer((DirectBuffer)buffer, 0, STREAM_HEAD + messageLength) < 0)
        {
            Thread.onSpinWait();
        }
    }
}
