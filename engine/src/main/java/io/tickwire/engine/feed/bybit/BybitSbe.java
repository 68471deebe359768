package io.tickwire.engine.feed.bybit;

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
 * Reads binary messages: best bid and ask, books of 50 levels, trades. Times are microseconds.
 * <p>
 * The venue's documents say in one place that a value is {@code mantissa x 10^exponent}, and in another, with examples,
 * that a positive exponent is a count of decimals. No price has a positive exponent of the first kind, so that both are
 * read: how many decimals there are is the exponent without its sign.
 * Thread: feed-<venue>
 */
final class BybitSbe
{
    /** What {@link #read} returns, in the order of their kinds. */
    static final int BEST = 0;
    static final int BOOK = 1;
    static final int TRADES = 2;
    static final int BOOK_DEPTH = 50;

    private static final int FIRST_TEMPLATE_ID = 20_000;
    private static final int SCHEMA_ID = 1;

    private static final int TS = 0;
    private static final int CTS = 16;
    private static final int U = 24;

    private static final int ASK_PRICE = 32;
    private static final int ASK_SIZE = 40;
    private static final int BID_PRICE = 64;
    private static final int BID_SIZE = 72;
    private static final int BEST_PRICE_EXPONENT = 96;
    private static final int BEST_SIZE_EXPONENT = 97;
    private static final int BEST_BYTES = 98;

    private static final int BOOK_PRICE_EXPONENT = 32;
    private static final int BOOK_SIZE_EXPONENT = 33;
    private static final int PACKAGE_TYPE = 34;
    private static final int BOOK_BYTES = 35;
    private static final int SNAPSHOT = 0;
    private static final int DELTA = 1;
    private static final int LEVEL_BYTES = 16;

    private static final int TRADES_PRICE_EXPONENT = 8;
    private static final int TRADES_SIZE_EXPONENT = 9;
    private static final int TRADES_BYTES = 10;
    private static final int PRICE = 8;
    private static final int SIZE = 16;
    private static final int SIDE = 32;
    private static final int TRADE_BYTES = 35;
    private static final int UNKNOWN_SIDE = 0;
    private static final int BUY = 1;
    private static final int SELL = 2;
    private static final int OTHER_SIDE = 254;

    private static final MalformedMessageException NO_TYPE = new MalformedMessageException("no such type of a package");
    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");
    private static final MalformedMessageException NO_VALUE =
        new MalformedMessageException("a price or a quantity is not known or negative");
    private static final MalformedMessageException NO_EXPONENT = new MalformedMessageException("no such exponent");

    final QuoteValues quote = new QuoteValues();
    long timeNs;
    long updateId;
    boolean isSnapshot;

    private final SbeReader reader = new SbeReader();
    private final LevelBuffer levels;
    private final Entries<TradeValues> trades;

    /**
     * @param levels get those of a book.
     * @param trades get those of a message of trades.
     */
    BybitSbe(final LevelBuffer levels, final Entries<TradeValues> trades)
    {
        this.levels = levels;
        this.trades = trades;
    }

    /**
     * @return which message it is, or {@link JsonKeys#UNKNOWN}.
     */
    int read(final byte[] buffer, final int offset, final int length)
    {
        reader.wrap(buffer, offset, length);
        final int message = reader.schemaId() == SCHEMA_ID ? reader.templateId() - FIRST_TEMPLATE_ID : JsonKeys.UNKNOWN;
        switch (message)
        {
            case BEST -> readBest();
            case BOOK -> readBook();
            case TRADES -> readTrades();
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

    private void readBest()
    {
        reader.nextBlock(BEST_BYTES);
        timeNs = UnixTime.ofMicros(reader.int64(CTS));
        updateId = reader.int64(U);
        final int priceDecimals = decimals(BEST_PRICE_EXPONENT);
        final int sizeDecimals = decimals(BEST_SIZE_EXPONENT);
        setBest(quote.bid(), quote.bidQuantity(), BID_PRICE, BID_SIZE, priceDecimals, sizeDecimals);
        setBest(quote.ask(), quote.askQuantity(), ASK_PRICE, ASK_SIZE, priceDecimals, sizeDecimals);
    }

    /** A side that is empty has no quantity. */
    private void setBest(
        final JsonDecimal price,
        final JsonDecimal quantity,
        final int priceOffset,
        final int quantityOffset,
        final int priceDecimals,
        final int quantityDecimals)
    {
        price.clear();
        quantity.clear();
        if (quantity(quantityOffset) > 0)
        {
            price.set(price(priceOffset), priceDecimals);
            quantity.set(quantity(quantityOffset), quantityDecimals);
        }
    }

    private void readBook()
    {
        reader.nextBlock(BOOK_BYTES);
        timeNs = UnixTime.ofMicros(reader.int64(CTS));
        updateId = reader.int64(U);
        final int packageType = reader.uint8(PACKAGE_TYPE);
        if (packageType != SNAPSHOT && packageType != DELTA)
        {
            throw NO_TYPE;
        }
        isSnapshot = packageType == SNAPSHOT;
        final int priceDecimals = decimals(BOOK_PRICE_EXPONENT);
        final int sizeDecimals = decimals(BOOK_SIZE_EXPONENT);
        readSide(levels.asks(), priceDecimals, sizeDecimals);
        readSide(levels.bids(), priceDecimals, sizeDecimals);
    }

    private void readSide(final LevelBuffer.Side side, final int priceDecimals, final int sizeDecimals)
    {
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(LEVEL_BYTES);
            side.addPrice(price(0), priceDecimals);
            side.addQuantity(quantity(Long.BYTES), sizeDecimals);
        }
    }

    private void readTrades()
    {
        reader.nextBlock(TRADES_BYTES);
        timeNs = UnixTime.ofMicros(reader.int64(TS));
        final int priceDecimals = decimals(TRADES_PRICE_EXPONENT);
        final int sizeDecimals = decimals(TRADES_SIZE_EXPONENT);
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            readTrade(trades.add(), priceDecimals, sizeDecimals);
        }
    }

    private void readTrade(final TradeValues trade, final int priceDecimals, final int sizeDecimals)
    {
        trade.clear();
        reader.nextBlock(TRADE_BYTES);
        trade.timeNs(UnixTime.ofMicros(reader.int64(0)));
        trade.price().set(price(PRICE), priceDecimals);
        trade.quantity().set(quantity(SIZE), sizeDecimals);
        trade.side(switch (reader.uint8(SIDE))
        {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
            case UNKNOWN_SIDE, OTHER_SIDE -> null;
            default -> throw NO_SIDE;
        });
        reader.readText();
        trade.parseId(reader.buffer(), reader.textOffset(), reader.textLength());
    }

    private int decimals(final int fieldOffset)
    {
        final int decimals = Math.abs(reader.int8(fieldOffset));
        if (!Decimals.isExponent(decimals))
        {
            throw NO_EXPONENT;
        }

        return decimals;
    }

    private long price(final int fieldOffset)
    {
        final long price = reader.int64(fieldOffset);
        if (price == Decimals.NULL)
        {
            throw NO_VALUE;
        }

        return price;
    }

    private long quantity(final int fieldOffset)
    {
        final long quantity = reader.int64(fieldOffset);
        if (quantity < 0)
        {
            throw NO_VALUE;
        }

        return quantity;
    }
}
