package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.Instruments;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;

import java.util.List;

/**
 * One event, as it is read. What a field means depends on the event's type, which may come last: so each is kept by its
 * name, and all that the type needs is asked for at the end. A name that comes twice is malformed: it may be another
 * one's, with a bit turned.
 * Thread: feed-<venue>
 */
final class BinanceEvent
{
    /** The types, by what {@code e} says; the last ones have none. */
    static final List<String> TYPES = List.of(
        "trade", "aggTrade", "bookTicker", "depthUpdate", "kline", "24hrTicker", "24hrMiniTicker", "markPriceUpdate",
        "forceOrder", "serverShutdown", "partialDepth", "control", "error");

    static final int TRADE = 0;
    static final int AGG_TRADE = 1;
    static final int BOOK_TICKER = 2;
    static final int DEPTH_UPDATE = 3;
    static final int KLINE = 4;
    static final int TICKER = 5;
    static final int MINI_TICKER = 6;
    static final int MARK_PRICE = 7;
    static final int FORCE_ORDER = 8;
    static final int SERVER_SHUTDOWN = 9;
    static final int PARTIAL_DEPTH = 10;
    static final int CONTROL = 11;
    static final int ERROR = 12;
    private static final JsonKeys NAMED_TYPES =
        JsonKeys.of(TYPES.subList(0, PARTIAL_DEPTH).toArray(String[]::new));

    /** Fields that are numbers; their places are those of their names in {@link #KEYS}. */
    static final int EVENT_TIME = 0;
    static final int TIME = 1;
    static final int FIRST_ID = 2;
    static final int LAST_ID = 3;
    static final int PREVIOUS_ID = 4;
    static final int TRADE_ID = 5;
    static final int PRICE = 6;
    static final int QUANTITY = 7;
    static final int BID_QUANTITY = 8;
    static final int ASK_QUANTITY = 9;
    static final int CLOSE = 10;
    static final int HIGH = 11;
    static final int LOW = 12;
    static final int VOLUME = 13;
    static final int VWAP = 14;
    static final int CHANGE = 15;
    static final int TRADES = 16;
    static final int SNAPSHOT_ID = 17;

    /** {@code b}, {@code a} and {@code o} are numbers in some types, and something else in others. */
    static final int BID = 18;
    static final int ASK = 19;
    static final int OPEN = 20;
    private static final int NUMBERS = 21;

    private static final int TYPE = 21;
    private static final int SYMBOL = 22;
    private static final int IS_BUYER_MAKER = 23;
    private static final int ORIGIN = 24;
    private static final int CANDLE = 25;
    private static final int SNAPSHOT_BIDS = 26;
    private static final int SNAPSHOT_ASKS = 27;
    private static final int RESULT = 28;
    private static final int ID = 29;
    private static final int FAILURE = 30;
    private static final int CODE = 31;

    /** Of what is around an event. */
    static final int STREAM = 32;
    static final int DATA = 33;

    static final JsonKeys KEYS = JsonKeys.of(
        "E", "T", "U", "u", "pu", "t", "p", "q", "B", "A", "c", "h", "l", "v", "w", "P", "n", "lastUpdateId", "b", "a",
        "o", "e", "s", "m", "X", "k", "bids", "asks", "result", "id", "error", "code", "stream", "data");

    /** In the set of fields that came: those that stand for another one. */
    private static final int BID_LEVELS = SNAPSHOT_BIDS;
    private static final int ASK_LEVELS = SNAPSHOT_ASKS;
    private static final int ORDER = 34;

