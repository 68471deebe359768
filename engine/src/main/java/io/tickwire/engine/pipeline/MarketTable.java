package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.encode.WireName;
import io.tickwire.engine.fanout.StreamId;

import java.util.Arrays;

/**
 * For each symbol of a pipeline the price stream that was told last, at whichever venue: what the messages about the
 * whole market show.
 * Thread: pipeline-<k>
 */
final class MarketTable
{
    private static final int CHANGE = UpdateValues.FIELDS + 1;
    private static final int VOLUME = UpdateValues.FIELDS + 2;

    private final DirtySet symbols = new DirtySet();
    private MarketStream[] newest = new MarketStream[64];
    private WireName[] wireNames = new WireName[64];
    private long global;

    /**
     * A symbol's price has changed.
     */
    void onPrice(final MarketStream stream)
    {
        final int symbolId = StreamId.subjectId(stream.streamId());
        global = stream.values()[UpdateValues.GLOBAL];
        if (symbolId < newest.length && newest[symbolId] != null)
        {
            newest[symbolId] = stream;
        }
        else
        {
            add(symbolId, stream);
        }
    }

    /**
     * The symbols that have a price, in the order in which they were first told.
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
        return newest[symbolId].frames().label().priceExponent();
    }

    int quantityExponentOf(final int symbolId)
    {
        return newest[symbolId].frames().label().quantityExponent();
    }

    long price(final int symbolId)
    {
        return newest[symbolId].values()[UpdateValues.FIELDS];
    }

    long change(final int symbolId)
    {
        return newest[symbolId].values()[CHANGE];
    }

    long volume(final int symbolId)
    {
        return newest[symbolId].values()[VOLUME];
    }

    long timestampMs(final int symbolId)
    {
        final long[] values = newest[symbolId].values();

        return UpdateValues.timestampMs(values[UpdateValues.EXCHANGE_NS], values[UpdateValues.RECEIVE_NS]);
    }

    private void add(final int symbolId, final MarketStream stream)
    {
        if (symbolId >= newest.length)
        {
            final int length = Math.max(symbolId + 1, 2 * newest.length);
            newest = Arrays.copyOf(newest, length);
            wireNames = Arrays.copyOf(wireNames, length);
        }
        symbols.mark(symbolId);
        newest[symbolId] = stream;
        wireNames[symbolId] = WireName.of(stream.frames().label().symbol());
    }
}
