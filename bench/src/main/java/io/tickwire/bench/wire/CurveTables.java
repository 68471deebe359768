package io.tickwire.bench.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tables of a run of {@code bench curve}.
 */
final class CurveTables
{
    private CurveTables()
    {
    }

    static void add(final Map<String, String> tables, final Map<String, Object> results)
    {
        final List<RunFigures> runs = RunFigures.of(results);
        tables.put("curve", curve(runs));
        tables.put("memory", memory(runs));
    }

    private static String curve(final List<RunFigures> runs)
    {
        final StringBuilder table = new StringBuilder(
            "| clients | symbols | of each | quotes/s | delivered/s | CPU µs a message | CPU µs a quote | p50 µs |" +
            " p99 µs |\n|---|---|---|---|---|---|---|---|---|\n");
        for (final RunFigures run : runs)
        {
            for (final String name : List.of("clients", "symbols", "symbolsOfEach", "quotesPerSecond", "perSecond"))
            {
                table.append("| ").append(RunFigures.whole(run.number(name))).append(' ');
            }
            table.append("| ").append(RunFigures.decimal(run.number("cpuUsPerMessage")))
                .append(" | ").append(RunFigures.decimal(run.cpuUsPerQuote()))
                .append(" | ").append(RunFigures.decimal(run.latencyUs("p50")))
                .append(" | ").append(RunFigures.decimal(run.latencyUs("p99")))
                .append(" |\n");
        }

        return table.toString();
    }

    /** Between the runs that have fewest and most of each, all else being the same. */
    private static String memory(final List<RunFigures> runs)
    {
        return "| | resident, MiB | each, KiB |\n|---|---|---|\n" +
            growth("clients", runs, run -> run.count("symbols") == 1) +
            growth("symbols", runs, run -> run.count("clients") == 100 && run.count("symbolsOfEach") == 1 &&
                run.count("symbols") > 1);
    }

    private static String growth(
        final String name, final List<RunFigures> runs, final Predicate<RunFigures> isOfAxis)
    {
        final Comparator<RunFigures> order = Comparator.comparingInt(run -> run.count(name));
        final RunFigures few = runs.stream().filter(isOfAxis).min(order).orElseThrow();
        final RunFigures many = runs.stream().filter(isOfAxis).max(order).orElseThrow();
        final double fewKiB = few.number("residentKiB");
        final double manyKiB = many.number("residentKiB");

        return String.format(
            Locale.ROOT,
            "| %,d and %,d %s | %.0f and %.0f | %.1f |\n",
            few.count(name),
            many.count(name),
            name,
            fewKiB / 1024,
            manyKiB / 1024,
            (manyKiB - fewKiB) / (many.count(name) - few.count(name)));
    }
}
