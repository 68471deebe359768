package io.tickwire.client.lane;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How old live ticks are when this reader gets them: since their bytes reached the server's process ({@code t_in}), and
 * since they came into its ring. Both sides read this machine's one clock. The reader's thread records, any other may
 * take the figures out.
 * Thread: any
 */
public final class LaneLatency
{
    private static final long MAX_NS = 60_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final SingleWriterRecorder sinceReceived = new SingleWriterRecorder(MAX_NS, SIGNIFICANT_DIGITS);
    private final SingleWriterRecorder sincePublished = new SingleWriterRecorder(MAX_NS, SIGNIFICANT_DIGITS);

    LaneLatency()
    {
    }

    /**
     * Since the bytes reached the server, in ns, from the last call on.
     */
    public Histogram sinceReceived()
    {
        return sinceReceived.getIntervalHistogram();
    }

    /**
     * Since the tick came into the ring, in ns, from the last call on.
     */
    public Histogram sincePublished()
    {
        return sincePublished.getIntervalHistogram();
    }

    void record(final long nowNs, final long receiveTimeNs, final long publishTimeNs)
    {
        sinceReceived.recordValue(bounded(nowNs - receiveTimeNs));
        sincePublished.recordValue(bounded(nowNs - publishTimeNs));
    }

    private static long bounded(final long ns)
    {
        return Math.max(0, Math.min(MAX_NS, ns));
    }
}
