package io.tickwire.bench.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a client may not get each quote for itself, as the server counts it in {@code /metrics} since it began.
 */
final class Reasons
{
    private static final Map<String, String> COUNTERS = new LinkedHashMap<>();

    static
    {
        COUNTERS.put("ringFull", "tickwire_engine_ticks_dropped_ring_full_total");
        COUNTERS.put("deferred", "tickwire_engine_frames_deferred_total");
        COUNTERS.put("merged", "tickwire_engine_ticks_merged_total");
        COUNTERS.put("passedOver", "tickwire_gateway_frames_conflated_total");
    }

    private Reasons()
    {
    }

    /**
     * {@code ringFull}: quotes that found no room in the ring of ticks, and were never numbered; {@code deferred}:
     * frames that found none in the ring of frames, at once; {@code merged}: quotes in whose stead a newer one went for
     * that; {@code passedOver}: frames in whose stead a client whose socket was full got a newer one.
     */
    static Map<String, Object> of(final String metrics)
    {
        final Map<String, Object> counts = new LinkedHashMap<>();
        COUNTERS.forEach((name, counter) ->
        {
            final Matcher matcher =
                Pattern.compile("^" + counter + " ([0-9.E+]+)$", Pattern.MULTILINE).matcher(metrics);
            if (!matcher.find())
            {
                throw new IllegalArgumentException("not counted by the server: " + counter);
            }
            counts.put(name, (long)Double.parseDouble(matcher.group(1)));
        });

        return counts;
    }
}
