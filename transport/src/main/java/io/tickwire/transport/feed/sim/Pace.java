package io.tickwire.transport.feed.sim;

import java.util.concurrent.TimeUnit;

/**
 * When each tick is due, whatever became of those before it: as many in each second as the rate says, exactly.
 * Thread: feed-<venue>
 */
final class Pace
{
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final int rate;
    private final long intervalNs;
    private final int remainder;
    private long dueNs;
    private int carried;

    /**
     * @param ticksPerSecond above 0.
     * @param startNs        when the first tick is due.
     */
    Pace(final int ticksPerSecond, final long startNs)
    {
        rate = ticksPerSecond;
        intervalNs = SECOND_NS / rate;
        remainder = (int)(SECOND_NS % rate);
        dueNs = startNs;
    }

    /**
     * When the next tick is due.
     */
    long dueNs()
    {
        return dueNs;
    }

    boolean isDue(final long nowNs)
    {
        return dueNs - nowNs <= 0;
    }

    /**
     * The next tick is out.
     */
    void advance()
    {
        dueNs += intervalNs;
        carried += remainder;
        if (carried >= rate)
        {
            carried -= rate;
            dueNs++;
        }
    }

    /**
     * All that is to come, comes later.
     */
    void postpone(final long byNs)
    {
        dueNs += byNs;
    }
}
