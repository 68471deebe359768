package io.tickwire.transport;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reads a scrape in the text format of Prometheus, and finds whatever is wrong with it.
 */
final class PrometheusText
{
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
    private static final Pattern SAMPLE = Pattern.compile(
        "(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*,?\\})? (\\S+)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();

    PrometheusText(final String text)
    {
        assertTrue(text.endsWith("\n"), "the last line must end");
        final Set<String> helped = new HashSet<>();
        String family = "";
        for (final String line : text.split("\n"))
        {
            final Matcher help = HELP.matcher(line);
            final Matcher type = TYPE.matcher(line);
            final Matcher sample = SAMPLE.matcher(line);
            if (help.matches())
            {
                assertTrue(helped.add(help.group(1)), line);
            }
            else if (type.matches())
            {
                family = type.group(1);
                assertNull(types.put(family, type.group(2)), line);
            }
            else
            {
                assertTrue(sample.matches(), line);
                assertTrue(isOf(family, sample.group(1)), () -> "outside of its family: " + line);
                final String labels = sample.group(2) == null ? "" : sample.group(2);
                assertNull(
                    samples.put(sample.group(1) + labels, value(sample.group(3))), () -> "twice: " + line);
            }
        }
        assertEquals(types.keySet(), helped);
        requireHistograms();
    }

    /**
     * The value of a series.
     *
     * @param series as it is written: its name, and its labels in braces.
     */
    double get(final String series)
    {
        assertNotNull(samples.get(series), () -> "no such series: " + series + " in " + samples.keySet());

        return samples.get(series);
    }

    Map<String, Double> samples()
    {
        return samples;
    }

    String typeOf(final String family)
    {
        return types.get(family);
    }

    private boolean isOf(final String family, final String name)
    {
        return "histogram".equals(types.get(family)) ?
            name.equals(family + "_bucket") || name.equals(family + "_sum") || name.equals(family + "_count") :
            name.equals(family);
    }

    /** Buckets ascend, and the last of them has all. */
    private void requireHistograms()
    {
        double last = 0;
        for (final Map.Entry<String, Double> sample : samples.entrySet())
        {
            if (sample.getKey().contains("_bucket{"))
            {
                final boolean isFirst = sample.getKey().contains("le=\"1.0E-7\"");
                assertTrue(isFirst || sample.getValue() >= last, sample::toString);
                last = sample.getValue();
            }
            else if (sample.getKey().contains("_count{"))
            {
                assertEquals(last, sample.getValue(), sample.getKey());
            }
        }
    }

    private static double value(final String text)
    {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
