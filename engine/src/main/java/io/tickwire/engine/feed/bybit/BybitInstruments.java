package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /v5/market/instruments-info} answers, of one category.
 * Thread: feed-<venue>
 */
final class BybitInstruments implements InstrumentReader
{
    private static final JsonKeys KEYS = JsonKeys.of("result");

    private static final JsonKeys RESULT_KEYS = JsonKeys.of("list");

    private static final int SYMBOL = 0;
    private static final int CONTRACT_TYPE = 1;
    private static final int STATUS = 2;
    private static final int PRICE_FILTER = 3;
    private static final int LOT_SIZE_FILTER = 4;
    private static final JsonKeys ENTRY_KEYS =
        JsonKeys.of("symbol", "contractType", "status", "priceFilter", "lotSizeFilter");
    private static final JsonKeys STATES = JsonKeys.of("Trading");
    private static final int TRADING = 0;
    private static final JsonKeys CONTRACT_TYPES = JsonKeys.of("LinearPerpetual", "InversePerpetual");

    /** Spot has a precision where derivatives have a step. */
    private static final JsonKeys FILTER_KEYS = JsonKeys.of("tickSize", "qtyStep", "basePrecision");
    private static final int TICK_SIZE = 0;

    private final JsonReader reader = new JsonReader();
    private int priceExponent;
    private int quantityExponent;

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readField(reader, KEYS, () -> InstrumentReader.readField(
            reader, RESULT_KEYS, () -> InstrumentReader.readElements(reader, () -> readEntry(listings))));
        reader.end();
    }

    private void readEntry(final Consumer<Listing> listings)
    {
        String symbol = null;
        boolean isPerpetual = false;
        boolean isTraded = false;
        priceExponent = 0;
        quantityExponent = 0;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(ENTRY_KEYS))
            {
                case SYMBOL -> symbol = reader.readString();
                case CONTRACT_TYPE -> isPerpetual = reader.readKeyword(CONTRACT_TYPES) != JsonKeys.UNKNOWN;
                case STATUS -> isTraded = reader.readKeyword(STATES) == TRADING;
                case PRICE_FILTER, LOT_SIZE_FILTER -> readFilter();
                default -> reader.skipValue();
            }
        }
        if (symbol != null && isTraded)
        {
            listings.accept(new Listing(
                symbol, isPerpetual ? symbol + "-PERP" : symbol, priceExponent, quantityExponent));
        }
    }

    private void readFilter()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(FILTER_KEYS))
            {
                case TICK_SIZE -> priceExponent = reader.readStepExponent();
                case JsonKeys.UNKNOWN -> reader.skipValue();
                default -> quantityExponent = reader.readStepExponent();
            }
        }
    }
}
