package io.tickwire.bench.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables of {@code stream.json}, what the stream costs, and of {@code journal.json}, what its journal gives back.
 */
final class StreamTables
{
    private static final double KIB_PER_MIB = 1_024;
    private static final double MILLION = 1e6;

    private StreamTables()
    {
    }

    static void add(
        final Map<String, String> tables, final Map<String, Object> stream, final Map<String, Object> journal)
    {
        tables.put("stream", costs((List<?>)stream.get("costs"), (Map<?, ?>)stream.get("memory")));
        tables.put("kinds", kinds((List<?>)journal.get("kinds")));
        tables.put("reading", speeds((List<?>)journal.get("speeds")));
        tables.put("replayed", replays((List<?>)journal.get("replay")));
        tables.put("places", places((List<?>)journal.get("places")));
    }

    private static String costs(final List<?> rows, final Map<?, ?> memory)
    {
        final StringBuilder table = new StringBuilder(
            "| | ring to frame, µs: p50 | p99 | times as without: p50 | p99 | CPU µs a tick: thread | all | MiB |\n" +
                "|---|---|---|---|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> cost = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %.2f | %.2f | %.1f | %.0f |\n",
                label(cost.get("mode")),
                number(cost.get("p50Us")),
                number(cost.get("p99Us")),
                number(cost.get("p50Ratio")),
                number(cost.get("p99Ratio")),
                number(cost.get("streamUsPerTick")),
                number(cost.get("cpuUsPerTick")),
                number(cost.get("residentKiB")) / KIB_PER_MIB));
        }

        return table.append(String.format(
            Locale.ROOT, "| lane and journal, 1,000 clients | | | | | | | %.0f |\n",
            number(memory.get("residentKiB")) / KIB_PER_MIB)).toString();
    }

    private static String label(final Object mode)
    {
        return "off".equals(mode) ? "without" : String.valueOf(mode);
    }

    private static String kinds(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder("| | bytes on disk | levels each |\n|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> kind = (Map<?, ?>)row;
            final double levels = number(kind.get("levelsEach"));
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %s |\n",
                kind.get("kind"),
                number(kind.get("bytesEach")),
                levels > 0 ? String.format(Locale.ROOT, "%.1f", levels) : ""));
        }

        return table.toString();
    }

    private static String speeds(final List<?> rows)
    {
        final StringBuilder table =
            new StringBuilder("| | million ticks/s | of CPU time | MiB/s |\n|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> speed = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %,.0f |\n",
                speed.get("what"),
                number(speed.get("perSecond")) / MILLION,
                number(speed.get("perCpuSecond")) / MILLION,
                number(speed.get("mibPerSecond"))));
        }

        return table.toString();
    }

    private static String replays(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder("| | million ticks/s | lost |\n|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> replay = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.0f |\n",
                replay.get("what"),
                number(replay.get("perSecond")) / MILLION,
                number(replay.get("lost"))));
        }

        return table.toString();
    }

    private static String places(final List<?> rows)
    {
        final StringBuilder table =
            new StringBuilder("| | first of the process, ms | median | most |\n|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> places = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f |\n",
                places.get("what"),
                number(places.get("firstOfProcessMs")),
                number(places.get("p50Ms")),
                number(places.get("maxMs"))));
        }

        return table.toString();
    }

    private static double number(final Object value)
    {
        return ((Number)value).doubleValue();
    }
}
