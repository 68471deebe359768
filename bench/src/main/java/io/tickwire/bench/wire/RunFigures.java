package io.tickwire.bench.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run as it stands in {@code results.json}.
 */
record RunFigures(Map<String, Object> run)
{
    /** A floor that does not deliver so much of what it is offered only shows how far it is behind. */
    private static final double KEPT_UP = 0.97;
    private static final double US_PER_SECOND = 1e6;

    static List<RunFigures> of(final Map<String, Object> results)
    {
        final List<RunFigures> runs = new ArrayList<>();
        ((List<?>)results.get("runs")).forEach(run -> runs.add(new RunFigures(map(run))));

        return runs;
    }

    boolean isFloor()
    {
        return "floor".equals(run.get("server"));
    }

    /**
     * Such as {@code json tls}.
     */
    String title()
    {
        return isFloor() ? "floor" : (run.get("encoding") + " " + run.get("transport")).toLowerCase(Locale.ROOT);
    }

    int count(final String name)
    {
        return (int)number(name);
    }

    double number(final String name)
    {
        return number(run.get(name));
    }

    double latencyUs(final String percentile)
    {
        return number(map(run.get("latencyUs")).get(percentile));
    }

    double hiccupUs(final String percentile)
    {
        return number(map(run.get("hiccupUs")).get(percentile));
    }

    /**
     * CPU time of the server for a quote, to whomever it goes.
     */
    double cpuUsPerQuote()
    {
        return US_PER_SECOND * number("cpuShare") / number("quotesPerSecond");
    }

    Map<String, Object> part(final String name)
    {
        return map(run.getOrDefault(name, Map.of()));
    }

    /**
     * How often a client was told that the newest stands for others.
     */
    long told()
    {
        long sum = 0;
        for (final Hole hole : Hole.values())
        {
            sum += hole == Hole.UNTOLD ? 0 : (long)number(run.getOrDefault(hole.label(), 0));
        }

        return sum;
    }

    /**
     * The floor's run under the same load, where it kept up; else null.
     */
    RunFigures floor(final List<RunFigures> runs)
    {
        return isFloor() ? null : runs.stream()
            .filter(each -> each.isFloor() &&
                each.count("clients") == count("clients") &&
                each.count("quotesPerSecond") == count("quotesPerSecond") &&
                each.number("perSecond") > KEPT_UP * each.number("offeredPerSecond"))
            .findFirst()
            .orElse(null);
    }

    /**
     * A percentile of latency in µs, and behind it its ratio to the floor's.
     */
    String latency(final String percentile, final List<RunFigures> runs)
    {
        final RunFigures floor = floor(runs);

        return decimal(latencyUs(percentile)) + (floor == null ? "" : String.format(
            Locale.ROOT, " (%.2f)", latencyUs(percentile) / floor.latencyUs(percentile)));
    }

    static String decimal(final double value)
    {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    static String whole(final double value)
    {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static double number(final Object value)
    {
        return ((Number)value).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(final Object value)
    {
        return (Map<String, Object>)value;
    }
}
