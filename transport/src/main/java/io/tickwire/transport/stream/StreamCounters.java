package io.tickwire.transport.stream;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The stream's counters: each has one thread that writes it, anyone reads.
 * Thread: any
 */
public final class StreamCounters
{
    private final AtomicLongArray counts = new AtomicLongArray(StreamCounter.values().length);

    public long get(final StreamCounter counter)
    {
        return counts.getAcquire(counter.ordinal());
    }

    public void increment(final StreamCounter counter)
    {
        add(counter, 1);
    }

    /**
     * Count several; the release pairs with the acquire of {@link #get}.
     */
    void add(final StreamCounter counter, final long count)
    {
        final int index = counter.ordinal();
        counts.setRelease(index, counts.getPlain(index) + count);
    }
}
