package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.CandleEntry;
import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.MarketEntries;
import io.tickwire.engine.feed.TickerEntry;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.util.function.Function;

/**
 * The entries of a message of Kraken's protocol 2, read by its channel.
 * Thread: feed-<venue>
 */
final class KrakenEntries extends MarketEntries
{
    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;
    private static final int BIDS = 2;
    private static final int ASKS = 3;
    private static final int CHECKSUM = 4;
    private static final JsonKeys BOOK_KEYS = JsonKeys.of("symbol", "timestamp", "bids", "asks", "checksum");
    private static final int LEVEL_PRICE = 0;
    private static final int LEVEL_QUANTITY = 1;
    private static final JsonKeys LEVEL_KEYS = JsonKeys.of("price", "qty");

    private static final int TRADE_SIDE = 2;
    private static final int TRADE_PRICE = 3;
    private static final int TRADE_QUANTITY = 4;
    private static final int TRADE_ID = 5;
    private static final JsonKeys TRADE_KEYS =
        JsonKeys.of("symbol", "timestamp", "side", "price", "qty", "trade_id");
    private static final JsonKeys SIDES = JsonKeys.of("buy", "sell");

    private static final int BID = 2;
    private static final int BID_QUANTITY = 3;
    private static final int ASK = 4;
    private static final int ASK_QUANTITY = 5;
    private static final int LAST = 6;
    private static final int DAY_VOLUME = 7;
    private static final int VWAP = 8;
    private static final int DAY_LOW = 9;
    private static final int DAY_HIGH = 10;
    private static final int CHANGE_PERCENT = 11;
    private static final JsonKeys TICKER_KEYS = JsonKeys.of(
        "symbol", "timestamp", "bid", "bid_qty", "ask", "ask_qty", "last", "volume", "vwap", "low", "high",
        "change_pct");

    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int TRADES = 7;
    private static final int INTERVAL = 8;
    private static final int INTERVAL_BEGIN = 9;
    private static final JsonKeys CANDLE_KEYS = JsonKeys.of(
        "symbol", "timestamp", "open", "high", "low", "close", "volume", "trades", "interval", "interval_begin");
    private static final int MINUTE_SECONDS = 60;

    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without its bids, its asks or its checksum");

    /**
     * A book, or what has changed in it.
     * Thread: feed-<venue>
     */
    static final class Book
    {
        final LevelBuffer levels = new LevelBuffer();
        Instrument instrument;
        long timeNs;
        long checksum;
    }

    private final Entries<Book> books = new Entries<>(Book::new);
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal quantity = new JsonDecimal();

    /**
     * @param instruments finds the instrument whose name was read last; null where it is not wanted.
     */
    KrakenEntries(final Function<JsonReader, Instrument> instruments)
    {
        super(instruments);
    }

    @Override
    public void clear()
    {
        super.clear();
        books.clear();
    }

    Entries<Book> books()
    {
        return books;
    }

    void readBooks(final JsonReader reader)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readBook(reader, books.add());
        }
    }

    void readTrades(final JsonReader reader)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readTrade(reader, trades().add());
        }
    }

    void readTickers(final JsonReader reader)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readTicker(reader, tickers().add());
        }
    }

    void readCandles(final JsonReader reader)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readCandle(reader, candles().add());
        }
    }

    private void readBook(final JsonReader reader, final Book book)
    {
        book.levels.clear();
        book.instrument = null;
        book.timeNs = Decimals.NULL;
        boolean hasBids = false;
        boolean hasAsks = false;
        boolean hasChecksum = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(BOOK_KEYS))
            {
                case SYMBOL -> book.instrument = readInstrument(reader);
                case TIMESTAMP -> book.timeNs = reader.readIsoTime();
                case BIDS ->
                {
                    readLevels(reader, book.levels.bids());
                    hasBids = true;
                }
                case ASKS ->
                {
                    readLevels(reader, book.levels.asks());
                    hasAsks = true;
                }
                case CHECKSUM ->
                {
                    book.checksum = reader.readLong();
                    hasChecksum = true;
                }
                default -> reader.skipValue();
            }
        }
        if (!hasBids || !hasAsks || !hasChecksum)
        {
            throw NO_BOOK;
        }
    }

    private void readLevels(final JsonReader reader, final LevelBuffer.Side side)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            price.clear();
            quantity.clear();
            reader.beginObject();
            while (reader.nextField())
            {
                switch (reader.key(LEVEL_KEYS))
                {
                    case LEVEL_PRICE -> price.read(reader);
                    case LEVEL_QUANTITY -> quantity.read(reader);
                    default -> reader.skipValue();
                }
            }
            side.add(price, quantity);
        }
    }

    private void readTrade(final JsonReader reader, final TradeValues trade)
    {
        trade.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(TRADE_KEYS))
            {
                case SYMBOL -> trade.instrument(readInstrument(reader));
                case TIMESTAMP -> trade.timeNs(reader.readIsoTime());
                case TRADE_SIDE -> trade.readSide(reader, SIDES);
                case TRADE_PRICE -> trade.price().read(reader);
                case TRADE_QUANTITY -> trade.quantity().read(reader);
                case TRADE_ID -> trade.readId(reader);
                default -> reader.skipValue();
            }
        }
        trade.requireWhole();
    }

    private void readTicker(final JsonReader reader, final TickerEntry ticker)
    {
        ticker.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            readTickerField(reader, reader.key(TICKER_KEYS), ticker);
        }
    }

    private void readTickerField(final JsonReader reader, final int key, final TickerEntry ticker)
    {
        switch (key)
        {
            case SYMBOL -> ticker.instrument(readInstrument(reader));
            case TIMESTAMP -> ticker.timeNs(reader.readIsoTime());
            case BID -> ticker.quote().bid().read(reader);
            case BID_QUANTITY -> ticker.quote().bidQuantity().read(reader);
            case ASK -> ticker.quote().ask().read(reader);
            case ASK_QUANTITY -> ticker.quote().askQuantity().read(reader);
            case LAST -> ticker.figures().read(TickerValues.Field.LAST, reader);
            case DAY_VOLUME -> ticker.figures().read(TickerValues.Field.VOLUME, reader);
            case VWAP -> ticker.figures().read(TickerValues.Field.VWAP, reader);
            case DAY_LOW -> ticker.figures().read(TickerValues.Field.LOW, reader);
            case DAY_HIGH -> ticker.figures().read(TickerValues.Field.HIGH, reader);
            case CHANGE_PERCENT -> ticker.figures().read(TickerValues.Field.CHANGE, reader);
            default -> reader.skipValue();
        }
    }

    private void readCandle(final JsonReader reader, final CandleEntry candle)
    {
        candle.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(CANDLE_KEYS))
            {
                case SYMBOL -> candle.instrument(readInstrument(reader));
                case OPEN -> candle.values().read(CandleValues.Field.OPEN, reader);
                case HIGH -> candle.values().read(CandleValues.Field.HIGH, reader);
                case LOW -> candle.values().read(CandleValues.Field.LOW, reader);
                case CLOSE -> candle.values().read(CandleValues.Field.CLOSE, reader);
                case VOLUME -> candle.values().read(CandleValues.Field.VOLUME, reader);
                case TRADES -> candle.values().read(CandleValues.Field.TRADES, reader);
                case INTERVAL -> candle.values().intervalSeconds((int)reader.readLong() * MINUTE_SECONDS);
                case INTERVAL_BEGIN -> candle.values().openTimeNs(reader.readIsoTime());
                default -> reader.skipValue();
            }
        }
    }
}
