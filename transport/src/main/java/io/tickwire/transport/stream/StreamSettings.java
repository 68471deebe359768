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
     * Thread: any
     */
    public record Journal(Optional<Path> path, int segmentBytes, Sync sync, long keepBytes, long ageMs)
    {
        public Journal
        {
            requirePowerOfTwo("journal.segment", segmentBytes);
            requireRange("journal.keep", keepBytes, 0, Long.MAX_VALUE);
            requireRange("journal.age", ageMs, 0, Long.MAX_VALUE);
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