    private static final long SYMBOL_BIT = 1L << SYMBOL;
    private static final long LEVELS = 1L << BID_LEVELS | 1L << ASK_LEVELS;
    private static final long TRADE_FIELDS =
        SYMBOL_BIT | 1L << PRICE | 1L << QUANTITY | 1L << TIME | 1L << IS_BUYER_MAKER;
    private static final long QUOTE_FIELDS =
        SYMBOL_BIT | 1L << LAST_ID | 1L << BID | 1L << BID_QUANTITY | 1L << ASK | 1L << ASK_QUANTITY;
    private static final long FIGURES =
        SYMBOL_BIT | 1L << OPEN | 1L << HIGH | 1L << LOW | 1L << CLOSE | 1L << VOLUME | 1L << QUANTITY;
    private static final long[] REQUIRED = {
        TRADE_FIELDS | 1L << TRADE_ID,
        TRADE_FIELDS | 1L << ASK,
        QUOTE_FIELDS,
        SYMBOL_BIT | LEVELS | 1L << FIRST_ID | 1L << LAST_ID,
        SYMBOL_BIT | 1L << CANDLE,
        FIGURES,
        FIGURES,
        SYMBOL_BIT | 1L << PRICE,
        1L << ORDER,
        0,
        LEVELS | 1L << SNAPSHOT_ID,
        0,
        0
    };

    private static final MalformedMessageException TWICE = new MalformedMessageException("a field comes twice");
    private static final MalformedMessageException MISSING = new MalformedMessageException("a field is missing");
    private static final MalformedMessageException NOT_WHOLE = new MalformedMessageException("a whole number expected");
    private static final JsonKeys ORIGINS = JsonKeys.of("MARKET");
    private static final int MARKET = 0;

    private final Instruments instruments;
    private final BinanceCandle candle;
    private final BinanceOrder order;
    private final LevelBuffer levels = new LevelBuffer();
    private final JsonDecimal[] numbers = new JsonDecimal[NUMBERS];
    private final JsonDecimal unknown = new JsonDecimal();
    private final QuoteValues quote;

    private long fields;
    private int type;
    private Instrument instrument;
    private boolean isBuyerMaker;
    private boolean isOffMarket;

    /**
     * @param hasQuoteVolume whether candles tell their volume in the quote asset.
     */
    BinanceEvent(final Instruments instruments, final boolean hasQuoteVolume)
    {
        this.instruments = instruments;
        candle = new BinanceCandle(hasQuoteVolume);
        order = new BinanceOrder(instruments);
        for (int i = 0; i < NUMBERS; i++)
        {
            numbers[i] = new JsonDecimal();
        }
        quote = new QuoteValues(numbers[BID], numbers[BID_QUANTITY], numbers[ASK], numbers[ASK_QUANTITY]);
    }

    void clear()
    {
        fields = 0;
        type = JsonKeys.UNKNOWN;
        instrument = null;
        isBuyerMaker = false;
        isOffMarket = false;
        levels.clear();
    }

