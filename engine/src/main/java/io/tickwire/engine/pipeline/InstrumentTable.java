package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One thing for each symbol at each venue, by two dense ids. Grows with the symbols; a look-up is two loads.
 * Thread: pipeline-<k>
 */
final class InstrumentTable<T>
{
    private static final int INITIAL_SYMBOLS = 64;

    private Object[][] rows = new Object[INITIAL_SYMBOLS][];

    /**
     * What was put there, or null; ids that are none are no error.
     */
    @SuppressWarnings("unchecked")
    T get(final int symbolId, final int venueId)
    {
        final Object[][] rows = this.rows;
        if (symbolId < 0 || symbolId >= rows.length || venueId >= StreamId.MAX_VENUES)
        {
            return null;
        }

        final Object[] row = rows[symbolId];

        return row == null ? null : (T)row[venueId];
    }

    /**
     * Ids of symbols that something was put for are below this.
     */
    int symbols()
    {
        return rows.length;
    }

    /**
     * Forget all.
     */
    void clear()
    {
        Arrays.fill(rows, null);
    }

    /**
     * Look at all that was put.
     */
    @SuppressWarnings("unchecked")
    void forEach(final Consumer<T> visitor)
    {
        for (final Object[] row : rows)
        {
            if (row != null)
            {
                Arrays.stream(row).filter(Objects::nonNull).forEach(thing -> visitor.accept((T)thing));
            }
        }
    }

    void put(final int symbolId, final int venueId, final T thing)
    {
        if (symbolId >= rows.length)
        {
            rows = Arrays.copyOf(rows, Math.max(symbolId + 1, rows.length * 2));
        }
        if (rows[symbolId] == null)
        {
            rows[symbolId] = new Object[StreamId.MAX_VENUES];
        }

        rows[symbolId][venueId] = thing;
    }
}
