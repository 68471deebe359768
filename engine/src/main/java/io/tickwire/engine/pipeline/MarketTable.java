package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.encode.WireName;
import io.tickwire.engine.feed.Names;

import java.util.Arrays;

/**
 * The newest price, change and volume of each symbol of a pipeline, at whichever venue it was told last: what the
 * messages about the whole market show.
 * Thread: pipeline-<k>
 */
final class MarketTable
{
    private static final int PRICE = 0;
    private static final int CHANGE = 1;
    private static final int VOLUME = 2;
    private static final int TIMESTAMP = 3;
    private static final int LONGS = 4;

    private final Names names;
    private final DirtySet symbols = new DirtySet();
    private long[] rows = new long[64 * LONGS];
    private WireName[] wireNames = new WireName[64];
    private long global;

    MarketTable(final Names names)
    {
        this.names = names;
    }

    /**
     * A symbol's price message has these values.
     */
    void onPrice(final int symbolId, final long[] values)
    {
        if (symbolId >= wireNames.length)
        {
            final int length = Math.max(symbolId + 1, 2 * wireNames.length);
            wireNames = Arrays.copyOf(wireNames, length);
            rows = Arrays.copyOf(rows, length * LONGS);
        }
        if (symbols.mark(symbolId))
        {
            wireNames[symbolId] = WireName.of(names.symbols().get(symbolId).name());
        }

        global = values[UpdateValues.GLOBAL];
        final int row = symbolId * LONGS;
        final long exchangeNs = values[UpdateValues.EXCHANGE_NS];
        rows[row + PRICE] = values[UpdateValues.FIELDS];
        rows[row + CHANGE] = values[UpdateValues.FIELDS + 1];
        rows[row + VOLUME] = values[UpdateValues.FIELDS + 2];
        rows[row + TIMESTAMP] =
            UpdateValues.timestampMs(exchangeNs, values[UpdateValues.RECEIVE_NS]);
    }

    /**
     * The symbols that have a row, in the order in which they were first told.
     */
    DirtySet symbols()
    {
        return symbols;
    }

    /**
     * The newest tick that it shows.
     */
    long global()
    {
        return global;
    }

    WireName nameOf(final int symbolId)
    {
        return wireNames[symbolId];
    }

    int priceExponentOf(final int symbolId)
    {
        return names.symbols().priceExponentOf(symbolId);
    }

    int quantityExponentOf(final int symbolId)
    {
        return names.symbols().quantityExponentOf(symbolId);
    }

    long price(final int symbolId)
    {
        return rows[symbolId * LONGS + PRICE];
    }

    long change(final int symbolId)
    {
        return rows[symbolId * LONGS + CHANGE];
    }

    long volume(final int symbolId)
    {
        return rows[symbolId * LONGS + VOLUME];
    }

    long timestampMs(final int symbolId)
    {
        return rows[symbolId * LONGS + TIMESTAMP];
    }
}
