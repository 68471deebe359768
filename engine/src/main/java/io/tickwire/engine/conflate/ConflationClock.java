package io.tickwire.engine.conflate;

import io.tickwire.engine.schema.Conflation;

/**
 * When each class of intervals is due. Deadlines stand at whole multiples of the interval, so that they do not depend
 * on when a process was started; a deadline that was missed is made up for once, not many times.
 * Thread: pipeline-<k>
 */
public final class ConflationClock
{
    private static final long NS_PER_MS = 1_000_000;

    private final long[] deadlines = new long[Conflation.COUNT];
    private long nextDeadline;

    public ConflationClock(final long nowNs)
    {
        nextDeadline = Long.MAX_VALUE;
        for (int i = 0; i < Conflation.COUNT; i++)
        {
            final long intervalNs = Conflation.ofOrdinal(i).intervalMs() * NS_PER_MS;
            deadlines[i] = intervalNs == 0 ? Long.MAX_VALUE : following(nowNs, intervalNs);
            nextDeadline = Math.min(nextDeadline, deadlines[i]);
        }
    }

    /**
     * The classes whose interval is over, and that begin a new one now.
     *
     * @return a bit for each, by its ordinal.
     */
    public int due(final long nowNs)
    {
        return nowNs < nextDeadline ? 0 : dueSlow(nowNs);
    }

    private int dueSlow(final long nowNs)
    {
        int due = 0;
        nextDeadline = Long.MAX_VALUE;
        for (int i = 0; i < deadlines.length; i++)
        {
            if (nowNs >= deadlines[i])
            {
                due |= 1 << i;
                deadlines[i] = following(nowNs, Conflation.ofOrdinal(i).intervalMs() * NS_PER_MS);
            }
            nextDeadline = Math.min(nextDeadline, deadlines[i]);
        }

        return due;
    }

    private static long following(final long nowNs, final long intervalNs)
    {
        return nowNs - Math.floorMod(nowNs, intervalNs) + intervalNs;
    }
}
