package io.tickwire.tools.load;

import org.HdrHistogram.Histogram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What all clients together have seen.
 * Thread: client
 */
final class LoadCounts
{
    private static final long MAX_LATENCY_US = TimeUnit.HOURS.toMicros(1);

    final Histogram latencyUs = new Histogram(MAX_LATENCY_US, 3);
    final Histogram connectUs = new Histogram(MAX_LATENCY_US, 3);
    final Map<String, Integer> closes = new TreeMap<>();
    final Map<String, Integer> errors = new TreeMap<>();
    int open;
    int mostOpen;
    int opened;
    long messages;
    long bytes;
    long gaps;
    long missed;
    long slowWarnings;
    long repeated;
    long jumped;
    long broken;
    long unreadable;

    void onLatency(final long us)
    {
        latencyUs.recordValue(Math.min(MAX_LATENCY_US, Math.max(0, us)));
    }

    void onVerdict(final LoadStreams.Verdict verdict)
    {
        switch (verdict)
        {
            case REPEATED -> repeated++;
            case JUMPED -> jumped++;
            case BROKEN -> broken++;
            default ->
            {
                // As it should be.
            }
        }
    }

    /** Messages that break the rules for sequences, or are none. */
    long wrong()
    {
        return repeated + jumped + broken + unreadable;
    }

    Map<String, Object> sequences()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("wrong", wrong());
        map.put("repeated", repeated);
        map.put("unannounced_jumps", jumped);
        map.put("broken_chains", broken);
        map.put("unreadable", unreadable);
        map.put("announced_gaps", gaps);
        map.put("announced_missed", missed);

        return map;
    }
}
