package io.tickwire.transport.stream.journal;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.archive.codecs.CatalogHeaderEncoder;
import io.aeron.archive.codecs.RecordingDescriptorEncoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderEncoder;
import io.aeron.archive.codecs.RecordingState;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Writes an archive's catalog, which Aeron Archive takes for its own.
 * Thread: any
 */
final class RecordingCatalogFile
{
    private static final String CHANNEL = "aeron:ipc";
    private static final int ALIGNMENT = 64;
    private static final int MTU_LENGTH = 64 * 1024 - 32;

    private RecordingCatalogFile()
    {
    }

    static void write(final Path archive, final List<Recording> recordings) throws IOException
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new CatalogHeaderEncoder().wrap(buffer, 0)
            .version(ArchiveMarkFile.SEMANTIC_VERSION)
            .length(CatalogHeaderEncoder.BLOCK_LENGTH)
            .nextRecordingId(recordings.size())
            .alignment(ALIGNMENT);
        int end = CatalogHeaderEncoder.BLOCK_LENGTH;
        for (final Recording recording : recordings)
        {
            end = append(buffer, end, recording);
        }
        Files.write(RecordingCatalog.file(archive), Arrays.copyOf(buffer.byteArray(), end));
    }

    private static int append(final ExpandableArrayBuffer buffer, final int offset, final Recording recording)
    {
        final int body = offset + RecordingDescriptorHeaderEncoder.BLOCK_LENGTH;
        final RecordingDescriptorEncoder encoder = new RecordingDescriptorEncoder();
        encoder.wrap(buffer, body)
            .recordingId(recording.id())
            .startTimestamp(recording.startTimeMs())
            .stopTimestamp(recording.startTimeMs())
            .startPosition(recording.startPosition())
            .stopPosition(recording.stopPosition())
            .initialTermId(recording.initialTermId())
            .segmentFileLength(recording.segmentLength())
            .termBufferLength(recording.termLength())
            .mtuLength(MTU_LENGTH)
            .sessionId(0)
            .streamId(recording.streamId())
            .strippedChannel(CHANNEL)
            .originalChannel(CHANNEL)
            .sourceIdentity(CHANNEL);
        final int end = offset + BitUtil.align(encoder.limit() - offset, ALIGNMENT);
        new RecordingDescriptorHeaderEncoder().wrap(buffer, offset)
            .length(end - body)
            .state(RecordingState.VALID);
        buffer.checkLimit(end);

        return end;
    }
}
