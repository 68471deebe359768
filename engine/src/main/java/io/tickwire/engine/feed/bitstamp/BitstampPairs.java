package io.tickwire.engine.feed.bitstamp;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /api/v2/markets/} answers, and what {@code /api/v2/trading-pairs-info/} did.
 * Thread: feed-<venue>
 */
final class BitstampPairs implements InstrumentReader
{
    private static final int MARKET_SYMBOL = 0;
    private static final int URL_SYMBOL = 1;
    private static final int NAME = 2;
    private static final int BASE_DECIMALS = 3;
    private static final int COUNTER_DECIMALS = 4;
    private static final int TRADING = 5;
    private static final JsonKeys KEYS =
        JsonKeys.of("market_symbol", "url_symbol", "name", "base_decimals", "counter_decimals", "trading");
    private static final int ENABLED = 0;
    private static final JsonKeys STATES = JsonKeys.of("Enabled");

    private final JsonReader reader = new JsonReader();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readElements(reader, () -> readPair(listings));
        reader.end();
    }

    private void readPair(final Consumer<Listing> listings)
    {
        String symbol = null;
        String name = null;
        int priceDecimals = 0;
        int quantityDecimals = 0;
        boolean isTraded = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case MARKET_SYMBOL, URL_SYMBOL -> symbol = reader.readString();
                case NAME -> name = reader.readString();
                case BASE_DECIMALS -> quantityDecimals = (int)reader.readLong();
                case COUNTER_DECIMALS -> priceDecimals = (int)reader.readLong();
                case TRADING -> isTraded = reader.readKeyword(STATES) == ENABLED;
                default -> reader.skipValue();
            }
        }
        if (symbol != null && name != null && isTraded)
        {
            listings.accept(new Listing(symbol, name.replace("/", ""), -priceDecimals, -quantityDecimals));
        }
    }
}
