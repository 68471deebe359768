package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.CandleEntry;
import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.MarketEntries;
import io.tickwire.engine.feed.TickSink;
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
 * The entries of a message of OKX, read by its channel.
 * Thread: feed-<venue>
 */
final class OkxEntries extends MarketEntries
{
    private static final int TIME = 0;
    private static final int BOOK_ASKS = 1;
    private static final int BOOK_BIDS = 2;
    private static final int CHECKSUM = 3;
    private static final int SEQ_ID = 4;
    private static final int PREV_SEQ_ID = 5;
    private static final JsonKeys BOOK_KEYS = JsonKeys.of("ts", "asks", "bids", "checksum", "seqId", "prevSeqId");

    private static final int TRADE_ID = 1;
    private static final int PRICE = 2;
    private static final int SIZE = 3;
    private static final int SIDE = 4;
    private static final JsonKeys TRADE_KEYS = JsonKeys.of("ts", "tradeId", "px", "sz", "side");

    private static final int INST_ID = 0;
    private static final int DETAILS = 1;
    private static final JsonKeys LIQUIDATION_KEYS = JsonKeys.of("instId", "details");
    private static final int BANKRUPTCY_PRICE = 1;
    private static final int LIQUIDATED_SIZE = 2;
    private static final int LIQUIDATED_SIDE = 3;
    private static final JsonKeys DETAIL_KEYS = JsonKeys.of("ts", "bkPx", "sz", "side");
    private static final JsonKeys SIDES = JsonKeys.of("buy", "sell");

    private static final int BID = 1;
    private static final int BID_SIZE = 2;
    private static final int ASK = 3;
    private static final int ASK_SIZE = 4;
    private static final int LAST = 5;
    private static final int OPEN_24H = 6;
    private static final int HIGH_24H = 7;
    private static final int LOW_24H = 8;
    private static final int VOLUME_24H = 9;
    private static final int CURRENCY_VOLUME_24H = 10;
    private static final int TYPE = 11;
    private static final JsonKeys TICKER_KEYS = JsonKeys.of(
        "ts", "bidPx", "bidSz", "askPx", "askSz", "last", "open24h", "high24h", "low24h", "vol24h", "volCcy24h",
        "instType");
    private static final int SPOT = 0;
    private static final JsonKeys TYPES = JsonKeys.of("SPOT");

    /** What stands behind a candle's time, in order; null for what is of no use. */
    private static final CandleValues.Field[] CANDLE_FIELDS = {
        CandleValues.Field.OPEN, CandleValues.Field.HIGH, CandleValues.Field.LOW, CandleValues.Field.CLOSE,
        CandleValues.Field.VOLUME, null, CandleValues.Field.QUOTE_VOLUME
    };

    /** The exponent at which a number of milliseconds is one of nanoseconds. */
    private static final int NANOS_OF_MILLIS = -6;
    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without a side, or with half a sequence");

    /**
     * A book, or what has changed in it.
     * Thread: feed-<venue>
     */
    static final class Book
    {
        final LevelBuffer levels = new LevelBuffer();
        long timeNs;
        long sequence;
        long previousSequence;

        /** 0 where there is none. */
        long checksum;
    }

    private final Entries<Book> books = new Entries<>(Book::new);
    private final JsonDecimal currencyVolume = new JsonDecimal();

    /**
     * @param instruments finds the instrument whose name was read last; null where it is not wanted.
     */
    OkxEntries(final Function<JsonReader, Instrument> instruments)
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

