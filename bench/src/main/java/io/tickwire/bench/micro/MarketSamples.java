package io.tickwire.bench.micro;

import io.tickwire.engine.encode.MarketBatchWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.encode.WireName;

/**
 * Markets of some symbols, whose values are those of a price stream one after the other.
 */
final class MarketSamples
{
    static final int SYMBOLS = 32;

    private static final int CHANGE = UpdateValues.FIELDS + 1;
    private static final int VOLUME = UpdateValues.FIELDS + 2;

    private final WireName[] names = new WireName[SYMBOLS];
    private final String[] texts = new String[SYMBOLS];
    private final long[][] rows = new long[SYMBOLS][];
    private final PriceSamples prices = new PriceSamples();
    private final long[] values = new long[UpdateValues.LENGTH];
    private long sequence;
    private long sendNs = 1_795_000_001_000_000_000L;

    MarketSamples()
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            texts[i] = "COIN" + i + "/USD";
            names[i] = WireName.of(texts[i]);
        }
    }

    /**
     * The next of the markets, with a number and a time of its own.
     */
    MarketSamples next()
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            rows[i] = prices.next();
        }
        System.arraycopy(rows[0], 0, values, 0, values.length);
        sendNs += 1_234L;
        UpdateValues.stamp(values, sequence + 1, sequence, sendNs);
        sequence++;

        return this;
    }

    /**
     * What places that market in its stream and in time.
     */
    long[] values()
    {
        return values;
    }

    String symbol(final int index)
    {
        return texts[index];
    }

    long price(final int index)
    {
        return rows[index][UpdateValues.FIELDS];
    }

    long change(final int index)
    {
        return rows[index][CHANGE];
    }

    long volume(final int index)
    {
        return rows[index][VOLUME];
    }

    long timestampMs(final int index)
    {
        return rows[index][UpdateValues.RECEIVE_NS] / 1_000_000;
    }

    /**
     * Show all of it.
     */
    void addTo(final MarketBatchWriter writer)
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            writer.add(
                names[i],
                PriceSamples.LABEL.priceExponent(),
                PriceSamples.LABEL.quantityExponent(),
                price(i),
                change(i),
                volume(i),
                timestampMs(i));
        }
    }

    /**
     * How long a message may be at the most.
     */
    int maxBytes(final MarketBatchWriter writer)
    {
        int bytes = writer.maxBytes();
        for (final WireName name : names)
        {
            bytes += writer.maxEntryBytes(name);
        }

        return bytes;
    }
}
