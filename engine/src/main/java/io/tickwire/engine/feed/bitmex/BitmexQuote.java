package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

/**
 * A row of {@code quote}.
 * Thread: feed-<venue>
 */
final class BitmexQuote
{
    private static final MalformedMessageException NO_SYMBOL = new MalformedMessageException("a quote of no symbol");

    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;
    private static final int BID_PRICE = 2;
    private static final int BID_SIZE = 3;
    private static final int ASK_PRICE = 4;
    private static final int ASK_SIZE = 5;
    private static final JsonKeys KEYS = JsonKeys.of(
        "symbol", "timestamp", "bidPrice", "bidSize", "askPrice", "askSize");

    private final QuoteValues values = new QuoteValues();
    private Instrument instrument;
    private long timeNs;

    QuoteValues values()
    {
        return values;
    }

    /** Null where its ticks are not wanted. */
    Instrument instrument()
    {
        return instrument;
    }

    long timeNs()
    {
        return timeNs;
    }

    void read(final JsonReader reader, final VenueFeed feed)
    {
        values.clear();
        instrument = null;
        timeNs = Decimals.NULL;
        boolean hasSymbol = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case SYMBOL ->
                {
                    reader.readText();
                    hasSymbol = true;
                    instrument = feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                case TIMESTAMP -> timeNs = reader.readIsoTime();
                case BID_PRICE -> values.bid().read(reader);
                case BID_SIZE -> values.bidQuantity().read(reader);
                case ASK_PRICE -> values.ask().read(reader);
                case ASK_SIZE -> values.askQuantity().read(reader);
                default -> reader.skipValue();
            }
        }
        if (!hasSymbol)
        {
            throw NO_SYMBOL;
        }
    }
}
