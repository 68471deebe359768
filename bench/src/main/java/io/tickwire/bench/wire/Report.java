package io.tickwire.bench.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a report of {@code results.json}: a Markdown page with where it was taken, a table of the runs, each with its
 * ratio to the floor of the same load, a table of the stages, and a plot of percentiles for each number of clients.
 */
public final class Report
{
    static final String FILE = "report.md";

    private static final int COLUMNS = 14;

    private final StringBuilder page = new StringBuilder();
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final Map<String, Map<String, Object>> floors = new HashMap<>();

    private Report()
    {
    }

    /**
     * @param folder that the results are in, and the report comes into.
     */
    public static void write(final Path folder) throws IOException
    {
        final Map<String, Object> results = Json.read(Files.readString(folder.resolve(WireBench.RESULTS)));
        final Report report = new Report();
        ((List<?>)results.get("runs")).forEach(run -> report.add(map(run)));
        report.head(map(results.get("taken")));
        report.table();
        report.stages();
        for (final Map.Entry<String, PercentilePlot> plot : report.plots().entrySet())
        {
            final String file = "percentiles-" + plot.getKey() + "-clients.svg";
            Files.writeString(folder.resolve(file), plot.getValue().svg());
            report.page.append("\n![Percentiles of latency, ").append(plot.getKey()).append(" clients](").append(file)
                .append(")\n");
        }
        Files.writeString(folder.resolve(FILE), report.page);
    }

    private void add(final Map<String, Object> run)
    {
        runs.add(run);
        if ("floor".equals(run.get("server")))
        {
            floors.put(load(run), run);
        }
    }

    private void head(final Map<String, Object> taken)
    {
        page.append("# From wire to wire\n\n");
        taken.forEach((name, value) -> page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append("\nLatencies in µs, from the time that a quote was due to its being read; behind them the ratio " +
            "to the floor, a loop\nthat writes ready frames to the same sockets, under the same load.\n");
    }

    private void table()
    {
        page.append("\n| | clients | symbols | of each | quotes/s | delivered/s | p50 | p99 | p99.9 | max |" +
            " hiccup p99.9 | CPU µs a message | MiB | holes |\n" + "|---".repeat(COLUMNS) + "|\n");
        for (final Map<String, Object> run : runs)
        {
            page.append("| ").append(title(run));
            for (final String name : List.of("clients", "symbols", "symbolsOfEach", "quotesPerSecond", "perSecond"))
            {
                page.append(" | ").append(String.format(Locale.ROOT, "%,.0f", number(run.get(name))));
            }
            for (final String percentile : List.of("p50", "p99", "p99.9", "max"))
            {
                page.append(" | ").append(decimal(number(map(run.get("latencyUs")).get(percentile))))
                    .append(ratio(run, percentile));
            }
            page.append(" | ").append(decimal(number(map(run.get("hiccupUs")).get("p99.9"))))
                .append(" | ").append(decimal(number(run.get("cpuUsPerMessage"))))
                .append(" | ").append(decimal(number(run.get("residentKiB")) / 1024))
                .append(" | ").append(run.get("holes")).append(" |\n");
        }
    }

    private void stages()
    {
        page.append("\nWhere a quote's time goes in the server, as it tells itself: µs on average, and the bounds of " +
            "the buckets that\np50 and p99 are in.\n\n| | clients | quotes/s | stage | mean | p50 | p99 |\n" +
            "|---|---|---|---|---|---|---|\n");
        for (final Map<String, Object> run : runs)
        {
            if (run.containsKey("stages"))
            {
                map(run.get("stages")).forEach((stage, figures) -> page
                    .append("| ").append(title(run))
                    .append(" | ").append(run.get("clients"))
                    .append(" | ").append(run.get("quotesPerSecond"))
                    .append(" | ").append(stage)
                    .append(" | ").append(decimal(number(map(figures).get("meanUs"))))
                    .append(" | ").append(decimal(number(map(figures).get("p50"))))
                    .append(" | ").append(decimal(number(map(figures).get("p99"))))
                    .append(" |\n"));
            }
        }
    }

    private Map<String, PercentilePlot> plots()
    {
        final Map<String, PercentilePlot> plots = new LinkedHashMap<>();
        for (final Map<String, Object> run : runs)
        {
            plots.computeIfAbsent(String.valueOf(run.get("clients")), clients -> new PercentilePlot())
                .add(title(run) + ", " + run.get("quotesPerSecond") + " quotes/s", (List<?>)run.get("curve"));
        }

        return plots;
    }

    private String ratio(final Map<String, Object> run, final String percentile)
    {
        final Map<String, Object> floor = floors.get(load(run));

        return floor == null || floor == run ? "" : String.format(
            Locale.ROOT,
            " (%.2f)",
            number(map(run.get("latencyUs")).get(percentile)) / number(map(floor.get("latencyUs")).get(percentile)));
    }

    private static String load(final Map<String, Object> run)
    {
        return run.get("clients") + " " + run.get("quotesPerSecond");
    }

    private static String title(final Map<String, Object> run)
    {
        return "floor".equals(run.get("server")) ? "floor" :
            (run.get("encoding") + " " + run.get("transport")).toLowerCase(Locale.ROOT);
    }

    private static String decimal(final double value)
    {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
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
