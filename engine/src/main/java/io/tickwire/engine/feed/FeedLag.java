package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;

import java.util.concurrent.TimeUnit;

/**
 * How long after the venue says that something happened it came here: by the venue's clock and ours, which differ, so
 * that it may be negative. What was the fastest of the last minute is the best that can be known of their difference;
 * what a tick took longer than that was on the way, whatever the clocks say.
 * Thread: feed-<venue>
 */
public final class FeedLag
{
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int WINDOWS = 6;

    private final long[] fastest = new long[WINDOWS];
    private int windows;
    private long windowEndNs;
    private long count;
    private long sumUs;
    private long minNs;
    private long maxNs;

    private volatile Lag lag = Lag.NONE;

    /**
     * What was seen in a window of ten seconds.
     *
     * @param count     of ticks that the venue gave a time.
     * @param fastestNs of the last minute, by both clocks.
     * @param meanNs    by both clocks.
     * @param slowestNs by both clocks.
     * Thread: any
     */
    public record Lag(long count, long fastestNs, long meanNs, long slowestNs)
    {
        /** Nothing was seen yet. */
        public static final Lag NONE = new Lag(0, 0, 0, 0);

        /** By how much the venue's clock is ahead of ours, at the least; 0: it need not be. */
        public long clockAheadNs()
        {
            return Math.max(0, -fastestNs);
        }
    }

    /**
     * A tick has come.
     *
     * @param exchangeTimeNs {@link Decimals#NULL}: the venue says no time.
     */
    void record(final long exchangeTimeNs, final long receiveTimeNs)
    {
        if (exchangeTimeNs == Decimals.NULL)
        {
            return;
        }
        if (receiveTimeNs >= windowEndNs)
        {
            turn(receiveTimeNs);
        }

        final long lagNs = receiveTimeNs - exchangeTimeNs;
        count++;
        sumUs += lagNs / 1_000;
        minNs = Math.min(minNs, lagNs);
        maxNs = Math.max(maxNs, lagNs);
    }

    /** Of the last window that is over. Any thread calls this. */
    public Lag last()
    {
        return lag;
    }

    private void turn(final long nowNs)
    {
        if (count > 0)
        {
            fastest[windows++ % WINDOWS] = minNs;
            long fastestNs = minNs;
            for (int i = 0; i < Math.min(windows, WINDOWS); i++)
            {
                fastestNs = Math.min(fastestNs, fastest[i]);
            }
            lag = new Lag(count, fastestNs, sumUs / count * 1_000, maxNs);
        }
        windowEndNs = nowNs + WINDOW_NS;
        count = 0;
        sumUs = 0;
        minNs = Long.MAX_VALUE;
        maxNs = Long.MIN_VALUE;
    }
}
