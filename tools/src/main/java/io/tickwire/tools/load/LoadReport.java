package io.tickwire.tools.load;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a load came to.
 * Thread: conductor
 */
public final class LoadReport
{
    private static final double NS_PER_S = TimeUnit.SECONDS.toNanos(1);
    private static final double US_PER_MS = 1_000;
    private static final double BYTES_PER_MB = 1e6;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final LoadPlan plan;
    private final LoadCounts counts;
    private final double seconds;

    LoadReport(final LoadPlan plan, final LoadCounts counts, final long tookNs)
    {
        this.plan = plan;
        this.counts = counts;
        seconds = Math.max(1, tookNs) / NS_PER_S;
    }

    /** Whether more came than refusals, and each message followed the one before. */
    public boolean isGood()
    {
        final boolean isRefused = !counts.errors.isEmpty() && counts.latencyUs.getTotalCount() == 0;

        return counts.mostOpen > 0 && !isRefused && counts.wrong() == 0;
    }

    public Map<String, Object> toMap()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("clients", plan.clients());
        map.put("most_connected", counts.mostOpen);
        map.put("connections", counts.opened);
        map.put("seconds", seconds);
        map.put("messages", counts.messages);
        map.put("messages_per_second", counts.messages / seconds);
        map.put("bytes", counts.bytes);
        map.put("connect_ms", percentiles(counts.connectUs));
        map.put("latency_from", plan.isFromIntake() ? "t_in" : "t_out");
        map.put("latency_ms", percentiles(counts.latencyUs));
        map.put("sequences", counts.sequences());
        map.put("slow_warnings", counts.slowWarnings);
        map.put("closes", counts.closes);
        map.put("errors", counts.errors);

        return map;
    }

    public List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        lines.add(text(
            "clients      %,d of %,d connected at most, %,d connections; connect %s", counts.mostOpen, plan.clients(),
            counts.opened, line(counts.connectUs)));
        lines.add(text(
            "messages     %,d in %.1f s: %,.0f/s, %,.1f MB/s", counts.messages, seconds, counts.messages / seconds,
            counts.bytes / BYTES_PER_MB / seconds));
        lines.add("latency      " + line(counts.latencyUs) + " from " + (plan.isFromIntake() ? "t_in" : "t_out"));
        lines.add(text(
            "sequences    %s; %,d gaps announced (%,d messages), %,d warnings to slow clients",
            counts.wrong() == 0 ? "all right" : text(
                "WRONG: %,d repeated, %,d unannounced jumps, %,d broken chains, %,d unreadable", counts.repeated,
                counts.jumped, counts.broken, counts.unreadable),
            counts.gaps, counts.missed, counts.slowWarnings));
        counts.closes.forEach((why, count) -> lines.add(text("closed       %,d times %s", count, why)));
        counts.errors.forEach((code, count) -> lines.add(text("errors       %,d times %s", count, code)));

        return lines;
    }

    private static Map<String, Double> percentiles(final Histogram us)
    {
        final Map<String, Double> map = new LinkedHashMap<>();
        for (final double percentile : PERCENTILES)
        {
            map.put("p" + (percentile % 1 == 0 ? String.valueOf((int)percentile) : String.valueOf(percentile)),
                us.getValueAtPercentile(percentile) / US_PER_MS);
        }
        map.put("max", us.getMaxValue() / US_PER_MS);

        return map;
    }

    private static String line(final Histogram us)
    {
        final StringBuilder line = new StringBuilder();
        percentiles(us).forEach((name, ms) -> line.append(text("%s %.3f  ", name, ms)));

        return line.append("ms").toString();
    }

    private static String text(final String format, final Object... values)
    {
        return String.format(Locale.ROOT, format, values);
    }
}
