package io.tickwire.tools.status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Metrics in Prometheus' text format, as far as a server writes it: a line is a name, maybe labels, and a number.
 * Thread: any
 */
public final class Exposition
{
    private final Map<String, Double> values;

    private Exposition(final Map<String, Double> values)
    {
        this.values = values;
    }

    public static Exposition parse(final String text)
    {
        final Map<String, Double> values = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line ->
        {
            // A label's value may hold blanks; a number does not.
            final int end = line.lastIndexOf(' ');
            values.put(line.substring(0, Math.max(0, end)), number(line.substring(end + 1)));
        });

        return new Exposition(values);
    }

    /**
     * @param name with its labels, as it is written.
     * @return 0 where there is none.
     */
    public double get(final String name)
    {
        return values.getOrDefault(name, 0.0);
    }

    public boolean has(final String name)
    {
        return values.containsKey(name);
    }

    /** All of them, in their order. */
    public Map<String, Double> all()
    {
        return values;
    }

    private static double number(final String text)
    {
        try
        {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        }
        catch (final NumberFormatException ex)
        {
            return Double.NaN;
        }
    }
}
