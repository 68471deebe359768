package io.tickwire.engine.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one thread: it alone writes, anyone reads. Cache lines are not shared with another sheet's.
 * Thread: any
 */
public final class CounterSheet
{
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PADDING = 16;

    private final String role;
    private final long[] counts = new long[EngineCounter.count() + 2 * PADDING];

    CounterSheet(final String role)
    {
        this.role = role;
    }

    /**
     * The thread role that writes here.
     */
    public String role()
    {
        return role;
    }

    /**
     * Count one. Only the owner calls this.
     */
    public void increment(final EngineCounter counter)
    {
        add(counter, 1);
    }

    /**
     * Count several. Only the owner calls this.
     */
    public void add(final EngineCounter counter, final long amount)
    {
        final int index = PADDING + counter.ordinal();
        COUNT.setRelease(counts, index, counts[index] + amount);
    }

    /**
     * The count so far, as another thread may read it: it pairs with the release of {@link #add}.
     */
    public long get(final EngineCounter counter)
    {
        return (long)COUNT.getAcquire(counts, PADDING + counter.ordinal());
    }
}
