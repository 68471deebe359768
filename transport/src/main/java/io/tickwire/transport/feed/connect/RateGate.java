package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.net.NetLoop;
import io.tickwire.transport.feed.venue.Rate;

import java.util.concurrent.TimeUnit;

/**
 * Lets through what a venue counts, one after the other: some at once, and then no faster than the venue bears.
 * Thread: feed-<venue>
 */
final class RateGate
{
    private final NetLoop loop;
    private final long periodNs;
    private final long gapNs;

    /** When the last ones were let through, as many as the period may have; the next one stands at the oldest. */
    private final long[] turns;
    private int next;
    private long count;

    /**
     * @param gapNs between two at the least.
     */
    RateGate(final NetLoop loop, final Rate rate, final long gapNs)
    {
        this.loop = loop;
        this.gapNs = gapNs;
        periodNs = TimeUnit.MILLISECONDS.toNanos(rate.periodMs());
        turns = new long[rate.count()];
    }

    /**
     * Do it when it is its turn.
     */
    void pass(final Runnable attempt)
    {
        final long nowNs = System.nanoTime();
        loop.schedule(delayNs(nowNs), attempt);
    }

    /** How long who comes now has to wait. */
    long delayNs(final long nowNs)
    {
        long waitNs = 0;
        if (count > 0)
        {
            final long lastNs = turns[(next + turns.length - 1) % turns.length];
            waitNs = Math.max(waitNs, lastNs + gapNs - nowNs);
        }
        if (count >= turns.length)
        {
            waitNs = Math.max(waitNs, turns[next] + periodNs - nowNs);
        }
        turns[next] = nowNs + waitNs;
        next = (next + 1) % turns.length;
        count++;

        return waitNs;
    }
}
