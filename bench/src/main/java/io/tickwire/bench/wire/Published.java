package io.tickwire.bench.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables of figures in the main README: made from {@code bench/results/published.json}, so that no figure stands
 * there that is not in that file. A table stands between {@code <!-- figures: NAME -->} and {@code <!-- end -->}.
 */
public final class Published
{
    private static final int PERCENT = 100;
    private static final double MILLION = 1e6;

    private Published()
    {
    }

    /**
     * Put the tables of a file into a README.
     *
     * @return whether anything was not as it is now.
     * @throws IllegalArgumentException where the README has no place for a table.
     */
    public static boolean write(final Path figures, final Path readme) throws IOException
    {
        final String before = Files.readString(readme);
        final String after = fill(before, Json.read(Files.readString(figures)));
        if (!after.equals(before))
        {
            Files.writeString(readme, after);
        }

        return !after.equals(before);
    }

    static String fill(final String readme, final Map<String, Object> figures)
    {
        final String withEncoders = between(readme, "encoders", encoders((List<?>)figures.get("encoders")));

        return between(withEncoders, "delivered", delivered((List<?>)figures.get("delivered")));
    }

    private static String encoders(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder(
            "| a `price_update` from its stream's values to bytes | ns | against |\n|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> figure = (Map<?, ?>)row;
            final double ratio = number(figure.get("timesAsFast"));
            table.append("| ").append(figure.get("what"))
                .append(" | ").append(figure.get("ns"))
                .append(" | ").append(ratio == 1 ? "" : String.format(Locale.ROOT, "%.1f times ", ratio))
                .append("as fast as ").append(figure.get("yardstick")).append(" |\n");
        }

        return table.toString();
    }

    private static String delivered(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder(
            "| clients | | delivered/s | of the floor | CPU a message, of the floor | " +
                "Undertow as it comes, of the floor |\n|---|---|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> figure = (Map<?, ?>)row;
            final double perSecond = number(figure.get("perSecond")) / MILLION;
            table.append(String.format(
                Locale.ROOT,
                perSecond < 2 ? "| %,d | %s | %.2f M | %.0f %% | %.0f %% | %.0f %% |\n" :
                    "| %,d | %s | %.1f M | %.0f %% | %.0f %% | %.0f %% |\n",
                (int)number(figure.get("clients")),
                figure.get("writes"),
                perSecond,
                PERCENT * number(figure.get("ofFloor")),
                PERCENT * number(figure.get("cpuOfFloor")),
                PERCENT * number(figure.get("undertowOfFloor"))));
        }

        return table.toString();
    }

    private static String between(final String readme, final String name, final String table)
    {
        final String begin = "<!-- figures: " + name + " -->\n";
        final int from = readme.indexOf(begin) + begin.length();
        final int to = readme.indexOf("<!-- end -->", from);
        if (from < begin.length() || to < 0)
        {
            throw new IllegalArgumentException("the README has no place for a table: " + begin.strip());
        }

        return readme.substring(0, from) + table + readme.substring(to);
    }

    private static double number(final Object value)
    {
        return ((Number)value).doubleValue();
    }
}
