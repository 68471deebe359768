package io.tickwire.client.lane;

import org.agrona.concurrent.EpochNanoClock;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time since 1970 in ns as the server has it: the system's clock with its full resolution, at the price of
 * {@link System#nanoTime} and without an object. Both sides look their distance up anew each second, so that they do
 * not part.
 * Thread: strategy
 */
final class LaneClock implements EpochNanoClock
{
    private static final int TRIES = 16;
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

    private long offsetNs;
    private long synchronizedNs;

    LaneClock()
    {
        synchronize();
    }

    @Override
    public long nanoTime()
    {
        final long ticks = System.nanoTime();
        if (ticks - synchronizedNs > PERIOD_NS)
        {
            synchronize();
        }

        return ticks + offsetNs;
    }

    /** Of several looks that one counts which took the shortest. */
    private void synchronize()
    {
        long shortestNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++)
        {
            final long beforeNs = System.nanoTime();
            final Instant now = Instant.now();
            final long lastedNs = System.nanoTime() - beforeNs;
            if (lastedNs < shortestNs)
            {
                shortestNs = lastedNs;
                offsetNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - (beforeNs + lastedNs / 2);
            }
        }
        synchronizedNs = System.nanoTime();
    }
}
