package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.feed.sbe.SbeReader;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;

import java.util.ArrayList;
import java.util.List;

/**
 * Messages of {@code stream.bybit.com/v5}: a topic such as {@code orderbook.200.BTCUSDT}, a type, and data that the
 * topic tells how to read; answers have an {@code op} instead. Binary messages are SBE. Spot and derivatives have names
 * in common, and each has its own connections: they are two venues with one decoder.
 * <p>
 * A book of one level is told as best bid and ask, too, and then those of the ticker are not.
 * Thread: feed-<venue>
 */
final class BybitDecoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "orderbook:snapshot", "orderbook:delta", "tickers:snapshot", "tickers:delta", "publicTrade:snapshot",
        "kline:snapshot", "allLiquidation:snapshot", "liquidation:snapshot", "control", "BestOBRpiEvent", "OBL50Event",
        "PublicTradeEvent");

    private static final int TRADE_KIND = 4;
    private static final int CONTROL_KIND = 8;
    private static final int SBE_KIND = 9;

    private static final int TOPIC = 0;
    private static final int TYPE = 1;
    private static final int TS = 2;
    private static final int CTS = 3;
    private static final int CS = 4;
    private static final int DATA = 5;
    private static final int OP = 6;
    private static final JsonKeys KEYS = JsonKeys.of("topic", "type", "ts", "cts", "cs", "data", "op");

    private static final int SNAPSHOT = 0;
    private static final JsonKeys TYPES = JsonKeys.of("snapshot", "delta");

    private static final int BIDS = 0;
    private static final int ASKS = 1;
    private static final int UPDATE_ID = 2;
    private static final JsonKeys BOOK_KEYS = JsonKeys.of("b", "a", "u");

    private static final MalformedMessageException NO_TYPE = new MalformedMessageException("a topic without its type");
    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without its number or its levels");
    private static final int NONE = -1;

    private final JsonReader reader = new JsonReader();
    private final LateValue late = new LateValue();
    private final BybitEntryReader entries = new BybitEntryReader(this::instrument);
    private final BybitTopic topic = new BybitTopic();
    private final LevelBuffer levels = new LevelBuffer();
    private final BybitTicker ticker = new BybitTicker();
    private final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    private final Entries<CandleValues> candles = new Entries<>(CandleValues::new);
    private final BybitSbe sbe = new BybitSbe(levels, trades);

    /** What is known of each instrument, by its index. */
    private final List<BybitTicker> tickers = new ArrayList<>();

    /** What the message that is being read has said so far. */
    private int type;
    private Instrument instrument;
    private long timeNs;
    private long matchTimeNs;
    private long crossSequence;
    private long updateId;
    private boolean hasBids;
    private boolean hasAsks;
    private boolean isControl;

    BybitDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        tickers.forEach(BybitTicker::clear);
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        clear();
        if (SbeReader.isBinary(buffer, offset, length))
        {
            decodeBinary(buffer, offset, length);
            return;
        }

        reader.wrap(buffer, offset, length).beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS));
        }
        reader.end();
        if (late.isThere() && topic.name != JsonKeys.UNKNOWN)
        {
            late.reread(reader, buffer);
            readData();
        }
        publish();
    }

    private void clear()
    {
        levels.clear();
        ticker.clear();
        trades.clear();
        candles.clear();
        topic.clear();
        type = JsonKeys.UNKNOWN;
        instrument = null;
        timeNs = Decimals.NULL;
        matchTimeNs = Decimals.NULL;
        crossSequence = 0;
        updateId = NONE;
        hasBids = false;
        hasAsks = false;
        isControl = false;
        late.clear();
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case TOPIC -> readTopic();
            case TYPE -> type = reader.readKeyword(TYPES);
            case TS -> timeNs = UnixTime.ofMillis(reader.readLong());
            case CTS -> matchTimeNs = UnixTime.ofMillis(reader.readLong());
            case CS -> crossSequence = reader.readLong();
            case OP ->
            {
                isControl = true;
                reader.skipValue();
            }
            case DATA ->
            {
                if (topic.name == JsonKeys.UNKNOWN)
                {
                    late.pass(reader);
                }
                else
                {
                    readData();
                }
            }
            default -> reader.skipValue();
        }
    }

    private void readTopic()
    {
        topic.read(reader);
        instrument = switch (topic.name)
        {
            case BybitTopic.ORDERBOOK, BybitTopic.TICKERS, BybitTopic.KLINE ->
                feed().instrument(reader.textBytes(), topic.symbolOffset, topic.symbolLength);
            default -> null;
        };
    }

    private void readData()
    {
        switch (topic.name)
        {
            case BybitTopic.ORDERBOOK -> readBook();
            case BybitTopic.TICKERS -> ticker.read(reader);
            case BybitTopic.LIQUIDATION -> entries.readOldLiquidation(reader, trades.add());
            case BybitTopic.PUBLIC_TRADE, BybitTopic.ALL_LIQUIDATION, BybitTopic.KLINE -> readEntries();
            default -> reader.skipValue();
        }
    }

    private void readBook()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(BOOK_KEYS))
            {
                case BIDS ->
                {
                    hasBids = true;
                    levels.bids().readPairs(reader);
                }
                case ASKS ->
                {
                    hasAsks = true;
                    levels.asks().readPairs(reader);
                }
                case UPDATE_ID -> updateId = reader.readLong();
                default -> reader.skipValue();
            }
        }
    }

    private void readEntries()
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            switch (topic.name)
            {
                case BybitTopic.PUBLIC_TRADE -> entries.readTrade(reader, trades.add());
                case BybitTopic.ALL_LIQUIDATION -> entries.readLiquidation(reader, trades.add());
                default -> entries.readCandle(reader, candles.add());
            }
        }
    }

    private void publish()
    {
        if (topic.name == JsonKeys.UNKNOWN)
        {
            if (isControl)
            {
                feed().stats().count(CONTROL_KIND, 1);
                ofConnection();
            }
            else
            {
                unknownMessage();
            }
            return;
        }
        if (type == JsonKeys.UNKNOWN)
        {
            throw NO_TYPE;
        }
        if (topic.name == BybitTopic.ORDERBOOK && (updateId < 0 || !hasBids || !hasAsks))
        {
            throw NO_BOOK;
        }

        feed().stats().count(kind(), 1);
        publishTopic();
    }

    private int kind()
    {
        return topic.name <= BybitTopic.TICKERS ?
            2 * topic.name + type : TRADE_KIND + topic.name - BybitTopic.PUBLIC_TRADE;
    }

    private void publishTopic()
    {
        switch (topic.name)
        {
            case BybitTopic.ORDERBOOK ->
                publishBook(type == SNAPSHOT, matchTimeNs == Decimals.NULL ? timeNs : matchTimeNs);
            case BybitTopic.TICKERS -> publishTicker();
            case BybitTopic.KLINE -> publishCandles();
            case BybitTopic.PUBLIC_TRADE -> publishTrades();
            default ->
            {
                for (int i = 0; i < trades.count(); i++)
                {
                    publishLiquidation(trades.get(i));
                }
            }
        }
    }

    private void publishBook(final boolean isSnapshot, final long bookTimeNs)
    {
        if (instrument == null)
        {
            return;
        }

        final boolean isOfBook =
            BybitBooks.publish(instrument, topic.depth, isSnapshot, updateId, bookTimeNs, levels);
        if (isOfBook)
        {
            ownBook(instrument);
        }
        if (topic.depth == 1 && isSnapshot)
        {
            ownQuote(instrument);
            publishTop(bookTimeNs, isOfBook);
        }
    }

    private void publishTop(final long bookTimeNs, final boolean isScaled)
    {
        final int priceExponent = instrument.priceExponent();
        final int quantityExponent = instrument.quantityExponent();
        if (isScaled ? instrument.book().isLive() : levels.scale(priceExponent, quantityExponent))
        {
            final LevelList top = levels.levels();
            feed().writer().quote(
                instrument,
                bookTimeNs,
                top.bidCount() == 0 ? Decimals.NULL : top.bidPrice(0),
                top.bidCount() == 0 ? Decimals.NULL : top.bidQuantity(0),
                top.askCount() == 0 ? Decimals.NULL : top.askPrice(0),
                top.askCount() == 0 ? Decimals.NULL : top.askQuantity(0),
                updateId);
        }
    }

    private void publishTicker()
    {
        if (instrument == null)
        {
            return;
        }

        final BybitTicker known = tickerOf(instrument);
        if (known.update(ticker, type == SNAPSHOT, crossSequence))
        {
            feed().writer().ticker(instrument, timeNs, known.figures);
            if (ticker.hasQuote() && known.isWhole())
            {
                publishTickerQuote(instrument, timeNs, known.quote, crossSequence);
            }
        }
    }

    private BybitTicker tickerOf(final Instrument of)
    {
        while (tickers.size() <= of.index())
        {
            tickers.add(new BybitTicker());
        }

        return tickers.get(of.index());
    }

    private void publishTrades()
    {
        for (int i = 0; i < trades.count(); i++)
        {
            publishTrade(trades.get(i));
        }
    }

    private void publishCandles()
    {
        for (int i = 0; i < candles.count() && instrument != null; i++)
        {
            feed().writer().candle(instrument, timeNs, candles.get(i));
        }
    }

    private void decodeBinary(final byte[] buffer, final int offset, final int length)
    {
        final int message = sbe.read(buffer, offset, length);
        if (message == JsonKeys.UNKNOWN)
        {
            feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
            return;
        }
        feed().stats().count(SBE_KIND + message, 1);
        instrument = feed().instrument(buffer, sbe.symbolOffset(), sbe.symbolLength());
        if (instrument == null)
        {
            return;
        }

        switch (message)
        {
            case BybitSbe.BEST -> publishQuote(instrument, sbe.timeNs, sbe.quote, sbe.updateId);
            case BybitSbe.BOOK ->
            {
                topic.depth = BybitSbe.BOOK_DEPTH;
                updateId = sbe.updateId;
                publishBook(sbe.isSnapshot, sbe.timeNs);
            }
            default ->
            {
                for (int i = 0; i < trades.count(); i++)
                {
                    trades.get(i).instrument(instrument);
                }
                publishTrades();
            }
        }
    }
}
