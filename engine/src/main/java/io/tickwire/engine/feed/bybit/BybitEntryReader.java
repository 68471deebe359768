package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.sbe.Side;

import java.util.function.Function;

/**
 * Reads trades, liquidations and candles, each an object in a message's data.
 * Thread: feed-<venue>
 */
final class BybitEntryReader
{
    private static final int TIME = 0;
    private static final int SYMBOL = 1;
    private static final int SIDE = 2;
    private static final int QUANTITY = 3;
    private static final int PRICE = 4;
    private static final int ID = 5;
    private static final JsonKeys TRADE_KEYS = JsonKeys.of("T", "s", "S", "v", "p", "i");
    private static final JsonKeys OLD_KEYS = JsonKeys.of("updatedTime", "symbol", "side", "size", "price");
    private static final int BUY = 0;
    private static final JsonKeys SIDES = JsonKeys.of("Buy", "Sell");

    private static final int START = 0;
    private static final int END = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int TURNOVER = 7;
    private static final int CONFIRM = 8;
    private static final JsonKeys CANDLE_KEYS =
        JsonKeys.of("start", "end", "open", "high", "low", "close", "volume", "turnover", "confirm");

    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");
    private static final MalformedMessageException NO_SPAN =
        new MalformedMessageException("a candle without its start and its end");
    private static final long MAX_SPAN_MS = 366L * 24 * 60 * 60 * 1000;
    private static final long NONE = -1;

    private final Function<JsonReader, Instrument> instruments;

    /**
     * @param instruments the instrument whose name a reader has read last, or null.
     */
    BybitEntryReader(final Function<JsonReader, Instrument> instruments)
    {
        this.instruments = instruments;
    }

    /** The next value must be a trade. */
    void readTrade(final JsonReader reader, final TradeValues trade)
    {
        read(reader, TRADE_KEYS, trade);
    }

    /** The next value must be a liquidation: its side is that of the position, the forced order's is the other. */
    void readLiquidation(final JsonReader reader, final TradeValues order)
    {
        read(reader, TRADE_KEYS, order);
        order.side(order.side() == Side.BUY ? Side.SELL : Side.BUY);
    }

    /** As {@link #readLiquidation}, with the names of the topic that came before. */
    void readOldLiquidation(final JsonReader reader, final TradeValues order)
    {
        read(reader, OLD_KEYS, order);
        order.side(order.side() == Side.BUY ? Side.SELL : Side.BUY);
    }

    private void read(final JsonReader reader, final JsonKeys keys, final TradeValues trade)
    {
        trade.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(keys))
            {
                case TIME -> trade.timeNs(UnixTime.ofMillis(reader.readLong()));
                case SYMBOL ->
                {
                    reader.readText();
                    trade.instrument(instruments.apply(reader));
                }
                case SIDE -> trade.side(side(reader.readKeyword(SIDES)));
                case QUANTITY -> trade.quantity().read(reader);
                case PRICE -> trade.price().read(reader);
                case ID -> trade.readId(reader);
                default -> reader.skipValue();
            }
        }
        trade.requireWhole();
    }

    private static Side side(final int side)
    {
        if (side == JsonKeys.UNKNOWN)
        {
            throw NO_SIDE;
        }

        return side == BUY ? Side.BUY : Side.SELL;
    }

    /** The next value must be a candle. */
    void readCandle(final JsonReader reader, final CandleValues candle)
    {
        long startMs = NONE;
        long endMs = NONE;
        candle.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(CANDLE_KEYS))
            {
                case START -> startMs = reader.readLong();
                case END -> endMs = reader.readLong();
                case OPEN -> candle.read(CandleValues.Field.OPEN, reader);
                case HIGH -> candle.read(CandleValues.Field.HIGH, reader);
                case LOW -> candle.read(CandleValues.Field.LOW, reader);
                case CLOSE -> candle.read(CandleValues.Field.CLOSE, reader);
                case VOLUME -> candle.read(CandleValues.Field.VOLUME, reader);
                case TURNOVER -> candle.read(CandleValues.Field.QUOTE_VOLUME, reader);
                case CONFIRM -> candle.closed(reader.readBoolean());
                default -> reader.skipValue();
            }
        }
        if (startMs < 0 || endMs < startMs || endMs - startMs > MAX_SPAN_MS)
        {
            throw NO_SPAN;
        }

        // The end is the last millisecond, which also holds for months.
        candle.openTimeNs(UnixTime.ofMillis(startMs));
        candle.intervalSeconds((int)((endMs - startMs + 1) / 1000));
    }
}
