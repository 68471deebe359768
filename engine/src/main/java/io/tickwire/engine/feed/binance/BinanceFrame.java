package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.feed.sbe.SbeReader;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;

/**
 * One message of {@code stream_1_0.xml}. Times are microseconds; a value is {@code mantissa x 10^exponent}, with
 * exponents of each message's own. The symbol comes last.
 * <pre>
 *   10000 trades         time, time of trade, exponents | trades (16 + 32 bits): id, price, quantity, buyer is maker
 *   10001 bestBidAsk     time, update id, exponents, bid price and quantity, ask price and quantity
 *   10002 depthSnapshot  time, update id, exponents     | bids, asks (16 + 16 bits): price, quantity
 *   10003 depthDiff      time, first and last update id, exponents | bids, asks
 * </pre>
 * Thread: feed-<venue>
 */
final class BinanceFrame
{
    /** What {@link #read} returns. */
    static final int TRADES = 0;
    static final int BEST = 1;
    static final int SNAPSHOT = 2;
    static final int DIFF = 3;

    private static final int FIRST_TEMPLATE_ID = 10_000;
    private static final int SCHEMA_ID = 1;

    private static final int TIME = 0;
    private static final int TRADE_TIME = 8;
    private static final int TRADES_EXPONENTS = 16;
    private static final int TRADES_BYTES = 18;
    private static final int ID = 0;
    private static final int PRICE = 8;
    private static final int QUANTITY = 16;
    private static final int IS_BUYER_MAKER = 24;
    private static final int TRADE_BYTES = 25;

    private static final int UPDATE_ID = 8;
    private static final int EXPONENTS = 16;
    private static final int BID_PRICE = 18;
    private static final int BID_QUANTITY = 26;
    private static final int ASK_PRICE = 34;
    private static final int ASK_QUANTITY = 42;
    private static final int BEST_BYTES = 50;
    private static final int SNAPSHOT_BYTES = 18;

    private static final int FIRST_ID = 8;
    private static final int LAST_ID = 16;
    private static final int DIFF_EXPONENTS = 24;
    private static final int DIFF_BYTES = 26;
    private static final int LEVEL_BYTES = 16;

    private static final MalformedMessageException NO_VALUE =
        new MalformedMessageException("a price or a quantity is not known or negative");
    private static final MalformedMessageException NO_EXPONENT = new MalformedMessageException("no such exponent");
    private static final MalformedMessageException NO_MAKER = new MalformedMessageException("no such maker");

    private final SbeReader reader = new SbeReader();
    private final LevelBuffer levels = new LevelBuffer();
    private final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    private final QuoteValues quote = new QuoteValues();
    private long timeNs;
    private long tradeTimeNs;
    private long firstId;
    private long lastId;
    private int priceDecimals;
    private int quantityDecimals;

    /**
     * Read a message whole.
     *
     * @return which one it is, or {@link JsonKeys#UNKNOWN}.
     */
    int read(final byte[] buffer, final int offset, final int length)
    {
        levels.clear();
        trades.clear();
        reader.wrap(buffer, offset, length);
        final int message = reader.schemaId() == SCHEMA_ID ? reader.templateId() - FIRST_TEMPLATE_ID : JsonKeys.UNKNOWN;
        switch (message)
        {
            case TRADES -> readTrades();
            case BEST -> readBest();
            case SNAPSHOT -> readSnapshot();
            case DIFF -> readDiff();
            default ->
            {
                return JsonKeys.UNKNOWN;
            }
        }
        reader.readText();

        return message;
    }

    int symbolOffset()
    {
        return reader.textOffset();
    }

    int symbolLength()
    {
        return reader.textLength();
    }

    /** When it was sent. */
    long timeNs()
    {
        return timeNs;
    }

    /** When trades happened. */
    long tradeTimeNs()
    {
        return tradeTimeNs;
    }

    /** The first update id of a change. */
    long firstId()
    {
        return firstId;
    }

    /** The update id of a change, a book or a quote. */
    long lastId()
    {
        return lastId;
    }

    int priceDecimals()
    {
        return priceDecimals;
    }

    int quantityDecimals()
    {
        return quantityDecimals;
    }

    LevelBuffer levels()
    {
        return levels;
    }

    Entries<TradeValues> trades()
    {
        return trades;
    }

    QuoteValues quote()
    {
        return quote;
    }

    private void readTrades()
    {
        reader.nextBlock(TRADES_BYTES);
        timeNs = time(TIME);
        tradeTimeNs = time(TRADE_TIME);
        readExponents(TRADES_EXPONENTS);
        final int count = reader.beginLargeGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(TRADE_BYTES);
            final TradeValues trade = trades.add();
            trade.clear();
            trade.timeNs(tradeTimeNs);
            trade.id(reader.int64(ID));
            set(trade.price(), PRICE, priceDecimals);
            set(trade.quantity(), QUANTITY, quantityDecimals);
            trade.side(switch (reader.uint8(IS_BUYER_MAKER))
            {
                case 0 -> Side.BUY;
                case 1 -> Side.SELL;
                default -> throw NO_MAKER;
            });
        }
    }

    private void readBest()
    {
        reader.nextBlock(BEST_BYTES);
        timeNs = time(TIME);
        lastId = reader.int64(UPDATE_ID);
        readExponents(EXPONENTS);
        set(quote.bid(), BID_PRICE, priceDecimals);
        set(quote.bidQuantity(), BID_QUANTITY, quantityDecimals);
        set(quote.ask(), ASK_PRICE, priceDecimals);
        set(quote.askQuantity(), ASK_QUANTITY, quantityDecimals);
    }

    private void readSnapshot()
    {
        reader.nextBlock(SNAPSHOT_BYTES);
        timeNs = time(TIME);
        lastId = reader.int64(UPDATE_ID);
        readExponents(EXPONENTS);
        readSide(levels.bids());
        readSide(levels.asks());
    }

    private void readDiff()
    {
        reader.nextBlock(DIFF_BYTES);
        timeNs = time(TIME);
        firstId = reader.int64(FIRST_ID);
        lastId = reader.int64(LAST_ID);
        readExponents(DIFF_EXPONENTS);
        readSide(levels.bids());
        readSide(levels.asks());
    }

    private void readSide(final LevelBuffer.Side side)
    {
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(LEVEL_BYTES);
            side.addPrice(value(0), priceDecimals);
            side.addQuantity(value(Long.BYTES), quantityDecimals);
        }
    }

    private void set(final JsonDecimal decimal, final int fieldOffset, final int decimals)
    {
        decimal.set(value(fieldOffset), decimals);
    }

    private long value(final int fieldOffset)
    {
        final long value = reader.int64(fieldOffset);
        if (value < 0)
        {
            throw NO_VALUE;
        }

        return value;
    }

    private long time(final int fieldOffset)
    {
        return UnixTime.ofMicros(reader.int64(fieldOffset));
    }

    /** The one of prices, and behind it that of quantities. */
    private void readExponents(final int fieldOffset)
    {
        priceDecimals = -reader.int8(fieldOffset);
        quantityDecimals = -reader.int8(fieldOffset + 1);
        if (!Decimals.isExponent(priceDecimals) || !Decimals.isExponent(quantityDecimals))
        {
            throw NO_EXPONENT;
        }
    }
}
