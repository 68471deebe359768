package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /products} answers.
 * Thread: feed-<venue>
 */
final class CoinbaseProducts implements InstrumentReader
{
    private static final int ID = 0;
    private static final int QUOTE_INCREMENT = 1;
    private static final int BASE_INCREMENT = 2;
    private static final int STATUS = 3;
    private static final JsonKeys KEYS = JsonKeys.of("id", "quote_increment", "base_increment", "status");
    private static final int ONLINE = 0;
    private static final JsonKeys STATES = JsonKeys.of("online");

    private final JsonReader reader = new JsonReader();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readElements(reader, () -> readProduct(listings));
        reader.end();
    }

    private void readProduct(final Consumer<Listing> listings)
    {
        String id = null;
        int priceExponent = 0;
        int quantityExponent = 0;
        boolean isOnline = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case ID -> id = reader.readString();
                case QUOTE_INCREMENT -> priceExponent = reader.readStepExponent();
                case BASE_INCREMENT -> quantityExponent = reader.readStepExponent();
                case STATUS -> isOnline = reader.readKeyword(STATES) == ONLINE;
                default -> reader.skipValue();
            }
        }
        if (id != null && isOnline)
        {
            listings.accept(new Listing(id, id.replace("-", ""), priceExponent, quantityExponent));
        }
    }
}
