package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /0/public/AssetPairs} answers, or what protocol 2's channel {@code instrument} sends. The protocols
 * differ in what they call bitcoin and dogecoin: {@code XBT} and {@code XDG} in the first, {@code BTC} and {@code DOGE}
 * in the second; the list of AssetPairs has the first protocol's names.
 * Thread: feed-<venue>
 */
final class KrakenPairs implements InstrumentReader
{
    private static final int RESULT = 0;
    private static final int DATA = 1;
    private static final JsonKeys KEYS = JsonKeys.of("result", "data");
    private static final JsonKeys DATA_KEYS = JsonKeys.of("pairs");

    private static final int WS_NAME = 0;
    private static final int SYMBOL = 1;
    private static final int PAIR_DECIMALS = 2;
    private static final int LOT_DECIMALS = 3;
    private static final int PRICE_INCREMENT = 4;
    private static final int QTY_INCREMENT = 5;
    private static final int STATUS = 6;
    private static final JsonKeys PAIR_KEYS = JsonKeys.of(
        "wsname", "symbol", "pair_decimals", "lot_decimals", "price_increment", "qty_increment", "status");
    private static final JsonKeys STATES = JsonKeys.of("online", "limit_only", "post_only", "reduce_only");

    private final JsonReader reader = new JsonReader();
    private final boolean isProtocol2;

    KrakenPairs(final boolean isProtocol2)
    {
        this.isProtocol2 = isProtocol2;
    }

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length).beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case RESULT -> readResult(listings);
                case DATA -> InstrumentReader.readField(reader, DATA_KEYS, () ->
                    InstrumentReader.readElements(reader, () -> readPair(listings)));
                default -> reader.skipValue();
            }
        }
        reader.end();
    }

    private void readResult(final Consumer<Listing> listings)
    {
        reader.beginObject();
        while (reader.nextField())
        {
            readPair(listings);
        }
    }

    private void readPair(final Consumer<Listing> listings)
    {
        String name = null;
        int priceExponent = 0;
        int quantityExponent = 0;
        boolean isTraded = true;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(PAIR_KEYS))
            {
                case WS_NAME, SYMBOL -> name = reader.readString();
                case PAIR_DECIMALS -> priceExponent = -(int)reader.readLong();
                case LOT_DECIMALS -> quantityExponent = -(int)reader.readLong();
                case PRICE_INCREMENT -> priceExponent = reader.readStepExponent();
                case QTY_INCREMENT -> quantityExponent = reader.readStepExponent();
                case STATUS -> isTraded = reader.readKeyword(STATES) != JsonKeys.UNKNOWN;
                default -> reader.skipValue();
            }
        }
        if (name != null && isTraded)
        {
            listings.accept(new Listing(
                isProtocol2 ? modern(name) : name, modern(name).replace("/", ""), priceExponent, quantityExponent));
        }
    }

    private static String modern(final String name)
    {
        final int slash = name.indexOf('/');

        return slash < 0 ? name : modernAsset(name.substring(0, slash)) + '/' + modernAsset(name.substring(slash + 1));
    }

    private static String modernAsset(final String asset)
    {
        return switch (asset)
        {
            case "XBT" -> "BTC";
            case "XDG" -> "DOGE";
            default -> asset;
        };
    }
}
