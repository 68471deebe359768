package io.tickwire.engine.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All counter sheets of an engine.
 * Thread: any
 */
public final class EngineCounters
{
    private final List<CounterSheet> sheets = new CopyOnWriteArrayList<>();

    /**
     * A new sheet for one thread.
     */
    public CounterSheet newSheet(final String role)
    {
        final CounterSheet sheet = new CounterSheet(role);
        sheets.add(sheet);

        return sheet;
    }

    /**
     * A counter's sum over all sheets. Each sheet is read once; the sum is not of one instant.
     */
    public long total(final EngineCounter counter)
    {
        long total = 0;
        for (final CounterSheet sheet : sheets)
        {
            total += sheet.get(counter);
        }

        return total;
    }

    /**
     * All counters' sums, in the order of their declaration.
     */
    public Map<EngineCounter, Long> totals()
    {
        final Map<EngineCounter, Long> totals = new EnumMap<>(EngineCounter.class);
        for (final EngineCounter counter : EngineCounter.values())
        {
            totals.put(counter, total(counter));
        }

        return totals;
    }

    /**
     * The sheets, in the order in which they were made.
     */
    public List<CounterSheet> sheets()
    {
        return List.copyOf(sheets);
    }
}
