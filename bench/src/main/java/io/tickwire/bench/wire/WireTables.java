package io.tickwire.bench.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tables of a full run of {@code bench wire}.
 */
final class WireTables
{
    private static final int MODERATE = 1_000;
    private static final List<String> SHOWN = List.of(
        "floor", "json plain", "json tls", "json deflate", "msgpack plain", "compact plain", "sbe plain", "sbe tls");

    private WireTables()
    {
    }

    static void add(final Map<String, String> tables, final Map<String, Object> results)
    {
        final List<RunFigures> runs = RunFigures.of(results);
        tables.put("wire", wire(runs));
        tables.put("rates", rates(runs));
        tables.put("tls", tls(runs));
    }

    private static String wire(final List<RunFigures> runs)
    {
        final StringBuilder table = new StringBuilder(
            "| clients | | p50 µs (of the floor) | p99 µs (of the floor) | CPU µs a message |\n" +
            "|---|---|---|---|---|\n");
        runs.stream()
            .filter(run -> run.count("quotesPerSecond") == MODERATE && SHOWN.contains(run.title()))
            .forEach(run -> table
                .append("| ").append(RunFigures.whole(run.number("clients")))
                .append(" | ").append(run.title())
                .append(" | ").append(run.latency("p50", runs))
                .append(" | ").append(run.latency("p99", runs))
                .append(" | ").append(RunFigures.decimal(run.number("cpuUsPerMessage")))
                .append(" |\n"));

        return table.toString();
    }

    private static String rates(final List<RunFigures> runs)
    {
        final StringBuilder table = new StringBuilder(
            "| clients | quotes/s | | delivered/s | p50 µs (of the floor) | p99 µs (of the floor) |" +
            " CPU µs a message | told | holes |\n|---|---|---|---|---|---|---|---|---|\n");
        runs.stream()
            .filter(run -> run.isFloor() || "sbe plain".equals(run.title()))
            .forEach(run -> table
                .append("| ").append(RunFigures.whole(run.number("clients")))
                .append(" | ").append(RunFigures.whole(run.number("quotesPerSecond")))
                .append(" | ").append(run.title())
                .append(" | ").append(RunFigures.whole(run.number("perSecond")))
                .append(" | ").append(run.latency("p50", runs))
                .append(" | ").append(run.latency("p99", runs))
                .append(" | ").append(RunFigures.decimal(run.number("cpuUsPerMessage")))
                .append(" | ").append(run.told())
                .append(" | ").append(run.count("holes"))
                .append(" |\n"));

        return table.toString();
    }

    private static String tls(final List<RunFigures> runs)
    {
        final StringBuilder table = new StringBuilder(
            "| | clients | quotes/s | CPU µs a message, plain | with TLS | times |\n|---|---|---|---|---|---|\n");
        for (final RunFigures run : runs)
        {
            if (run.title().endsWith(" tls"))
            {
                final String encoding = run.title().substring(0, run.title().indexOf(' '));
                final double tlsUs = run.number("cpuUsPerMessage");
                runs.stream()
                    .filter(each -> each.title().equals(encoding + " plain") &&
                        each.count("clients") == run.count("clients") &&
                        each.count("quotesPerSecond") == run.count("quotesPerSecond"))
                    .findFirst()
                    .ifPresent(plain -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %s | %s | %.2f |\n",
                        encoding,
                        run.count("clients"),
                        run.count("quotesPerSecond"),
                        RunFigures.decimal(plain.number("cpuUsPerMessage")),
                        RunFigures.decimal(tlsUs),
                        tlsUs / plain.number("cpuUsPerMessage"))));
            }
        }

        return table.toString();
    }
}
