package io.tickwire.transport.stream;

import io.tickwire.engine.Engine;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.FrameCursor;
import io.tickwire.transport.stream.journal.IndexRepair;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.Recording;
import io.tickwire.transport.stream.journal.Run;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a journal in order that its last process left as it was, before the archive opens it: what was not written whole
 * is cut off the end, and the numbers go on from what is there.
 * <p>
 * The archive itself finds ends by the lengths of frames alone, and refuses to start where the last one lies across a
 * page and may be torn; so each is found here by checksums, and what is behind it becomes zeroes.
 * Thread: conductor
 */
final class JournalRepair
{
    /** So many numbers are left out after a run that did not end cleanly: more may have been told than is here. */
    static final long HOLE = 1L << 24;

    /** Of all that is recorded: ticks, what clients were told, and candles. */
    static final List<Integer> STREAM_IDS = List.of(
        JournalFiles.TICKS_STREAM_ID, JournalFiles.TICKS_STREAM_ID + 1, JournalFiles.TICKS_STREAM_ID + 2);

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalRepair.class);
    private static final Pattern SEGMENT = Pattern.compile("\\d{1,18}-\\d{1,18}\\.rec");
    private static final String ASIDE = ".aside";
    private static final long NS_A_TICK = 100;
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path journal;

    JournalRepair(final Path journal)
    {
        this.journal = journal;
    }

    /**
     * What a journal's runs go on from.
     *
     * @param origin   of the run to come.
     * @param lostFrom the first number that nothing is known of.
     * @param lostTo   the last; below the first: none.
     * Thread: any
     */
    record Continuation(Engine.Origin origin, long lostFrom, long lostTo)
    {
    }

    /**
     * Repair, and say in the log what was done.
     */
    Continuation repair(final EpochNanoClock clock) throws IOException
    {
        setStrayFilesAside();
        try (Journal reader = Journal.open(journal))
        {
            for (final int streamId : STREAM_IDS)
            {
                for (final Recording recording : reader.recordings(streamId))
                {
                    if (recording.stopPosition() == Recording.NONE)
                    {
                        cut(reader, recording);
                    }
                }
            }

            for (final Recording recording : reader.recordings())
            {
                complete(new IndexRepair(reader, recording), recording);
            }

            return continuation(reader.runs(), clock);
        }
    }

    /**
     * The archive does not start where a file is called like a segment but for its numbers.
     */
    private void setStrayFilesAside() throws IOException
    {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(JournalFiles.archive(journal), "*.rec"))
        {
            for (final Path file : files)
            {
                if (!SEGMENT.matcher(file.getFileName().toString()).matches())
                {
                    final Path aside = file.resolveSibling(file.getFileName() + ASIDE);
                    Files.move(file, aside);
                    LOGGER.warn("journal.stray file={}: it is no segment, and is called {} now",
                        file, aside.getFileName());
                }
            }
        }
    }

    private static void complete(final IndexRepair index, final Recording recording) throws IOException
    {
        if (index.isNeeded())
        {
            LOGGER.info("journal.indexed recording={} scanned={}", recording.id(), index.repair());
        }
    }

    private static Continuation continuation(final List<Run> runs, final EpochNanoClock clock)
    {
        int i = runs.size() - 1;
        boolean isClean = i >= 0 && runs.get(i).isClean();
        while (i >= 0 && (runs.get(i).lastG() == Damage.UNKNOWN || runs.get(i).epoch() == Damage.UNKNOWN))
        {
            i--;
            isClean = false;
        }
        if (i < 0)
        {
            LOGGER.info("journal.opened runs={}: nothing is in it yet", runs.size());

            return new Continuation(Engine.Origin.startingAt(clock), 0, -1);
        }

        final Run last = runs.get(i);
        final long next = last.lastG() + 1;
        final long first = isClean ? next : next + holeAfter(last, clock.nanoTime());
        LOGGER.info("journal.opened runs={} epoch={} last={} clean={} next={}",
            runs.size(), last.epoch(), last.lastG(), isClean, first);

        return new Continuation(new Engine.Origin(last.epoch(), first), next, first - 1);
    }

    /**
     * More than can have been told since the last tick that is there: the ring does not take 10 million a second for
     * long. The time counts, since a server that could not record may have gone on for days.
     */
    private static long holeAfter(final Run last, final long nowNs)
    {
        final long sinceNs = last.lastReceiveTimeNs() == Damage.UNKNOWN ? 0 : nowNs - last.lastReceiveTimeNs();

        return HOLE + Math.max(0, sinceNs) / NS_A_TICK;
    }

    private void cut(final Journal reader, final Recording recording) throws IOException
    {
        final long base = lastSegmentOf(recording);
        if (base < recording.startPosition() && recording.segmentBase(recording.startPosition()) != base)
        {
            return;
        }

        final long from = Math.max(base, recording.startPosition());
        long end = from;
        try (FrameCursor frames = reader.frames(recording, true))
        {
            frames.seek(from);
            frames.finish();
            int result = frames.next();
            while (result != FrameCursor.NONE)
            {
                end = result == FrameCursor.FRAME ? frames.position() : end;
                result = frames.next();
            }
        }
        final long cutBytes = zero(
            recording.segment(JournalFiles.archive(journal), base), (int)(end - base), recording.segmentLength());
        LOGGER.info("journal.repaired recording={} stream={} kept={} cut={}",
            recording.id(), recording.streamId(), end - recording.startPosition(), cutBytes);
    }

    /**
     * Make zeroes of all that is behind an offset.
     *
     * @return how many bytes were something else, up to the last of them.
     */
    private static long zero(final Path segment, final int offset, final int length) throws IOException
    {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw"))
        {
            final long cutBytes = bytesBehind(file.getChannel(), offset);
            if (cutBytes > 0 || file.length() != length)
            {
                file.setLength(offset);
                file.setLength(length);
                file.getFD().sync();
            }

            return cutBytes;
        }
    }

    private static long bytesBehind(final FileChannel channel, final int offset) throws IOException
    {
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long last = offset;
        long position = offset;
        int read = channel.read(chunk, position);
        while (read > 0)
        {
            for (int i = read - 1; i >= 0; i--)
            {
                if (chunk.get(i) != 0)
                {
                    last = position + i + 1;
                    break;
                }
            }
            position += read;
            read = channel.read(chunk.clear(), position);
        }

        return last - offset;
    }

    private long lastSegmentOf(final Recording recording) throws IOException
    {
        long last = Recording.NONE;
        final Pattern segment = Pattern.compile(recording.id() + "-(\\d{1,18})\\.rec");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(JournalFiles.archive(journal), "*.rec"))
        {
            for (final Path file : files)
            {
                final Matcher name = segment.matcher(file.getFileName().toString());
                last = name.matches() ? Math.max(last, Long.parseLong(name.group(1))) : last;
            }
        }

        return last;
    }
}
