package io.tickwire.engine.feed.line;

import io.tickwire.engine.metrics.StageTimer;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A line's counters: written by its feed's thread, read by any.
 * Thread: feed-<venue>
 */
public final class LineStats
{
    private final AtomicLongArray values = new AtomicLongArray(LineCounter.values().length);
    private final StageTimer lag;

    /**
     * @param name of the line.
     */
    LineStats(final String name)
    {
        lag = new StageTimer(name + " behind the first");
    }

    /** Any thread calls this. */
    public long get(final LineCounter counter)
    {
        return values.getOpaque(counter.ordinal());
    }

    /** How much later than the line that won it this one brought what it brought, too. One thread drains it. */
    public StageTimer lag()
    {
        return lag;
    }

    void increment(final LineCounter counter)
    {
        set(counter, values.getPlain(counter.ordinal()) + 1);
    }

    void set(final LineCounter counter, final long value)
    {
        values.setOpaque(counter.ordinal(), value);
    }

    void duplicate(final long lagNs)
    {
        increment(LineCounter.DUPLICATES);
        lag.record(lagNs, 1);
    }
}
