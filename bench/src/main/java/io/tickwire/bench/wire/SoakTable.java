package io.tickwire.bench.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of a soak's {@code soak.json}.
 */
final class SoakTable
{
    private SoakTable()
    {
    }

    static void add(final Map<String, String> tables, final Map<String, Object> soak)
    {
        final List<?> resident = (List<?>)soak.get("residentKiB");
        final List<?> descriptors = (List<?>)soak.get("descriptors");
        final Map<?, ?> taken = (Map<?, ?>)soak.get("taken");
        tables.put("soak", "| ended | minutes | clients | messages | untold holes | told | closed |" +
            " resident MiB: first, after a third, last, most | descriptors: first, most |\n" +
            "|---|---|---|---|---|---|---|---|---|\n" +
            String.format(
                Locale.ROOT,
                "| %s, %s | %.0f | %,d | %,d | %d | %d | %d | %s, %s, %s, %s | %s, %s |\n",
                taken.get("date"),
                taken.get("commit"),
                ((Number)soak.get("seconds")).doubleValue() / 60,
                soak.get("clients"),
                soak.get("messages"),
                soak.get("holes"),
                ((Number)soak.get("merged")).longValue() + ((Number)soak.get("passed_over")).longValue(),
                soak.get("closed"),
                mib(resident.get(0)),
                mib(resident.get(1)),
                mib(resident.get(2)),
                mib(resident.get(3)),
                descriptors.get(0),
                descriptors.get(1)));
    }

    private static String mib(final Object kib)
    {
        return RunFigures.whole(((Number)kib).doubleValue() / 1024);
    }
}