    /** The next value must be an event. */
    void read(final JsonReader reader)
    {
        reader.beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS), reader);
        }
    }

    /**
     * The next value must be that of the field of this name.
     */
    void readField(final int key, final JsonReader reader)
    {
        if (key == JsonKeys.UNKNOWN || isOfUnknownType())
        {
            reader.skipValue();
        }
        else if (key < BID)
        {
            readNumber(key, reader);
        }
        else
        {
            readOther(key, reader);
        }
    }

    /** A field has come. */
    void came(final int field)
    {
        final long bit = 1L << field;
        if ((fields & bit) != 0)
        {
            throw TWICE;
        }
        fields |= bit;
    }

    /**
     * All has been read: decide what it is.
     *
     * @throws MalformedMessageException where what its type needs is not there.
     */
    void finish()
    {
        if (!has(TYPE))
        {
            type = typeByFields();
        }
        if (type != JsonKeys.UNKNOWN && (fields & REQUIRED[type]) != REQUIRED[type])
        {
            throw MISSING;
        }
        if (type == FORCE_ORDER)
        {
            instrument = order.instrument();
        }
    }

    /** One of the types, or {@link JsonKeys#UNKNOWN}. */
    int type()
    {
        return type;
    }

    /** Null where its ticks are not wanted, or it is about none. */
    Instrument instrument()
    {
        return instrument;
    }

    /** Whether it is about an instrument at all. */
    boolean hasSymbol()
    {
        return has(SYMBOL) || type == FORCE_ORDER;
    }

    boolean has(final int field)
    {
        return (fields & 1L << field) != 0;
    }

    /** The best bid and ask of {@link #BOOK_TICKER}, which has all of them. */
    QuoteValues quote()
    {
        return quote;
    }

    /** A field that is a number; one that is not known where it has not come. */
    JsonDecimal number(final int field)
    {
        return has(field) ? numbers[field] : unknown;
    }

    /**
     * A field that must be there, and be a whole number.
     */
    long whole(final int field)
    {
        final long value = number(field).at(0);
        if (value == Decimals.NULL)
        {
            throw NOT_WHOLE;
        }

        return value;
    }

    /** When it happened, as the exchange's engine says, or where that is not told, when it was sent. */
    long timeNs()
    {
        return timeNs(has(TIME) ? TIME : EVENT_TIME);
    }

    /** When it was sent. */
    long sentTimeNs()
    {
        return timeNs(EVENT_TIME);
    }

    boolean isBuyerMaker()
    {
        return isBuyerMaker;
    }

    /** Whether it is a trade of an insurance fund, or another one that did not come from the market. */
    boolean isOffMarket()
    {
        return isOffMarket;
    }

    LevelBuffer levels()
    {
        return levels;
    }

    CandleValues candle()
    {
        return candle.values();
    }

    BinanceOrder order()
    {
        return order;
    }

    private long timeNs(final int field)
    {
        return has(field) ? UnixTime.ofMillisOrMicros(whole(field)) : Decimals.NULL;
    }

    private boolean isOfUnknownType()
    {
        return has(TYPE) && type == JsonKeys.UNKNOWN;
    }

    private int typeByFields()
    {
        if (has(SNAPSHOT_ID))
        {
            return PARTIAL_DEPTH;
        }
        if (has(FAILURE) || has(CODE))
        {
            return ERROR;
        }
        if (has(RESULT) || has(ID))
        {
            return CONTROL;
        }

        return (fields & QUOTE_FIELDS) == QUOTE_FIELDS ? BOOK_TICKER : JsonKeys.UNKNOWN;
    }

    private void readNumber(final int key, final JsonReader reader)
    {
        final JsonDecimal number = numbers[key];
        if (!number.readExpected(reader))
        {
            final int token = reader.peek();
            if (token == '{' || token == '[' || token == 't' || token == 'f')
            {
                reader.skipValue();
                return;
            }
            number.read(reader);
        }
        if (number.isKnown())
        {
            came(key);
        }
    }

    private void readOther(final int key, final JsonReader reader)
    {
        switch (key)
        {
            case BID -> readLevelsOr(BID, BID_LEVELS, levels.bids(), reader);
            case ASK -> readLevelsOr(ASK, ASK_LEVELS, levels.asks(), reader);
            case SNAPSHOT_BIDS -> readLevels(BID_LEVELS, levels.bids(), reader);
            case SNAPSHOT_ASKS -> readLevels(ASK_LEVELS, levels.asks(), reader);
            case OPEN -> readOrderOr(OPEN, reader);
            case TYPE ->
            {
                type = reader.readKeyword(NAMED_TYPES);
                came(TYPE);
            }
            case SYMBOL ->
            {
                reader.readText();
                instrument = instruments.find(reader.textBytes(), reader.textOffset(), reader.textLength());
                came(SYMBOL);
            }
            case IS_BUYER_MAKER ->
            {
                isBuyerMaker = reader.readBoolean();
                came(IS_BUYER_MAKER);
            }
            case ORIGIN ->
            {
                isOffMarket = reader.readKeyword(ORIGINS) != MARKET;
                came(ORIGIN);
            }
            case CANDLE ->
            {
                candle.read(reader);
                came(CANDLE);
            }
            default ->
            {
                reader.skipValue();
                came(key);
            }
        }
    }

    private void readLevelsOr(
        final int number, final int field, final LevelBuffer.Side side, final JsonReader reader)
    {
        if (reader.peek() == '[')
        {
            readLevels(field, side, reader);
        }
        else
        {
            readNumber(number, reader);
        }
    }

    private void readLevels(final int field, final LevelBuffer.Side side, final JsonReader reader)
    {
        side.readPairs(reader);
        came(field);
    }

    private void readOrderOr(final int number, final JsonReader reader)
    {
        if (reader.peek() == '{')
        {
            order.read(reader);
            came(ORDER);
        }
        else
        {
            readNumber(number, reader);
        }
    }
}
