package io.tickwire.transport.stream;

import io.aeron.archive.client.AeronArchive;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deletes the oldest segments of a journal that is too large or too old: whole files, by the archive, and recordings of
 * which nothing is left, with their indexes. The file that is being written is never deleted.
 * Thread: journal
 */
final class JournalRetention
{
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalRetention.class);
    private static final int AT_ONCE = 256;
    private static final Pattern SEGMENT = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.rec");

    private final Path journal;
    private final StreamSettings.Journal settings;
    private final AeronArchive archive;
    private final StreamCounters counters;

    JournalRetention(
        final Path journal,
        final StreamSettings.Journal settings,
        final AeronArchive archive,
        final StreamCounters counters)
    {
        this.journal = journal;
        this.settings = settings;
        this.archive = archive;
        this.counters = counters;
    }

    /**
     * A file of the archive.
     *
     * @param modifiedMs when it was written last.
     */
    private record Segment(long recordingId, long position, long bytes, long modifiedMs)
    {
    }

    /**
     * Delete what is too much, a little at a time.
     *
     * @return bytes that the journal takes then.
     */
    long keep(final long nowMs) throws IOException
    {
        final List<Segment> segments = segments();
        long bytes = segments.stream().mapToLong(Segment::bytes).sum();
        try (Journal reader = Journal.open(journal))
        {
            final Map<Long, Recording> recordings = new HashMap<>();
            for (final int streamId : JournalRepair.STREAM_IDS)
            {
                reader.recordings(streamId).forEach(recording -> recordings.put(recording.id(), recording));
            }
            int deleted = 0;
            for (int i = 0; i < segments.size() && deleted < AT_ONCE; i = next(segments, i))
            {
                final List<Segment> all = segments.subList(i, next(segments, i));
                final List<Segment> old = tooMuch(all, bytes, nowMs, AT_ONCE - deleted);
                final Recording recording = recordings.get(all.get(0).recordingId);
                final int gone = recording == null ? 0 : delete(recording, old, old.size() == all.size());
                bytes -= old.subList(0, gone).stream().mapToLong(Segment::bytes).sum();
                deleted += gone;
            }
        }

        return bytes;
    }

    private boolean isTooMuch(final Segment segment, final long bytes, final long nowMs)
    {
        return settings.keepBytes() > 0 && bytes > settings.keepBytes() ||
            settings.ageMs() > 0 && nowMs - segment.modifiedMs > settings.ageMs();
    }

    /** Where the files of the next recording begin. */
    private static int next(final List<Segment> segments, final int from)
    {
        int i = from;
        while (i < segments.size() && segments.get(i).recordingId == segments.get(from).recordingId)
        {
            i++;
        }

        return i;
    }

    private List<Segment> tooMuch(final List<Segment> all, final long bytes, final long nowMs, final int limit)
    {
        int count = 0;
        long left = bytes;
        while (count < Math.min(all.size(), limit) && isTooMuch(all.get(count), left, nowMs))
        {
            left -= all.get(count).bytes;
            count++;
        }

        return all.subList(0, count);
    }

    /**
     * Delete files of one recording by one request: the archive refuses another one until it is done with the first.
     *
     * @param isAll whether it has no others.
     * @return how many of them.
     */
    private int delete(final Recording recording, final List<Segment> old, final boolean isAll) throws IOException
    {
        final boolean isWhole = isAll && recording.stopPosition() != Recording.NONE;
        final int count = isWhole || !isAll ? old.size() : old.size() - 1;
        if (count == 0)
        {
            return 0;
        }

        final Segment newest = old.get(count - 1);
        if (isWhole)
        {
            archive.purgeRecording(recording.id());
            Files.deleteIfExists(JournalFiles.timeIndex(journal, recording.id()));
            Files.deleteIfExists(JournalFiles.names(journal, recording.id()));
        }
        else
        {
            archive.purgeSegments(recording.id(), newest.position + recording.segmentLength());
        }
        counters.add(StreamCounter.SEGMENTS_PURGED, count);
        LOGGER.info("journal.purged recording={} position={} segments={} whole={}",
            recording.id(), newest.position, count, isWhole);

        return count;
    }

    /**
     * From the oldest on.
     */
    private List<Segment> segments() throws IOException
    {
        final List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(JournalFiles.archive(journal), "*.rec"))
        {
            for (final Path file : files)
            {
                final Matcher name = SEGMENT.matcher(file.getFileName().toString());
                if (name.matches())
                {
                    segments.add(new Segment(
                        Long.parseLong(name.group(1)),
                        Long.parseLong(name.group(2)),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis()));
                }
            }
        }
        segments.sort(Comparator.comparingLong(Segment::recordingId).thenComparingLong(Segment::position));

        return segments;
    }
}
