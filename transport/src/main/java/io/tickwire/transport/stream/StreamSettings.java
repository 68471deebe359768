package io.tickwire.transport.stream;

import io.tickwire.transport.stream.journal.Sync;

import java.nio.file.Path;
import java.util.Optional;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * How ticks leave the process. Where there is neither a lane nor a journal, they do not, and nothing of it is loaded.
 *
 * @param hasLane   whether strategies on this machine may read them.
 * @param journal   how they are kept.
 * @param termBytes of Aeron's buffer, of which there are three: what may be under way is half of one.
 * @param directory where Aeron's files are; empty: where this process chooses.
 * Thread: any
 */
public record StreamSettings(boolean hasLane, Journal journal, int termBytes, Optional<Path> directory)
{
    private static final int MIN_TERM_BYTES = 64 << 10;
    private static final int MAX_TERM_BYTES = 1 << 30;

    public StreamSettings
    {
        requirePowerOfTwo("term", termBytes);
        if (journal.path.isPresent() && journal.segmentBytes < termBytes)
        {
            throw new IllegalArgumentException(
                "a segment must be at least as large as a term: journal.segment=" + journal.segmentBytes +
                " term=" + termBytes);
        }
    }

    /**
     * How ticks are kept.
     *
     * @param path         the journal's folder; empty: they are not kept.
     * @param segmentBytes of each of its files.
     * @param sync         what must have reached the disk to count as recorded.
     * @param keepBytes    that it may take; 0: not bounded.
     * @param ageMs        that it may have; 0: not bounded.
     * @param updates      what clients were told of them.
     * @param candles      what they were traded at.
     * Thread: any
     */
    public record Journal(
        Optional<Path> path,
        int segmentBytes,
        Sync sync,
        long keepBytes,
        long ageMs,
        Updates updates,
        Candles candles)
    {
        public Journal
        {
            requirePowerOfTwo("journal.segment", segmentBytes);
            requireRange("journal.keep", keepBytes, 0, Long.MAX_VALUE);
            requireRange("journal.age", ageMs, 0, Long.MAX_VALUE);
        }

        /**
         * One that keeps as much of what clients were told as where nothing is set.
         */
        public Journal(
            final Optional<Path> path,
            final int segmentBytes,
            final Sync sync,
            final long keepBytes,
            final long ageMs)
        {
            this(path, segmentBytes, sync, keepBytes, ageMs, Updates.defaults(), Candles.defaults());
        }

        /**
         * The same, keeping more or less of what clients were told.
         */
        public Journal with(final Updates updates)
        {
            return new Journal(path, segmentBytes, sync, keepBytes, ageMs, updates, candles);
        }
    }

    /**
     * How much is kept of what clients were told, for those who come back.
     *
     * @param ageMs     of the oldest.
     * @param keepBytes of all of it.
     * @param messages  of one stream that one who comes back may have missed; 0: messages are not kept, only to where
     *                  their numbers have come, and candles.
     * Thread: any
     */
    public record Updates(long ageMs, long keepBytes, int messages)
    {
        /** The least that can be kept of time, ... */
        public static final long MIN_AGE_MS = 1_000;

        /** ... the most, ... */
        public static final long MAX_AGE_MS = 30 * 86_400_000L;

        /** ... the least of bytes, ... */
        public static final long MIN_BYTES = 1 << 20;

        /** ... the most, ... */
        public static final long MAX_BYTES = 1L << 50;

        /** ... and the most messages. */
        public static final int MAX_MESSAGES = 1_000_000;

        public Updates
        {
            requireRange("journal.updates.age", ageMs, MIN_AGE_MS, MAX_AGE_MS);
            requireRange("journal.updates.keep", keepBytes, MIN_BYTES, MAX_BYTES);
            requireRange("journal.updates.messages", messages, 0, MAX_MESSAGES);
        }

        static Updates defaults()
        {
            return new Updates(3_600_000, 4L << 30, 1_000_000);
        }
    }

    /**
     * How many candles are kept, for charts that go back beyond those in memory.
     *
     * @param intervals of each size that an instrument's go back, also those without a candle.
     * @param keepBytes of all of them together, a part for each size.
     * Thread: any
     */
    public record Candles(long intervals, long keepBytes)
    {
        /** The fewest that can be kept, which are those in memory, ... */
        public static final long MIN_INTERVALS = 300;

        /** ... and the most. */
        public static final long MAX_INTERVALS = 10_000_000;

        public Candles
        {
            requireRange("journal.candles.intervals", intervals, MIN_INTERVALS, MAX_INTERVALS);
            requireRange("journal.candles.keep", keepBytes, Updates.MIN_BYTES, Updates.MAX_BYTES);
        }

        static Candles defaults()
        {
            return new Candles(10_000, 1L << 30);
        }
    }

    public static StreamSettings defaults()
    {
        return new StreamSettings(
            false,
            new Journal(Optional.empty(), 64 << 20, Sync.NONE, 64L << 30, 0),
            4 << 20,
            Optional.empty());
    }

    /**
     * Whether ticks leave the process at all.
     */
    public boolean isOn()
    {
        return hasLane || journal.path.isPresent();
    }

    private static void requirePowerOfTwo(final String name, final int bytes)
    {
        requireRange(name, bytes, MIN_TERM_BYTES, MAX_TERM_BYTES);
        if (Integer.bitCount(bytes) != 1)
        {
            throw new IllegalArgumentException(name + " must be a power of two: " + name + "=" + bytes);
        }
    }
}
