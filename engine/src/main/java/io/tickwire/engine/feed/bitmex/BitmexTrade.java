package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

/**
 * A row of {@code trade} or {@code liquidation}. The prices of indexes come as trades too, of no size.
 * Thread: feed-<venue>
 */
final class BitmexTrade
{
    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;
    private static final int SIDE = 2;
    private static final int SIZE = 3;
    private static final int LEAVES_QTY = 4;
    private static final int PRICE = 5;
    private static final int TRD_MATCH_ID = 6;
    private static final JsonKeys KEYS = JsonKeys.of(
        "symbol", "timestamp", "side", "size", "leavesQty", "price", "trdMatchID");
    private static final JsonKeys SIDES = JsonKeys.of("Buy", "Sell");

    private final TradeValues values = new TradeValues();
    private boolean isOfIndex;

    TradeValues values()
    {
        return values;
    }

    /** Whether it is but the price of an index. */
    boolean isOfIndex()
    {
        return isOfIndex;
    }

    void read(final JsonReader reader, final VenueFeed feed)
    {
        values.clear();
        isOfIndex = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case SYMBOL ->
                {
                    reader.readText();
                    values.instrument(
                        feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength()));
                }
                case TIMESTAMP -> values.timeNs(reader.readIsoTime());
                case SIDE -> readSide(reader);
                case SIZE, LEAVES_QTY ->
                {
                    values.quantity().read(reader);
                    isOfIndex = !values.quantity().isKnown() || values.quantity().mantissa() == 0;
                }
                case PRICE -> values.price().read(reader);
                case TRD_MATCH_ID ->
                {
                    if (!reader.skipNull())
                    {
                        values.readId(reader);
                    }
                }
                default -> reader.skipValue();
            }
        }
    }

    private void readSide(final JsonReader reader)
    {
        if (!reader.skipNull())
        {
            values.readSide(reader, SIDES);
        }
    }
}
