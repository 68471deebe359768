package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UuidText;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;

/**
 * A venue's trade, as it is read.
 * Thread: feed-<venue>
 */
public final class TradeValues
{
    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a trade without a price, a quantity or a side");
    private static final MalformedMessageException NO_ID = new MalformedMessageException("no id of a trade");
    private static final int MAX_ID_DIGITS = 19;

    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal quantity = new JsonDecimal();
    private Instrument instrument;
    private long timeNs;
    private long idLow;
    private long idHigh;
    private Side side;

    public void clear()
    {
        price.clear();
        quantity.clear();
        instrument = null;
        timeNs = Decimals.NULL;
        idLow = 0;
        idHigh = 0;
        side = null;
    }

    public JsonDecimal price()
    {
        return price;
    }

    public JsonDecimal quantity()
    {
        return quantity;
    }

    /**
     * The next value names the side; anything else than these two leaves it unknown.
     *
     * @param sides what the venue calls the buyer's, then the seller's.
     */
    public void readSide(final JsonReader reader, final JsonKeys sides)
    {
        side = switch (reader.readKeyword(sides))
        {
            case 0 -> Side.BUY;
            case 1 -> Side.SELL;
            default -> null;
        };
    }

    /** Null where its ticks are not wanted. */
    public Instrument instrument()
    {
        return instrument;
    }

    public void instrument(final Instrument instrument)
    {
        this.instrument = instrument;
    }

    public long timeNs()
    {
        return timeNs;
    }

    public void timeNs(final long timeNs)
    {
        this.timeNs = timeNs;
    }

    /** The venue's id or the low half of its UUID; with {@link #idHigh} 0 for a trade that has none. */
    public long idLow()
    {
        return idLow;
    }

    public long idHigh()
    {
        return idHigh;
    }

    public Side side()
    {
        return side;
    }

    /** The side of the aggressor. */
    public void side(final Side side)
    {
        this.side = side;
    }

    public void id(final long id)
    {
        idLow = id;
    }

    /** The next value must be the trade's id: a whole number, a string of one, or a UUID. */
    public void readId(final JsonReader reader)
    {
        if (reader.peek() == '"')
        {
            reader.readText();
            parseId(reader.textBytes(), reader.textOffset(), reader.textLength());
        }
        else
        {
            idLow = reader.readLong();
        }
    }

    /** Its id is this text: a whole number or a UUID. */
    public void parseId(final byte[] text, final int offset, final int length)
    {
        if (length == UuidText.LENGTH)
        {
            idHigh = UuidText.high(text, offset);
            idLow = UuidText.low(text, offset);
            return;
        }

        if (length == 0 || length > MAX_ID_DIGITS)
        {
            throw NO_ID;
        }
        idLow = 0;
        for (int i = offset; i < offset + length; i++)
        {
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9)
            {
                throw NO_ID;
            }
            idLow = idLow * 10 + digit;
        }
    }

    /**
     * @throws MalformedMessageException where something is missing that every trade has.
     */
    public void requireWhole()
    {
        if (!price.isKnown() || !quantity.isKnown() || side == null)
        {
            throw NOT_WHOLE;
        }
    }
}
