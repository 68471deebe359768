package io.tickwire.transport.session;

import java.util.Arrays;

/**
 * Which bytes on their way to a client do not count against it: ranges of positions, in order. Ranges that touch are
 * one.
 * Thread: io-<n>
 */
final class ExemptRanges
{
    private static final int INITIAL_RANGES = 4;
    private static final long[] NONE = {};

    // Pairs: where a range begins, and where it ends.
    private long[] bounds = NONE;
    private int count;
    private long bytes;

    /**
     * How many bytes there are in all ranges.
     */
    long bytes()
    {
        return bytes;
    }

    /**
     * Add a range that begins no sooner than the last one ends.
     */
    void add(final long from, final long to)
    {
        if (from >= to)
        {
            return;
        }
        bytes += to - from;
        if (count > 0 && bounds[2 * count - 1] == from)
        {
            bounds[2 * count - 1] = to;

            return;
        }
        if (2 * count == bounds.length)
        {
            bounds = Arrays.copyOf(bounds, Math.max(2 * INITIAL_RANGES, 4 * count));
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
    }

    /**
     * Add those of others that come after a position, which is another one here.
     */
    void addAfter(final long position, final ExemptRanges others, final long positionHere)
    {
        for (int i = 0; i < others.count; i++)
        {
            final long from = Math.max(position, others.bounds[2 * i]);
            add(positionHere + from - position, positionHere + others.bounds[2 * i + 1] - position);
        }
    }

    /**
     * Forget all that is before a position.
     */
    void passTo(final long position)
    {
        int passed = 0;
        while (passed < count && bounds[2 * passed + 1] <= position)
        {
            bytes -= bounds[2 * passed + 1] - bounds[2 * passed];
            passed++;
        }
        count -= passed;
        System.arraycopy(bounds, 2 * passed, bounds, 0, 2 * count);
        if (count > 0 && bounds[0] < position)
        {
            bytes -= position - bounds[0];
            bounds[0] = position;
        }
    }

    void clear()
    {
        count = 0;
        bytes = 0;
    }
}
