package io.tickwire.engine.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long the duty cycles of one thread take, and how often one took longer than it should: then whatever that thread
 * owns stood still.
 * Thread: any
 */
public final class StallTracker
{
    private static final VarHandle STALLS;
    private static final VarHandle LONGEST_NS;
    private static final VarHandle CYCLE_START_NS;

    static
    {
        try
        {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            STALLS = lookup.findVarHandle(StallTracker.class, "stalls", long.class);
            LONGEST_NS = lookup.findVarHandle(StallTracker.class, "longestNs", long.class);
            CYCLE_START_NS = lookup.findVarHandle(StallTracker.class, "cycleStartNs", long.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private final String role;
    private final long thresholdNs;

    // Written by the owner.
    private long stalls;
    private long longestNs;
    private long cycleStartNs;

    public StallTracker(final String role, final long thresholdNs)
    {
        this.role = role;
        this.thresholdNs = thresholdNs;
    }

    public String role()
    {
        return role;
    }

    /**
     * A cycle begins. Only the owner calls this.
     */
    public void begin(final long nowNs)
    {
        CYCLE_START_NS.setRelease(this, nowNs);
    }

    /**
     * The cycle has ended. Only the owner calls this.
     */
    public void end(final long nowNs)
    {
        final long tookNs = nowNs - cycleStartNs;
        if (tookNs > longestNs)
        {
            LONGEST_NS.setRelease(this, tookNs);
        }
        if (tookNs > thresholdNs)
        {
            STALLS.setRelease(this, stalls + 1);
        }

        CYCLE_START_NS.setRelease(this, 0L);
    }

    /**
     * How many cycles took longer than the threshold; pairs with the release in {@link #end}.
     */
    public long stalls()
    {
        return (long)STALLS.getAcquire(this);
    }

    /**
     * The longest cycle so far; pairs with the release in {@link #end}.
     */
    public long longestNs()
    {
        return (long)LONGEST_NS.getAcquire(this);
    }

    /**
     * For how long the cycle that runs now has run, or 0 where none runs: a stuck owner is seen from outside, while it
     * is stuck. Pairs with the release in {@link #begin}.
     */
    public long runningNs(final long nowNs)
    {
        final long startNs = (long)CYCLE_START_NS.getAcquire(this);

        return startNs == 0 ? 0 : Math.max(0, nowNs - startNs);
    }
}
