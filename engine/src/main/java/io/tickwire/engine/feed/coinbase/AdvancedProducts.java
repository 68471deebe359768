package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /api/v3/brokerage/market/products} answers. Futures are among them, whose names are the venue's own.
 * Thread: feed-<venue>
 */
final class AdvancedProducts implements InstrumentReader
{
    private static final JsonKeys KEYS = JsonKeys.of("products");

    private static final int PRODUCT_ID = 0;
    private static final int PRICE_INCREMENT = 1;
    private static final int BASE_INCREMENT = 2;
    private static final int STATUS = 3;
    private static final int IS_DISABLED = 4;
    private static final int TRADING_DISABLED = 5;
    private static final int PRODUCT_TYPE = 6;
    private static final JsonKeys PRODUCT_KEYS = JsonKeys.of(
        "product_id", "price_increment", "base_increment", "status", "is_disabled", "trading_disabled",
        "product_type");
    private static final int ONLINE = 0;
    private static final JsonKeys STATES = JsonKeys.of("online");
    private static final int SPOT = 0;
    private static final JsonKeys PRODUCT_TYPES = JsonKeys.of("SPOT");

    private final JsonReader reader = new JsonReader();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readField(
            reader, KEYS, () -> InstrumentReader.readElements(reader, () -> readProduct(listings)));
        reader.end();
    }

    private void readProduct(final Consumer<Listing> listings)
    {
        String id = null;
        int priceExponent = 0;
        int quantityExponent = 0;
        boolean isTraded = true;
        boolean isSpot = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(PRODUCT_KEYS))
            {
                case PRODUCT_ID -> id = reader.readString();
                case PRICE_INCREMENT -> priceExponent = reader.readStepExponent();
                case BASE_INCREMENT -> quantityExponent = reader.readStepExponent();
                case STATUS -> isTraded &= reader.readKeyword(STATES) == ONLINE;
                case IS_DISABLED, TRADING_DISABLED -> isTraded &= !reader.readBoolean();
                case PRODUCT_TYPE -> isSpot = reader.readKeyword(PRODUCT_TYPES) == SPOT;
                default -> reader.skipValue();
            }
        }
        if (id != null && isTraded)
        {
            listings.accept(new Listing(id, isSpot ? id.replace("-", "") : id, priceExponent, quantityExponent));
        }
    }
}
