package io.tickwire.bench.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long each stage took between two looks at a server's {@code /metrics}: how often, on average, and the bounds of
 * the buckets that the median and the 99th percentile are in.
 */
final class StageFigures
{
    private static final Pattern BUCKET = Pattern.compile(
        "tickwire_stage_seconds_bucket\\{stage=\"([^\"]+)\",le=\"([^\"]+)\"\\} ([0-9.E+]+)");
    private static final Pattern SUM = Pattern.compile(
        "tickwire_stage_seconds_sum\\{stage=\"([^\"]+)\"\\} ([0-9.E+-]+)");
    private static final double US_PER_SECOND = 1e6;

    private StageFigures()
    {
    }

    static Map<String, Object> between(final String before, final String after)
    {
        final Map<String, TreeMap<Double, Double>> earlier = buckets(before);
        final Map<String, Double> earlierSums = sums(before);
        final Map<String, Double> sums = sums(after);
        final Map<String, Object> figures = new LinkedHashMap<>();
        buckets(after).forEach((stage, buckets) ->
        {
            final TreeMap<Double, Double> counts = new TreeMap<>(buckets);
            earlier.getOrDefault(stage, new TreeMap<>()).forEach(
                (bound, number) -> counts.merge(bound, -number, Double::sum));
            final double count = counts.lastEntry().getValue();
            if (count > 0)
            {
                final Map<String, Object> figure = new LinkedHashMap<>();
                figure.put("count", (long)count);
                figure.put("meanUs", US_PER_SECOND *
                    (sums.getOrDefault(stage, 0.0) - earlierSums.getOrDefault(stage, 0.0)) / count);
                figure.put("p50", bound(counts, 0.5 * count));
                figure.put("p99", bound(counts, 0.99 * count));
                figures.put(stage, figure);
            }
        });

        return figures;
    }

    /** In µs; of the last bucket, which has no bound, the one before. */
    private static double bound(final TreeMap<Double, Double> counts, final double rank)
    {
        final List<Double> bounds = new ArrayList<>(counts.keySet());
        for (final double bound : bounds)
        {
            if (counts.get(bound) >= rank && bound < Double.POSITIVE_INFINITY)
            {
                return bound * US_PER_SECOND;
            }
        }

        return bounds.get(Math.max(0, bounds.size() - 2)) * US_PER_SECOND;
    }

    private static Map<String, TreeMap<Double, Double>> buckets(final String metrics)
    {
        final Map<String, TreeMap<Double, Double>> buckets = new LinkedHashMap<>();
        final Matcher matcher = BUCKET.matcher(metrics);
        while (matcher.find())
        {
            final double bound =
                "+Inf".equals(matcher.group(2)) ? Double.POSITIVE_INFINITY : Double.parseDouble(matcher.group(2));
            buckets.computeIfAbsent(matcher.group(1), stage -> new TreeMap<>())
                .put(bound, Double.parseDouble(matcher.group(3)));
        }

        return buckets;
    }

    private static Map<String, Double> sums(final String metrics)
    {
        final Map<String, Double> sums = new LinkedHashMap<>();
        final Matcher matcher = SUM.matcher(metrics);
        while (matcher.find())
        {
            sums.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }

        return sums;
    }
}
