package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;

/**
 * What stands before the channel's name in a message of Kraken's protocol 1, read by its form.
 * Thread: feed-<venue>
 */
final class KrakenV1Payload
{
    /** The exponent of times in nanoseconds, which come as seconds. */
    static final int NANOS = -9;

    private static final int ASK = 0;
    private static final int BID = 1;
    private static final int CLOSE_OR_CHECKSUM = 2;
    private static final int ASKS = 3;
    private static final int BIDS = 4;
    private static final int FIRST_FIGURE = 5;
    private static final JsonKeys KEYS = JsonKeys.of("a", "b", "c", "as", "bs", "v", "p", "t", "l", "h", "o");
    private static final TickerValues.Field[] FIGURES = {
        TickerValues.Field.VOLUME, TickerValues.Field.VWAP, TickerValues.Field.TRADES, TickerValues.Field.LOW,
        TickerValues.Field.HIGH, TickerValues.Field.OPEN
    };
    private static final int BUY = 0;
    private static final int SELL = 1;
    private static final JsonKeys SIDES = JsonKeys.of("b", "s");
    private static final int MAX_VALUES = 9;

    private final LevelBuffer levels = new LevelBuffer();
    private final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    private final TickerValues figures = new TickerValues();
    private final QuoteValues quote = new QuoteValues();
    private final JsonDecimal[] values = new JsonDecimal[MAX_VALUES];
    private boolean hasBids;
    private boolean hasAsks;
    private boolean hasChanges;
    private boolean hasChecksum;
    private long checksum;
    private long timeNs;

    KrakenV1Payload()
    {
        for (int i = 0; i < MAX_VALUES; i++)
        {
            values[i] = new JsonDecimal();
        }
    }

    void clear()
    {
        levels.clear();
        trades.clear();
        figures.clear();
        quote.clear();
        for (final JsonDecimal value : values)
        {
            value.clear();
        }
        hasBids = false;
        hasAsks = false;
        hasChanges = false;
        hasChecksum = false;
        timeNs = Decimals.NULL;
    }

    /** Whether it is a whole book. */
    boolean isSnapshot()
    {
        return hasBids && hasAsks;
    }

    /** Whether it is what has changed in a book. */
    boolean isChange()
    {
        return hasChanges && hasChecksum && !hasBids && !hasAsks;
    }

    LevelBuffer levels()
    {
        return levels;
    }

    long checksum()
    {
        return checksum;
    }

    /** Of the newest level; {@link Decimals#NULL} where none is new. */
    long timeNs()
    {
        return timeNs;
    }

    Entries<TradeValues> trades()
    {
        return trades;
    }

    TickerValues figures()
    {
        return figures;
    }

    QuoteValues quote()
    {
        return quote;
    }

    /** A value of a flat list. */
    JsonDecimal value(final int index)
    {
        return values[index];
    }

    /** The next value must be an object: a book, one side of what has changed in it, or a ticker. */
    void readObject(final JsonReader reader)
    {
        reader.beginObject();
        while (reader.nextField())
        {
            final int key = reader.key(KEYS);
            switch (key)
            {
                case ASK -> readLevels(reader, levels.asks(), quote.ask(), quote.askQuantity());
                case BID -> readLevels(reader, levels.bids(), quote.bid(), quote.bidQuantity());
                case CLOSE_OR_CHECKSUM -> readCloseOrChecksum(reader);
                case ASKS ->
                {
                    levels.asks().readPairs(reader);
                    hasAsks = true;
                }
                case BIDS ->
                {
                    levels.bids().readPairs(reader);
                    hasBids = true;
                }
                case JsonKeys.UNKNOWN -> reader.skipValue();
                default -> readFigure(reader, FIGURES[key - FIRST_FIGURE]);
            }
        }
    }

    /** The next value must be an array: trades, or the values of a spread or a candle. */
    void readList(final JsonReader reader)
    {
        int count = 0;
        reader.beginArray();
        while (reader.nextElement())
        {
            if (reader.peek() == '[')
            {
                readTrade(reader, trades.add());
            }
            else if (count < MAX_VALUES)
            {
                values[count++].read(reader);
            }
            else
            {
                reader.skipValue();
            }
        }
    }

    /** Levels are arrays in an array; a ticker's level is one array: price, whole lots, lots. */
    private void readLevels(
        final JsonReader reader, final LevelBuffer.Side side, final JsonDecimal price, final JsonDecimal quantity)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            if (reader.peek() == '[')
            {
                readLevel(reader, side);
            }
            else
            {
                price.read(reader);
                reader.requireElement();
                reader.skipValue();
                reader.requireElement();
                quantity.read(reader);
            }
        }
        hasChanges = true;
    }

    private void readLevel(final JsonReader reader, final LevelBuffer.Side side)
    {
        reader.beginArray();
        reader.requireElement();
        side.readPrice(reader);
        reader.requireElement();
        side.readQuantity(reader);
        reader.requireElement();
        final long levelTimeNs = readTime(reader);
        if (reader.nextElement())
        {
            // A fourth element marks a level that is told again, with its old time.
            reader.skipValue();
            reader.skipElements();
        }
        else
        {
            timeNs = Math.max(timeNs, levelTimeNs);
        }
    }

    private void readCloseOrChecksum(final JsonReader reader)
    {
        if (reader.peek() == '"')
        {
            checksum = reader.readLong();
            hasChecksum = true;
            return;
        }
        reader.beginArray();
        reader.requireElement();
        figures.read(TickerValues.Field.LAST, reader);
        reader.skipElements();
    }

    /** Today's figure, then the one of 24 hours. */
    private void readFigure(final JsonReader reader, final TickerValues.Field field)
    {
        reader.beginArray();
        reader.requireElement();
        reader.skipValue();
        reader.requireElement();
        figures.read(field, reader);
        reader.skipElements();
    }

    private void readTrade(final JsonReader reader, final TradeValues trade)
    {
        trade.clear();
        reader.beginArray();
        reader.requireElement();
        trade.price().read(reader);
        reader.requireElement();
        trade.quantity().read(reader);
        reader.requireElement();
        trade.timeNs(readTime(reader));
        reader.requireElement();
        trade.side(readSide(reader));
        reader.skipElements();
        trade.requireWhole();
    }

    private static long readTime(final JsonReader reader)
    {
        reader.readDecimal();

        return reader.mantissaAt(NANOS);
    }

    private static Side readSide(final JsonReader reader)
    {
        return switch (reader.readKeyword(SIDES))
        {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
            default -> null;
        };
    }
}
