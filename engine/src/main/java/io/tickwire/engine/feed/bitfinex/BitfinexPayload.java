package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.sbe.Side;

/**
 * What a channel brings: arrays whose places tell what stands there, and an array of such for a snapshot. The sign of
 * an amount is its side: a bid, or what was bought, is above 0.
 * <pre>
 *   book         [price, count, amount]                 count 0 deletes the level on the amount's side
 *   ticker       [bid, its size, ask, its size, change, relative change, last, volume, high, low]
 *   trades       [id, time, amount, price]
 *   candles      [time, open, close, high, low, volume]
 *   liquidations ["pos", id, time, -, symbol, amount, base price, -, is a match, is sold to the market, -, price]
 * </pre>
 * Thread: feed-<venue>
 */
final class BitfinexPayload
{
    private static final MalformedMessageException NO_AMOUNT =
        new MalformedMessageException("an amount without a side");

    /** What stands behind a ticker's best levels, in order; null for what is of no use. */
    private static final TickerValues.Field[] FIGURES = {
        null, TickerValues.Field.CHANGE, TickerValues.Field.LAST, TickerValues.Field.VOLUME, TickerValues.Field.HIGH,
        TickerValues.Field.LOW
    };
    private static final int PERCENT_DECIMALS = 2;
    private static final CandleValues.Field[] CANDLE_FIELDS = {
        CandleValues.Field.OPEN, CandleValues.Field.CLOSE, CandleValues.Field.HIGH, CandleValues.Field.LOW,
        CandleValues.Field.VOLUME
    };

    private final VenueFeed feed;
    private final LevelBuffer levels = new LevelBuffer();
    private final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    private final TickerValues figures = new TickerValues();
    private final QuoteValues quote = new QuoteValues();
    private final CandleValues candle = new CandleValues();
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal amount = new JsonDecimal();
    private boolean isSnapshot;

    BitfinexPayload(final VenueFeed feed)
    {
        this.feed = feed;
    }

    void clear()
    {
        levels.clear();
        trades.clear();
        isSnapshot = false;
    }

    /** Whether it is a list of all that there is, rather than what is new. */
    boolean isSnapshot()
    {
        return isSnapshot;
    }

    LevelBuffer levels()
    {
        return levels;
    }

    /** Trades, or forced orders. */
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

    CandleValues candle()
    {
        return candle;
    }

    /** The next value must be what a channel of this kind brings. */
    void read(final JsonReader reader, final BitfinexChannel channel)
    {
        switch (channel.kind())
        {
            case BOOK -> readBook(reader);
            case TICKER -> readTicker(reader);
            case TRADES ->
            {
                // Trades of a list are history; new ones come with a word before them.
                isSnapshot = true;
                reader.skipValue();
            }
            case CANDLES -> readCandle(reader, channel.intervalSeconds());
            case LIQUIDATIONS -> readLiquidations(reader);
            default -> reader.skipValue();
        }
    }

    /** The next value must be a trade. */
    void readTrade(final JsonReader reader)
    {
        final TradeValues trade = trades.add();
        trade.clear();
        reader.beginArray();
        reader.requireElement();
        trade.readId(reader);
        reader.requireElement();
        trade.timeNs(UnixTime.ofMillis(reader.readLong()));
        reader.requireElement();
        readAmount(reader, trade, true);
        reader.requireElement();
        trade.price().read(reader);
        reader.skipElements();
        trade.requireWhole();
    }

    private void readBook(final JsonReader reader)
    {
        reader.beginArray();
        if (!reader.nextElement())
        {
            isSnapshot = true;
        }
        else if (reader.peek() == '[')
        {
            isSnapshot = true;
            do
            {
                reader.beginArray();
                reader.requireElement();
                readLevel(reader);
            }
            while (reader.nextElement());
        }
        else
        {
            readLevel(reader);
        }
    }

