package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.util.function.Consumer;

/**
 * What {@code GET /api/v3/exchangeInfo}, {@code /fapi/v1/exchangeInfo} and {@code /dapi/v1/exchangeInfo} answer.
 * <p>
 * Orders that stood before a tick or a lot was made larger stay as they are, so that books have levels finer than
 * either. The precisions are as fine as the venue ever writes, and are taken instead; but where volumes of a day would
 * not fit then, quantities are held as finely as these do.
 * Thread: feed-<venue>
 */
final class BinanceSymbols implements InstrumentReader
{
    private static final JsonKeys LIST = JsonKeys.of("symbols");

    private static final int SYMBOL = 0;
    private static final int PAIR = 1;
    private static final int STATUS = 2;
    private static final int CONTRACT_STATUS = 3;
    private static final int CONTRACT_TYPE = 4;
    private static final int PRICE_PRECISION = 5;
    private static final int QUANTITY_PRECISION = 6;
    private static final int QUOTE_PRECISION = 7;
    private static final int BASE_PRECISION = 8;
    private static final int FILTERS = 9;
    private static final JsonKeys KEYS = JsonKeys.of(
        "symbol", "pair", "status", "contractStatus", "contractType", "pricePrecision", "quantityPrecision",
        "quotePrecision", "baseAssetPrecision", "filters");
    private static final int TRADING = 0;
    private static final JsonKeys STATES = JsonKeys.of("TRADING");
    private static final JsonKeys PERPETUALS = JsonKeys.of("PERPETUAL", "TRADIFI_PERPETUAL");

    private static final int FILTER_TYPE = 0;
    private static final int TICK_SIZE = 1;
    private static final int STEP_SIZE = 2;
    private static final int MAX_QUANTITY = 3;
    private static final JsonKeys FILTER_KEYS = JsonKeys.of("filterType", "tickSize", "stepSize", "maxQty");
    private static final int PRICE_FILTER = 0;
    private static final int LOT_SIZE = 1;
    private static final JsonKeys FILTER_TYPES = JsonKeys.of("PRICE_FILTER", "LOT_SIZE");

    /** The volume of a day is not more than so many of the largest orders: ten to the power of this. */
    private static final int ORDERS_OF_A_DAY = 5;
    private static final int UNKNOWN = -1;

    private static final MalformedMessageException NO_PRECISION =
        new MalformedMessageException("a precision is negative or too large");

    private final JsonReader reader = new JsonReader();
    private final JsonDecimal tick = new JsonDecimal();
    private final JsonDecimal lot = new JsonDecimal();
    private final JsonDecimal maxQuantity = new JsonDecimal();

    private String symbol;
    private String pair;
    private boolean isTrading;
    private boolean isPerpetual;
    private int pricePrecision;
    private int quantityPrecision;
    private int quotePrecision;
    private int basePrecision;
    private int tickExponent;
    private int lotExponent;
    private int maxQuantityDigits;

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readField(
            reader, LIST, () -> InstrumentReader.readElements(reader, () -> readSymbol(listings)));
        reader.end();
    }

    private void readSymbol(final Consumer<Listing> listings)
    {
        clear();
        reader.beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS));
        }
        if (symbol != null && isTrading)
        {
            listings.accept(new Listing(symbol, canonicalName(), priceExponent(), quantityExponent()));
        }
    }

    private void clear()
    {
        symbol = null;
        pair = null;
        isTrading = false;
        isPerpetual = false;
        pricePrecision = UNKNOWN;
        quantityPrecision = UNKNOWN;
        quotePrecision = 0;
        basePrecision = 0;
        tickExponent = 0;
        lotExponent = 0;
        maxQuantityDigits = 0;
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case SYMBOL -> symbol = reader.readString();
            case PAIR -> pair = reader.readString();
            case STATUS, CONTRACT_STATUS -> isTrading = reader.readKeyword(STATES) == TRADING;
            case CONTRACT_TYPE -> isPerpetual = reader.readKeyword(PERPETUALS) != JsonKeys.UNKNOWN;
            case PRICE_PRECISION -> pricePrecision = readPrecision();
            case QUANTITY_PRECISION -> quantityPrecision = readPrecision();
            case QUOTE_PRECISION -> quotePrecision = readPrecision();
            case BASE_PRECISION -> basePrecision = readPrecision();
            case FILTERS -> InstrumentReader.readElements(reader, this::readFilter);
            default -> reader.skipValue();
        }
    }

    private void readFilter()
    {
        int type = JsonKeys.UNKNOWN;
        tick.clear();
        lot.clear();
        maxQuantity.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(FILTER_KEYS))
            {
                case FILTER_TYPE -> type = reader.readKeyword(FILTER_TYPES);
                case TICK_SIZE -> tick.read(reader);
                case STEP_SIZE -> lot.read(reader);
                case MAX_QUANTITY -> maxQuantity.read(reader);
                default -> reader.skipValue();
            }
        }
        if (type == PRICE_FILTER)
        {
            tickExponent = exponent(tick);
        }
        else if (type == LOT_SIZE)
        {
            lotExponent = exponent(lot);
            maxQuantityDigits = maxQuantity.isKnown() ? digits(maxQuantity) : 0;
        }
    }

    private int readPrecision()
    {
        final long precision = reader.readLong();
        if (precision < 0 || precision > Decimals.MAX_EXPONENT)
        {
            throw NO_PRECISION;
        }

        return (int)precision;
    }

    /** Of a step; what is 0 is none. */
    private static int exponent(final JsonDecimal step)
    {
        return step.isKnown() && step.mantissa() != 0 ?
            Decimals.coarsestExponent(step.mantissa(), -step.decimals()) : 0;
    }

    /** How many digits a quantity has before its point. */
    private static int digits(final JsonDecimal quantity)
    {
        long rest = Decimals.rescaleRounded(quantity.mantissa(), -quantity.decimals(), 0);
        int digits = 0;
        while (rest != 0)
        {
            rest /= 10;
            digits++;
        }

        return digits;
    }

    private String canonicalName()
    {
        return isPerpetual && pair != null ? pair + "-PERP" : symbol;
    }

    private int priceExponent()
    {
        return Math.min(tickExponent, -(pricePrecision == UNKNOWN ? quotePrecision : pricePrecision));
    }

    private int quantityExponent()
    {
        final int finest = -(quantityPrecision == UNKNOWN ? basePrecision : quantityPrecision);
        final int roomy = maxQuantityDigits + ORDERS_OF_A_DAY - Decimals.MAX_EXPONENT;

        return Math.min(lotExponent, Math.max(finest, roomy));
    }
}
