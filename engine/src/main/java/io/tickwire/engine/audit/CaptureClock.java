package io.tickwire.engine.audit;

import org.agrona.concurrent.EpochNanoClock;

/**
 * The time of a capture that is being played: that of its latest event. It never goes back, and stands still between
 * events. Only the player moves it; written and read by its thread.
 * Thread: any
 */
public final class CaptureClock implements EpochNanoClock
{
    private long nowNs;

    @Override
    public long nanoTime()
    {
        return nowNs;
    }

    void advance(final long timeNs)
    {
        nowNs = Math.max(nowNs, timeNs);
    }
}
