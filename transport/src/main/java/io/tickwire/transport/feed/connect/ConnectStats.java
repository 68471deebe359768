package io.tickwire.transport.feed.connect;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A connector's counters: written by its thread, read by any.
 * Thread: feed-<venue>
 */
final class ConnectStats
{
    private final AtomicLongArray values = new AtomicLongArray(ConnectCounter.values().length);

    void increment(final ConnectCounter counter)
    {
        add(counter, 1);
    }

    void add(final ConnectCounter counter, final long amount)
    {
        values.setOpaque(counter.ordinal(), values.getPlain(counter.ordinal()) + amount);
    }

    /** Any thread calls this. */
    long get(final ConnectCounter counter)
    {
        return values.getOpaque(counter.ordinal());
    }
}
