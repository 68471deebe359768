package io.tickwire.bench.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tables of {@code published.json}: figures of programs that leave no file of their own.
 */
final class FigureTables
{
    private static final int PERCENT = 100;
    private static final double MILLION = 1e6;

    private FigureTables()
    {
    }

    static void add(final Map<String, String> tables, final Map<String, Object> figures)
    {
        tables.put("encoders", encoders((List<?>)figures.get("encoders")));
        tables.put("ticks", ticks((List<?>)figures.get("ticks")));
        tables.put("decoders", decoders((List<?>)figures.get("decoders")));
        tables.put("delivered", delivered((List<?>)figures.get("delivered")));
        tables.put("paced", paced((List<?>)figures.get("paced")));
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

    private static String ticks(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder("| a tick | ns | |\n|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> figure = (Map<?, ?>)row;
            table.append("| ").append(figure.get("what"))
                .append(" | ").append(figure.get("ns"))
                .append(" | ").append(figure.get("says")).append(" |\n");
        }

        return table.toString();
    }

    private static String decoders(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder(
            "| venue | messages/s | MB/s | decoded only | Jackson: tokens | with values | of tokens | of values |\n" +
                "|---|---|---|---|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> figure = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| `%s` | %,d | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f |\n",
                figure.get("venue"),
                (int)number(figure.get("perSecond")),
                number(figure.get("megabytes")),
                number(figure.get("decodedMegabytes")),
                number(figure.get("tokensMegabytes")),
                number(figure.get("valuesMegabytes")),
                number(figure.get("ofTokens")),
                number(figure.get("ofValues"))));
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

    private static String paced(final List<?> rows)
    {
        final StringBuilder table = new StringBuilder("| | median | 99 % | CPU a message |\n|---|---|---|---|\n");
        for (final Object row : rows)
        {
            final Map<?, ?> figure = (Map<?, ?>)row;
            table.append(String.format(
                Locale.ROOT,
                "| %s | %.0f µs | %.2f ms | %.1f µs |\n",
                figure.get("what"),
                number(figure.get("p50Us")),
                number(figure.get("p99Us")) / 1_000,
                number(figure.get("cpuUs"))));
        }

        return table.toString();
    }

    private static double number(final Object value)
    {
        return ((Number)value).doubleValue();
    }
}
