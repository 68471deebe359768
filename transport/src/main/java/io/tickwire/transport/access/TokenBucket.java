package io.tickwire.transport.access;

import java.util.concurrent.TimeUnit;

/**
 * So many things in a time, and some at once. A full bucket holds the burst, and fills evenly.
 * Thread: io-<n>
 */
public final class TokenBucket
{
    private final long nsPerToken;
    private final long burstNs;
    private long paidUntilNs;

    /**
     * @param count  of things in the period; 0: as many as may be.
     * @param period in ms.
     * @param burst  of things at once.
     */
    public TokenBucket(final int count, final long period, final int burst, final long nowNs)
    {
        nsPerToken = count == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(period) / count;
        burstNs = nsPerToken * burst;
        paidUntilNs = nowNs - burstNs;
    }

    /**
     * Take one.
     *
     * @return 0, or in how many ns there will be one.
     */
    public long take(final long nowNs)
    {
        if (paidUntilNs - (nowNs - burstNs) < 0)
        {
            paidUntilNs = nowNs - burstNs;
        }
        final long waitNs = paidUntilNs + nsPerToken - nowNs;
        if (waitNs > 0)
        {
            return waitNs;
        }
        paidUntilNs += nsPerToken;

        return 0;
    }

    /**
     * Whether nothing was taken for so long that all of the burst is there.
     */
    boolean isFull(final long nowNs)
    {
        return paidUntilNs - (nowNs - burstNs) <= 0;
    }
}
