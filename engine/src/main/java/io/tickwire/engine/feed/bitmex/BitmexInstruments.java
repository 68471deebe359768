package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /api/v1/instrument/active} answers. BitMEX says XBT for Bitcoin. Lots have changed while orders
 * rested, so that a lot above 1 is no bound on quantities.
 * Thread: feed-<venue>
 */
final class BitmexInstruments implements InstrumentReader
{
    private static final int SYMBOL = 0;
    private static final int STATE = 1;
    private static final int TYP = 2;
    private static final int UNDERLYING = 3;
    private static final int QUOTE_CURRENCY = 4;
    private static final int TICK_SIZE = 5;
    private static final int LOT_SIZE = 6;
    private static final JsonKeys KEYS = JsonKeys.of(
        "symbol", "state", "typ", "underlying", "quoteCurrency", "tickSize", "lotSize");
    private static final int OPEN = 0;
    private static final JsonKeys STATES = JsonKeys.of("Open");

    /** Perpetual contracts, and those on currencies and shares. */
    private static final JsonKeys PERPETUALS = JsonKeys.of("FFWCSX", "FFWCSF");

    private final JsonReader reader = new JsonReader();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readElements(reader, () -> readInstrument(listings));
        reader.end();
    }

    private void readInstrument(final Consumer<Listing> listings)
    {
        String symbol = null;
        String underlying = "";
        String quote = "";
        int priceExponent = 0;
        int quantityExponent = 0;
        boolean isOpen = false;
        boolean isPerpetual = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case SYMBOL -> symbol = reader.readString();
                case STATE -> isOpen = reader.readKeyword(STATES) == OPEN;
                case TYP -> isPerpetual = reader.readKeyword(PERPETUALS) != JsonKeys.UNKNOWN;
                case UNDERLYING -> underlying = asset();
                case QUOTE_CURRENCY -> quote = asset();
                case TICK_SIZE -> priceExponent = exponent();
                case LOT_SIZE -> quantityExponent = Math.min(0, exponent());
                default -> reader.skipValue();
            }
        }

        if (symbol != null && isOpen)
        {
            listings.accept(new Listing(
                symbol, canonicalName(symbol, underlying + quote, isPerpetual), priceExponent, quantityExponent));
        }
    }

    private String asset()
    {
        final String name = reader.skipNull() ? "" : reader.readString();

        return "XBT".equals(name) ? "BTC" : name;
    }

    /** Indexes have neither ticks nor lots. */
    private int exponent()
    {
        return reader.skipNull() ? 0 : reader.readStepExponent();
    }

    /** The names of spot are those of pairs: {@code XBT_USDT}. */
    private static String canonicalName(final String symbol, final String pair, final boolean isPerpetual)
    {
        if (isPerpetual)
        {
            return pair + "-PERP";
        }

        return symbol.indexOf('_') < 0 ? symbol : pair;
    }
}
