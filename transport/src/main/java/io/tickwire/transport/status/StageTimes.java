package io.tickwire.transport.status;

import io.tickwire.engine.metrics.StageTimer;
import org.HdrHistogram.Histogram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long the stages of the path took since the start: the timers of all threads, added up.
 * Thread: any
 */
public final class StageTimes
{
    private static final int DIGITS = 2;

    private final Supplier<List<StageTimer>> timers;
    private final Map<String, Histogram> sums = new LinkedHashMap<>();

    /**
     * @param timers of all threads.
     */
    public StageTimes(final Supplier<List<StageTimer>> timers)
    {
        this.timers = timers;
    }

    /**
     * A copy of what was recorded, in ns, by stage.
     */
    public synchronized Map<String, Histogram> snapshot()
    {
        for (final StageTimer timer : timers.get())
        {
            timer.drainTo(sums.computeIfAbsent(timer.stage(), stage -> new Histogram(StageTimer.MAX_NS, DIGITS)));
        }
        final Map<String, Histogram> copy = new LinkedHashMap<>();
        sums.forEach((stage, histogram) -> copy.put(stage, histogram.copy()));

        return copy;
    }
}