    void readBook(final JsonReader reader)
    {
        final Book book = books.add();
        book.levels.clear();
        book.timeNs = Decimals.NULL;
        book.sequence = TickSink.NO_SEQUENCE;
        book.previousSequence = TickSink.NO_SEQUENCE;
        book.checksum = 0;
        boolean hasAsks = false;
        boolean hasBids = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(BOOK_KEYS))
            {
                case BOOK_ASKS ->
                {
                    book.levels.asks().readPairs(reader);
                    hasAsks = true;
                }
                case BOOK_BIDS ->
                {
                    book.levels.bids().readPairs(reader);
                    hasBids = true;
                }
                case TIME -> book.timeNs = readTime(reader);
                case CHECKSUM -> book.checksum = reader.readLong();
                case SEQ_ID -> book.sequence = reader.readLong();
                case PREV_SEQ_ID -> book.previousSequence = reader.readLong();
                default -> reader.skipValue();
            }
        }
        if (!hasAsks || !hasBids ||
            book.sequence == TickSink.NO_SEQUENCE && book.previousSequence != TickSink.NO_SEQUENCE)
        {
            throw NO_BOOK;
        }
    }

    void readTrade(final JsonReader reader, final Instrument instrument)
    {
        final TradeValues trade = trades().add();
        trade.clear();
        trade.instrument(instrument);
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(TRADE_KEYS))
            {
                case TIME -> trade.timeNs(readTime(reader));
                case TRADE_ID -> trade.readId(reader);
                case PRICE -> trade.price().read(reader);
                case SIZE -> trade.quantity().read(reader);
                case SIDE -> trade.readSide(reader, SIDES);
                default -> reader.skipValue();
            }
        }
        trade.requireWhole();
    }

    /** The instrument may stand behind its forced orders. */
    void readLiquidations(final JsonReader reader)
    {
        Instrument instrument = null;
        final int first = trades().count();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(LIQUIDATION_KEYS))
            {
                case INST_ID -> instrument = readInstrument(reader);
                case DETAILS ->
                {
                    reader.beginArray();
                    while (reader.nextElement())
                    {
                        readLiquidation(reader, trades().add());
                    }
                }
                default -> reader.skipValue();
            }
        }
        for (int i = first; i < trades().count(); i++)
        {
            trades().get(i).instrument(instrument);
        }
    }

    private static void readLiquidation(final JsonReader reader, final TradeValues order)
    {
        order.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(DETAIL_KEYS))
            {
                case TIME -> order.timeNs(readTime(reader));
                case BANKRUPTCY_PRICE -> order.price().read(reader);
                case LIQUIDATED_SIZE -> order.quantity().read(reader);
                case LIQUIDATED_SIDE -> order.readSide(reader, SIDES);
                default -> reader.skipValue();
            }
        }
        order.requireWhole();
    }

    /** Only for spot the volume in a currency is one in the quote asset. */
    void readTicker(final JsonReader reader, final Instrument instrument)
    {
        final TickerEntry ticker = tickers().add();
        ticker.clear();
        ticker.instrument(instrument);
        currencyVolume.clear();
        boolean isSpot = false;
        reader.beginObject();
        while (reader.nextField())
        {
            final int key = reader.key(TICKER_KEYS);
            if (key == TYPE)
            {
                isSpot = reader.readKeyword(TYPES) == SPOT;
            }
            else
            {
                readTickerField(reader, key, ticker);
            }
        }
        if (isSpot)
        {
            ticker.figures().set(TickerValues.Field.QUOTE_VOLUME, currencyVolume);
        }
    }

    private void readTickerField(final JsonReader reader, final int key, final TickerEntry ticker)
    {
        switch (key)
        {
            case TIME -> ticker.timeNs(readTime(reader));
            case BID -> ticker.quote().bid().read(reader);
            case BID_SIZE -> ticker.quote().bidQuantity().read(reader);
            case ASK -> ticker.quote().ask().read(reader);
            case ASK_SIZE -> ticker.quote().askQuantity().read(reader);
            case LAST -> ticker.figures().read(TickerValues.Field.LAST, reader);
            case OPEN_24H -> ticker.figures().read(TickerValues.Field.OPEN, reader);
            case HIGH_24H -> ticker.figures().read(TickerValues.Field.HIGH, reader);
            case LOW_24H -> ticker.figures().read(TickerValues.Field.LOW, reader);
            case VOLUME_24H -> ticker.figures().read(TickerValues.Field.VOLUME, reader);
            case CURRENCY_VOLUME_24H -> currencyVolume.read(reader);
            default -> reader.skipValue();
        }
    }

    /** A candle is an array: time, figures, and whether it is closed. */
    void readCandle(final JsonReader reader, final Instrument instrument, final int intervalSeconds)
    {
        final CandleEntry entry = candles().add();
        entry.clear();
        entry.instrument(instrument);
        final CandleValues candle = entry.values();
        candle.intervalSeconds(intervalSeconds);
        reader.beginArray();
        reader.requireElement();
        candle.openTimeNs(readTime(reader));
        int index = 0;
        while (reader.nextElement())
        {
            if (index == CANDLE_FIELDS.length)
            {
                candle.closed(reader.readLong() == 1);
            }
            else if (index > CANDLE_FIELDS.length || CANDLE_FIELDS[index] == null)
            {
                reader.skipValue();
            }
            else
            {
                candle.read(CANDLE_FIELDS[index], reader);
            }
            index++;
        }
    }

    private static long readTime(final JsonReader reader)
    {
        reader.readDecimal();

        return reader.mantissaAt(NANOS_OF_MILLIS);
    }
}
