package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.Instruments;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.sbe.Side;

/**
 * The order in a {@code forceOrder} event: a liquidation. What of it was filled counts, at the average price; before
 * anything is, the order itself.
 * Thread: feed-<venue>
 */
final class BinanceOrder
{
    private static final int SYMBOL = 0;
    private static final int SIDE = 1;
    private static final int PRICE = 2;
    private static final int QUANTITY = 3;
    private static final int AVERAGE_PRICE = 4;
    private static final int FILLED_QUANTITY = 5;
    private static final int TIME = 6;
    private static final JsonKeys KEYS = JsonKeys.of("s", "S", "p", "q", "ap", "z", "T");
    private static final int REQUIRED = 1 << SYMBOL | 1 << SIDE | 1 << PRICE | 1 << QUANTITY | 1 << TIME;

    private static final int BUY = 0;
    private static final JsonKeys SIDES = JsonKeys.of("BUY", "SELL");
    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a field of an order is missing or comes twice");

    private final Instruments instruments;
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal quantity = new JsonDecimal();
    private final JsonDecimal averagePrice = new JsonDecimal();
    private final JsonDecimal filledQuantity = new JsonDecimal();
    private Instrument instrument;
    private Side side;
    private long timeNs;

    BinanceOrder(final Instruments instruments)
    {
        this.instruments = instruments;
    }

    /** Null where its ticks are not wanted. */
    Instrument instrument()
    {
        return instrument;
    }

    Side side()
    {
        return side;
    }

    long timeNs()
    {
        return timeNs;
    }

    JsonDecimal price()
    {
        return isFilled() ? averagePrice : price;
    }

    JsonDecimal quantity()
    {
        return isFilled() ? filledQuantity : quantity;
    }

    /** The next value must be an order. */
    void read(final JsonReader reader)
    {
        averagePrice.clear();
        filledQuantity.clear();
        int fields = 0;
        reader.beginObject();
        while (reader.nextField())
        {
            final int key = reader.key(KEYS);
            if (key == JsonKeys.UNKNOWN)
            {
                reader.skipValue();
                continue;
            }
            if ((fields & 1 << key) != 0)
            {
                throw NOT_WHOLE;
            }
            fields |= 1 << key;
            readField(key, reader);
        }
        if ((fields & REQUIRED) != REQUIRED || !price.isKnown() || !quantity.isKnown())
        {
            throw NOT_WHOLE;
        }
    }

    private void readField(final int key, final JsonReader reader)
    {
        switch (key)
        {
            case SYMBOL ->
            {
                reader.readText();
                instrument = instruments.find(reader.textBytes(), reader.textOffset(), reader.textLength());
            }
            case SIDE -> side = side(reader.readKeyword(SIDES));
            case PRICE -> price.read(reader);
            case QUANTITY -> quantity.read(reader);
            case AVERAGE_PRICE -> averagePrice.read(reader);
            case FILLED_QUANTITY -> filledQuantity.read(reader);
            default -> timeNs = UnixTime.ofMillisOrMicros(reader.readLong());
        }
    }

    private boolean isFilled()
    {
        return averagePrice.isKnown() && filledQuantity.isKnown() && averagePrice.mantissa() > 0 &&
            filledQuantity.mantissa() > 0;
    }

    private static Side side(final int side)
    {
        if (side == JsonKeys.UNKNOWN)
        {
            throw NOT_WHOLE;
        }

        return side == BUY ? Side.BUY : Side.SELL;
    }
}
