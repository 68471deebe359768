package io.tickwire.engine.series;

import java.util.Arrays;

/**
 * The candles of one symbol at one venue in several intervals.
 * Thread: pipeline-<k>
 * <p>
 * At most {@value #MAX_INTERVALS} intervals, each of at most {@code Candles.MAX_BYTES} bytes: 100,896 bytes with the
 * six of the default.
 */
public final class CandleSet
{
    /** There are not more intervals. */
    public static final int MAX_INTERVALS = 8;

    private static final int[] DEFAULT_SECONDS = {1, 60, 300, 900, 3_600, 86_400};

    private final Candles[] intervals;

    /**
     * With candles of 1 s, 1 min, 5 min, 15 min, 1 h and 1 day.
     */
    public CandleSet()
    {
        this(DEFAULT_SECONDS);
    }

    /**
     * @param intervalSeconds ascending.
     * @throws IllegalArgumentException where they are none, too many, or not ascending.
     */
    public CandleSet(final int... intervalSeconds)
    {
        if (intervalSeconds.length == 0 || intervalSeconds.length > MAX_INTERVALS)
        {
            throw new IllegalArgumentException(
                "there must be from 1 to " + MAX_INTERVALS + " intervals: count=" + intervalSeconds.length);
        }

        intervals = new Candles[intervalSeconds.length];
        for (int i = 0; i < intervals.length; i++)
        {
            if (i > 0 && intervalSeconds[i] <= intervalSeconds[i - 1])
            {
                throw new IllegalArgumentException(
                    "intervals must ascend: intervalSeconds=" + Arrays.toString(intervalSeconds));
            }
            intervals[i] = new Candles(intervalSeconds[i]);
        }
    }

    /**
     * It was traded: see {@link Candles#onTrade}.
     */
    public void onTrade(final long timeNs, final long price, final long quantity, final CandleListener listener)
    {
        final Candles[] intervals = this.intervals;
        for (int i = 0; i < intervals.length; i++)
        {
            intervals[i].onTrade(timeNs, price, quantity, listener);
        }
    }

    /**
     * It is this late: see {@link Candles#advanceTo}.
     */
    public void advanceTo(final long timeNs, final CandleListener listener)
    {
        final Candles[] intervals = this.intervals;
        for (int i = 0; i < intervals.length; i++)
        {
            intervals[i].advanceTo(timeNs, listener);
        }
    }

    public int size()
    {
        return intervals.length;
    }

    public Candles get(final int index)
    {
        return intervals[index];
    }

    /**
     * The candles of an interval.
     *
     * @throws IllegalArgumentException where there are none of it.
     */
    public Candles ofSeconds(final int intervalSeconds)
    {
        for (final Candles candles : intervals)
        {
            if (candles.intervalNs() == intervalSeconds * 1_000_000_000L)
            {
                return candles;
            }
        }

        throw new IllegalArgumentException("no candles of this interval: intervalSeconds=" + intervalSeconds);
    }

    /**
     * What the candles take.
     */
    public int bytes()
    {
        int bytes = 0;
        for (final Candles candles : intervals)
        {
            bytes += candles.bytes();
        }

        return bytes;
    }
}
