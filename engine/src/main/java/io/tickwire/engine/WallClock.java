package io.tickwire.engine;

import org.agrona.concurrent.EpochNanoClock;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time since 1970 in ns, at the price of {@link System#nanoTime}, and as exact as the system's clock: the distance
 * of the two is looked up with the system's full resolution, which Agrona's {@code OffsetEpochNanoClock} does in
 * milliseconds. Whoever owns it calls {@link #synchronize} now and then, and so follows what sets the system's clock.
 * Thread: any
 */
public final class WallClock implements EpochNanoClock
{
    private static final int TRIES = 64;

    private final LongSupplier ticker;
    private final LongSupplier epoch;
    private volatile long offsetNs;

    public WallClock()
    {
        this(System::nanoTime, WallClock::epochNs);
    }

    /**
     * @param ticker ns since whenever; never steps.
     * @param epoch  ns since 1970.
     */
    WallClock(final LongSupplier ticker, final LongSupplier epoch)
    {
        this.ticker = ticker;
        this.epoch = epoch;
        synchronize();
    }

    @Override
    public long nanoTime()
    {
        return ticker.getAsLong() + offsetNs;
    }

    /**
     * Look at the system's clock again: several times, of which the one counts that took the shortest.
     */
    public void synchronize()
    {
        long shortestNs = Long.MAX_VALUE;
        long bestNs = 0;
        for (int i = 0; i < TRIES; i++)
        {
            final long beforeNs = ticker.getAsLong();
            final long nowNs = epoch.getAsLong();
            final long lastedNs = ticker.getAsLong() - beforeNs;
            if (lastedNs < shortestNs)
            {
                shortestNs = lastedNs;
                bestNs = nowNs - (beforeNs + lastedNs / 2);
            }
        }
        offsetNs = bestNs;
    }

    private static long epochNs()
    {
        final Instant now = Instant.now();

        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
