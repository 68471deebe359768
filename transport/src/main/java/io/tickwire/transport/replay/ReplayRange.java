package io.tickwire.transport.replay;

import io.tickwire.transport.stream.journal.Run;

import java.util.List;

/**
 * What of a journal is told, by recorded time.
 *
 * @param fromNs    the first time that is told.
 * @param toNs      the last one.
 * @param warmNs    before a time that is jumped to, so much is taken in untold, for the state of the market.
 * @param warmTicks and not more than these.
 * @param isLoop    whether its end is followed by its beginning, as if the market had gone on.
 * Thread: any
 */
record ReplayRange(long fromNs, long toNs, long warmNs, long warmTicks, boolean isLoop)
{
    /** In place of an end: all that there is, and what comes. */
    static final long OPEN = Long.MAX_VALUE;

    /**
     * A time within it.
     */
    long clamp(final long timeNs)
    {
        return Math.max(fromNs, Math.min(toNs, timeNs));
    }

    /**
     * When the first tick was received that is told.
     */
    long firstNs(final List<Run> runs)
    {
        return Math.max(fromNs, runs.stream().mapToLong(Run::firstReceiveTimeNs).filter(ns -> ns > 0).min().orElse(0));
    }

    /**
     * When the last one was.
     */
    long lastNs(final List<Run> runs)
    {
        return Math.min(toNs, runs.stream().mapToLong(Run::lastReceiveTimeNs).max().orElse(0));
    }
}