    /** From its price on, to behind its array. */
    private void readLevel(final JsonReader reader)
    {
        price.read(reader);
        reader.requireElement();
        final long count = reader.readLong();
        reader.requireElement();
        amount.read(reader);
        reader.skipElements();
        if (!amount.isKnown() || amount.mantissa() == 0)
        {
            throw NO_AMOUNT;
        }

        final boolean isBid = amount.mantissa() > 0;
        if (count == 0)
        {
            amount.set(0, 0);
        }
        else if (!isBid)
        {
            amount.negate();
        }
        levels.side(isBid).add(price, amount);
    }

    private void readTicker(final JsonReader reader)
    {
        figures.clear();
        reader.beginArray();
        reader.requireElement();
        quote.bid().read(reader);
        reader.requireElement();
        quote.bidQuantity().read(reader);
        reader.requireElement();
        quote.ask().read(reader);
        reader.requireElement();
        quote.askQuantity().read(reader);
        for (final TickerValues.Field field : FIGURES)
        {
            reader.requireElement();
            readFigure(reader, field);
        }
        reader.skipElements();
    }

    private void readFigure(final JsonReader reader, final TickerValues.Field field)
    {
        if (field == null)
        {
            reader.skipValue();
        }
        else if (field == TickerValues.Field.CHANGE)
        {
            reader.readDecimal();
            if (reader.isKnown())
            {
                figures.set(field, reader.mantissa(), reader.decimals() - PERCENT_DECIMALS);
            }
        }
        else
        {
            figures.read(field, reader);
        }
    }

    private void readCandle(final JsonReader reader, final int intervalSeconds)
    {
        candle.clear();
        candle.intervalSeconds(intervalSeconds);
        reader.beginArray();
        if (!reader.nextElement())
        {
            isSnapshot = true;
            return;
        }
        if (reader.peek() == '[')
        {
            isSnapshot = true;
            reader.skipValue();
            reader.skipElements();
            return;
        }
        candle.openTimeNs(UnixTime.ofMillis(reader.readLong()));
        for (final CandleValues.Field field : CANDLE_FIELDS)
        {
            reader.requireElement();
            candle.read(field, reader);
        }
        reader.skipElements();
    }

    private void readLiquidations(final JsonReader reader)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            if (reader.peek() == '[')
            {
                readLiquidation(reader);
            }
            else
            {
                reader.skipValue();
            }
        }
    }

    /** A position is told when its liquidation begins, and again for each match: the first alone is a forced order. */
    private void readLiquidation(final JsonReader reader)
    {
        final TradeValues order = trades.add();
        order.clear();
        reader.beginArray();
        skip(reader, 2);
        reader.requireElement();
        order.timeNs(UnixTime.ofMillis(reader.readLong()));
        skip(reader, 1);
        reader.requireElement();
        reader.readText();
        order.instrument(feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength()));
        reader.requireElement();
        readAmount(reader, order, false);
        reader.requireElement();
        order.price().read(reader);
        skip(reader, 1);
        reader.requireElement();
        final boolean isMatch = reader.readLong() != 0;
        skip(reader, 2);
        reader.requireElement();
        price.read(reader);
        if (price.isKnown())
        {
            order.price().set(price);
        }
        reader.skipElements();
        order.requireWhole();
        if (isMatch)
        {
            order.instrument(null);
        }
    }

    /** A position that is closed is traded to the other side than the one it has. */
    private static void readAmount(final JsonReader reader, final TradeValues trade, final boolean isBoughtAbove0)
    {
        final JsonDecimal quantity = trade.quantity();
        quantity.read(reader);
        if (!quantity.isKnown() || quantity.mantissa() == 0)
        {
            throw NO_AMOUNT;
        }
        trade.side(quantity.mantissa() > 0 == isBoughtAbove0 ? Side.BUY : Side.SELL);
        if (quantity.mantissa() < 0)
        {
            quantity.negate();
        }
    }

    private static void skip(final JsonReader reader, final int elements)
    {
        for (int i = 0; i < elements; i++)
        {
            reader.requireElement();
            reader.skipValue();
        }
    }
}
