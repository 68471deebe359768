package io.tickwire.bench.journal;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads a journal: all of it, as fast as it goes, and from places in it, each as who has just come.
 * Thread: any
 */
final class Reading
{
    private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int POLL_LIMIT = 1 << 12;
    private static final int TICKS_PER_MILLION = 1_000_000;
    private static final double MS_PER_NS = 1e-6;
    private static final double MIB = 1 << 20;

    private final Path folder;

    Reading(final Path folder)
    {
        this.folder = folder;
    }

    /** From the oldest to the newest, each frame's checksum too, as the disk and the machine's memory give it. */
    Map<String, Object> all() throws JournalException
    {
        return read("all of it", true, Long.MAX_VALUE);
    }

    /** So many from the oldest on, which are in memory if they were just read. */
    Map<String, Object> first(final long ticks, final boolean isChecked) throws JournalException
    {
        return read(
            "the oldest " + ticks / TICKS_PER_MILLION + " million, in memory" + (isChecked ? "" : ", no checksums"),
            isChecked,
            ticks);
    }

    private Map<String, Object> read(final String what, final boolean isChecked, final long limit)
        throws JournalException
    {
        final Count count = new Count();
        final long startNs = System.nanoTime();
        final long startCpuNs = THREADS.getCurrentThreadCpuTime();
        try (Journal journal = Journal.open(folder); JournalReader reader = journal.reader())
        {
            final JournalReader checked = isChecked ? reader : reader.withoutChecksums();
            while (count.messages < limit && checked.poll(count, POLL_LIMIT) > 0)
            {
                continue;
            }
        }
        final double seconds = (System.nanoTime() - startNs) / (double)TimeUnit.SECONDS.toNanos(1);
        final double cpuSeconds =
            (THREADS.getCurrentThreadCpuTime() - startCpuNs) / (double)TimeUnit.SECONDS.toNanos(1);

        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", what);
        figures.put("ticks", count.messages);
        figures.put("damages", count.damages);
        figures.put("perSecond", count.messages / seconds);
        figures.put("perCpuSecond", count.messages / cpuSeconds);
        figures.put("mibPerSecond", count.bytes / MIB / seconds);

        return figures;
    }

    /**
     * From times of all of it, chosen at random: how long it takes from nothing to the first message.
     *
     * @param isCold whether nothing of the files is to be in memory.
     */
    Map<String, Object> places(final int count, final long seed, final boolean isCold) throws IOException
    {
        return Places.of(folder).measure(
            isCold ? "nothing of it in memory" : "in memory, as far as it has room",
            count,
            seed,
            timeNs -> firstTook(timeNs, isCold));
    }

    private double firstTook(final long timeNs, final boolean isCold) throws IOException
    {
        if (isCold)
        {
            Files.write(DROP_CACHES, "3\n".getBytes(StandardCharsets.US_ASCII));
        }
        final First first = new First();
        final long startNs = System.nanoTime();
        try (Journal journal = Journal.open(folder); JournalReader reader = journal.readerAtTime(timeNs))
        {
            while (!first.isThere && reader.poll(first, 1) > 0)
            {
                continue;
            }
        }
        final double tookMs = (System.nanoTime() - startNs) * MS_PER_NS;
        if (!first.isThere || first.receiveTimeNs < timeNs)
        {
            throw new IllegalStateException(
                "this is not from where it was wanted: time=" + timeNs + " first=" + first.receiveTimeNs);
        }

        return tookMs;
    }

    /** Whether the system lets us have nothing of the files in memory. */
    static boolean canBeCold()
    {
        return Files.isWritable(DROP_CACHES);
    }

    /** What each kind of tick takes on disk, frames and all. */
    Map<String, Kind> kinds() throws JournalException
    {
        final Kinds kinds = new Kinds();
        try (Journal journal = Journal.open(folder); JournalReader reader = journal.reader())
        {
            while (reader.poll(kinds, POLL_LIMIT) > 0)
            {
                continue;
            }
        }

        return kinds.byName();
    }

    /**
     * What a handler of everything does with what it is told besides.
     */
    private abstract static class Handler implements JournalHandler
    {
        long damages;

        @Override
        public void onRun(final Run run)
        {
        }

        @Override
        public void onDamage(final Damage damage)
        {
            damages++;
        }
    }

    /**
     * Counts, and looks at what it counts.
     */
    private static final class Count extends Handler
    {
        private long messages;
        private long bytes;

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        {
            messages++;
            bytes += length;
        }
    }

    /**
     * Waits for the first tick.
     */
    private static final class First extends Handler
    {
        private static final int RECEIVE_TIME = 16;

        private boolean isThere;
        private long receiveTimeNs;

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
        {
            if (!isThere && TickTemplates.isTick(buffer.getShort(offset + Short.BYTES, ByteOrder.LITTLE_ENDIAN)))
            {
                isThere = true;
                receiveTimeNs = buffer.getLong(offset + RECEIVE_TIME, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
