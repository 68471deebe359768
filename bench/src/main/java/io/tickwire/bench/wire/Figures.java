package io.tickwire.bench.wire;

import io.tickwire.engine.WallClock;
import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;

/**
 * What a load client has seen since the warm-up ended: latencies in ns, from the time at which a quote was due, whether
 * or not it was published then, to its being read. Nothing is left out for being late.
 */
final class Figures
{
    static final int DIGITS = 3;
    static final long MAX_NS = TimeUnit.MINUTES.toNanos(1);

    private final WallClock clock = new WallClock();
    private final Histogram latencies = new Histogram(MAX_NS, DIGITS);
    private final long[] holes = new long[Hole.values().length];
    private boolean isMeasuring;

    long now()
    {
        return clock.nanoTime();
    }

    void startMeasuring()
    {
        isMeasuring = true;
        latencies.setStartTimeStamp(System.currentTimeMillis());
    }

    void onMessage(final long latencyNs)
    {
        if (isMeasuring)
        {
            latencies.recordValue(Math.max(0, Math.min(MAX_NS, latencyNs)));
        }
    }

    /**
     * A sequence is not the one after the one before: also while warming up.
     */
    void onHole(final Hole hole)
    {
        holes[hole.ordinal()]++;
    }

    Histogram latencies()
    {
        return latencies;
    }

    long holes(final Hole hole)
    {
        return holes[hole.ordinal()];
    }
}
