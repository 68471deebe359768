package io.tickwire.transport.access;

import java.util.concurrent.TimeUnit;

/**
 * So many bytes a second, and some at once. What is taken is gone already when it is counted, so the bucket may be left
 * with a debt.
 * Thread: io-<n>
 */
public final class ByteBucket
{
    private final double bytesPerNs;
    private final long burst;
    private double left;
    private long filledNs;

    /**
     * @param perSecond bytes; 0: as many as may be.
     * @param burst     bytes at once.
     */
    public ByteBucket(final int perSecond, final int burst, final long nowNs)
    {
        bytesPerNs = (double)perSecond / TimeUnit.SECONDS.toNanos(1);
        this.burst = burst;
        left = burst;
        filledNs = nowNs;
    }

    public void take(final long count, final long nowNs)
    {
        if (bytesPerNs > 0)
        {
            left = Math.min(burst, left + (nowNs - filledNs) * bytesPerNs) - count;
            filledNs = nowNs;
        }
    }

    /**
     * How many bytes the debt was as of the last that were taken; 0 or less: there is none.
     */
    public double debt()
    {
        return -left;
    }

    /**
     * How long so many take to come.
     */
    public long nsOf(final double count)
    {
        return (long)(count / bytesPerNs);
    }
}
