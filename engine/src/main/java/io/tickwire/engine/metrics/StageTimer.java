package io.tickwire.engine.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long a stage takes: a histogram that one thread records into, and another takes out at intervals.
 * From 1 ns to 60 s at two significant digits; longer times count as 60 s, and a clock that stepped back as 0.
 * Thread: any
 */
public final class StageTimer
{
    /** Times above this are recorded as this. */
    public static final long MAX_NS = 60_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 2;

    private final String stage;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MAX_NS, SIGNIFICANT_DIGITS);
    private Histogram recycled;

    public StageTimer(final String stage)
    {
        this.stage = stage;
    }

    /**
     * The stage's name, such as {@code in->ring}.
     */
    public String stage()
    {
        return stage;
    }

    /**
     * Record that several things took a time. Only the owner calls this; it does not allocate.
     */
    public void record(final long durationNs, final long count)
    {
        recorder.recordValueWithCount(Math.max(0, Math.min(MAX_NS, durationNs)), count);
    }

    /**
     * Add what was recorded since the last call to a histogram. One reader calls this, at any time.
     */
    public void drainTo(final Histogram sum)
    {
        recycled = recorder.getIntervalHistogram(recycled);
        sum.add(recycled);
    }
}
