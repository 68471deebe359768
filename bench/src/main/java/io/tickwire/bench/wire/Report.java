package io.tickwire.bench.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a report of {@code results.json}: a Markdown page with where it was taken, a table of the runs, each with its
 * ratio to the floor of the same load, why quotes were left out where some were, a table of the stages, and a plot of
 * percentiles for each number of clients.
 */
public final class Report
{
    static final String FILE = "report.md";

    private static final int COLUMNS = 15;

    private final StringBuilder page = new StringBuilder();
    private final List<RunFigures> runs;

    private Report(final List<RunFigures> runs)
    {
        this.runs = runs;
    }

    /**
     * @param folder that the results are in, and the report comes into.
     */
    public static void write(final Path folder) throws IOException
    {
        for (final Map.Entry<String, String> file : files(folder).entrySet())
        {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * The report's files, by name.
     *
     * @param folder that the results are in.
     */
    @SuppressWarnings("unchecked")
    static Map<String, String> files(final Path folder) throws IOException
    {
        final Map<String, Object> results = Json.read(Files.readString(folder.resolve(WireBench.RESULTS)));
        final Map<String, Object> taken = (Map<String, Object>)results.get("taken");
        final Report report = new Report(RunFigures.of(results));
        report.head(taken);
        report.table();
        report.later(taken);
        report.reasons();
        report.stages();
        final Map<String, String> files = new LinkedHashMap<>();
        report.plots().forEach((clients, plot) ->
        {
            final String file = "percentiles-" + clients + "-clients.svg";
            files.put(file, plot.svg());
            report.page.append("\n![Percentiles of latency, ").append(clients).append(" clients](").append(file)
                .append(")\n");
        });
        files.put(FILE, report.page.toString());

        return files;
    }

    private void head(final Map<String, Object> taken)
    {
        page.append("# From wire to wire\n\n");
        taken.forEach((name, value) -> page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append("\nLatencies in µs, from the time that a quote was due to its being read; behind them the ratio " +
            "to the floor, a loop\nthat writes ready frames to the same sockets, under the same load; none where the " +
            "floor, which writes each frame by\nitself, does not keep up.\n");
    }

    private void table()
    {
        page.append("\n| | clients | symbols | of each | quotes/s | delivered/s | p50 | p99 | p99.9 | max |" +
            " hiccup p99.9 | CPU µs a message | MiB | told | holes |\n" + "|---".repeat(COLUMNS) + "|\n");
        for (final RunFigures run : runs)
        {
            page.append("| ").append(run.title());
            for (final String name : List.of("clients", "symbols", "symbolsOfEach", "quotesPerSecond", "perSecond"))
            {
                page.append(" | ").append(RunFigures.whole(run.number(name)));
            }
            for (final String percentile : List.of("p50", "p99", "p99.9", "max"))
            {
                page.append(" | ").append(run.latency(percentile, runs));
            }
            page.append(" | ").append(RunFigures.decimal(run.hiccupUs("p99.9")))
                .append(" | ").append(RunFigures.decimal(run.number("cpuUsPerMessage")))
                .append(" | ").append(RunFigures.decimal(run.number("residentKiB") / 1024))
                .append(" | ").append(run.told())
                .append(" | ").append(run.count("holes")).append(" |\n");
        }
        page.append("\nHoles are places in a client's sequence where quotes are left out. \"Told\" are those of " +
            "which the client\nwas told, by `pseq` or `slow`, that the newest stands for others.\n");
    }

    private void later(final Map<String, Object> taken)
    {
        final Map<String, List<String>> names = new LinkedHashMap<>();
        for (final RunFigures run : runs)
        {
            final Object date = run.run().get("date");
            if (date != null && !date.equals(taken.get("date")))
            {
                names.computeIfAbsent(date + ", commit " + run.run().get("commit"), key -> new ArrayList<>())
                    .add(run.title() + " to " + run.count("clients") + " at " + run.count("quotesPerSecond"));
            }
        }
        names.forEach((when, which) -> page.append("\nTaken at another time, ").append(when).append(": ")
            .append(String.join("; ", which)).append(".\n"));
    }

    private void reasons()
    {
        for (final RunFigures run : runs)
        {
            if (run.told() > 0)
            {
                final Map<String, Object> reasons = run.part("reasons");
                page.append(String.format(
                    Locale.ROOT,
                    "\nHoles of %s to %,d clients at %,d quotes/s: %,d of %,d say by `pseq` that quotes are merged.\n" +
                    "With its warm-up the server counted %,d merged since frames found no room in their ring " +
                    "(%,d times), %,d\nframes passed over for sockets that were full, and %,d quotes that found no " +
                    "room in the ring of ticks and\nwere never numbered.\n",
                    run.title(),
                    run.count("clients"),
                    run.count("quotesPerSecond"),
                    run.count(Hole.MERGED.label()),
                    run.told(),
                    reasons.get("merged"),
                    reasons.get("deferred"),
                    reasons.get("passedOver"),
                    reasons.get("ringFull")));
            }
        }
    }

    private void stages()
    {
        page.append("\nWhere a quote's time goes in the server, as it tells itself: µs on average, and the bounds of " +
            "the buckets that\np50 and p99 are in.\n\n| | clients | quotes/s | stage | mean | p50 | p99 |\n" +
            "|---|---|---|---|---|---|---|\n");
        for (final RunFigures run : runs)
        {
            run.part("stages").keySet().forEach(stage ->
            {
                final RunFigures figure = new RunFigures(new RunFigures(run.part("stages")).part(stage));
                page.append("| ").append(run.title())
                    .append(" | ").append(run.count("clients"))
                    .append(" | ").append(run.count("quotesPerSecond"))
                    .append(" | ").append(stage)
                    .append(" | ").append(RunFigures.decimal(figure.number("meanUs")))
                    .append(" | ").append(RunFigures.decimal(figure.number("p50")))
                    .append(" | ").append(RunFigures.decimal(figure.number("p99")))
                    .append(" |\n");
            });
        }
    }

    private Map<String, PercentilePlot> plots()
    {
        final Map<String, PercentilePlot> plots = new LinkedHashMap<>();
        for (final RunFigures run : runs)
        {
            plots.computeIfAbsent(String.valueOf(run.count("clients")), clients -> new PercentilePlot())
                .add(run.title() + ", " + run.count("quotesPerSecond") + " quotes/s", (List<?>)run.run().get("curve"));
        }

        return plots;
    }
}
