package io.tickwire.bench.wire;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A histogram in ns as it stands in result files: some percentiles in µs for tables, more of them for plots.
 */
final class Percentiles
{
    static final List<Double> OF_TABLES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

    private static final double NS_PER_US = 1_000;
    private static final int STEPS_A_NINE = 5;
    private static final int NINES = 5;

    private Percentiles()
    {
    }

    static Map<String, Object> of(final Histogram histogram)
    {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("count", histogram.getTotalCount());
        for (final double percentile : OF_TABLES)
        {
            figures.put(name(percentile), us(histogram, percentile));
        }

        return figures;
    }

    /**
     * Pairs of a percentile and µs, denser towards the end, as far as there were so many values.
     */
    static List<Object> curve(final Histogram histogram)
    {
        final List<Object> pairs = new ArrayList<>();
        for (int i = 0; i <= STEPS_A_NINE * NINES; i++)
        {
            final double rest = Math.pow(10, -(double)i / STEPS_A_NINE);
            if (rest * histogram.getTotalCount() >= 1)
            {
                pairs.add(List.of(100 * (1 - rest), us(histogram, 100 * (1 - rest))));
            }
        }

        return pairs;
    }

    /**
     * What a percentile is called.
     */
    static String name(final double percentile)
    {
        return percentile == 100 ? "max" : "p" + String.valueOf(percentile).replace(".0", "");
    }

    private static double us(final Histogram histogram, final double percentile)
    {
        return histogram.getValueAtPercentile(percentile) / NS_PER_US;
    }
}
