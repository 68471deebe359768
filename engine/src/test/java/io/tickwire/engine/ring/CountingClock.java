package io.tickwire.engine.ring;

import org.agrona.concurrent.EpochNanoClock;

/**
 * A clock that is set by hand, and counts how often it is read.
 */
final class CountingClock implements EpochNanoClock
{
    private long nowNs;
    private int readings;

    void set(final long nowNs)
    {
        this.nowNs = nowNs;
    }

    int readings()
    {
        return readings;
    }

    @Override
    public long nanoTime()
    {
        readings++;

        return nowNs;
    }
}
