package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.CandleEntry;
import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickerEntry;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;

import java.util.function.Function;

/**
 * Reads one event of a message, whichever its channel is: that may stand behind it.
 * Thread: feed-<venue>
 */
final class AdvancedEventReader
{
    private static final int TYPE = 0;
    private static final int PRODUCT_ID = 1;
    private static final int UPDATES = 2;
    private static final int TRADES = 3;
    private static final int TICKERS = 4;
    private static final int CANDLES = 5;
    private static final JsonKeys KEYS =
        JsonKeys.of("type", "product_id", "updates", "trades", "tickers", "candles");

    private static final int SIDE = 0;
    private static final int EVENT_TIME = 1;
    private static final int PRICE_LEVEL = 2;
    private static final int NEW_QUANTITY = 3;
    private static final JsonKeys LEVEL_KEYS = JsonKeys.of("side", "event_time", "price_level", "new_quantity");
    private static final int BID = 0;
    private static final JsonKeys LEVEL_SIDES = JsonKeys.of("bid", "offer");

    /** Trades, tickers and candles have this first. */
    private static final int PRODUCT = 0;

    private static final int TRADE_ID = 1;
    private static final int TRADE_PRICE = 2;
    private static final int TRADE_SIZE = 3;
    private static final int TRADE_TIME = 4;
    private static final int TRADE_SIDE = 5;
    private static final JsonKeys TRADE_KEYS =
        JsonKeys.of("product_id", "trade_id", "price", "size", "time", "side");
    private static final int MAKER_BUYS = 0;
    private static final JsonKeys MAKER_SIDES = JsonKeys.of("BUY", "SELL");

    private static final int TICKER_PRICE = 1;
    private static final int VOLUME_24_H = 2;
    private static final int LOW_24_H = 3;
    private static final int HIGH_24_H = 4;
    private static final int CHANGE_24_H = 5;
    private static final int BEST_BID = 6;
    private static final int BEST_BID_QUANTITY = 7;
    private static final int BEST_ASK = 8;
    private static final int BEST_ASK_QUANTITY = 9;
    private static final JsonKeys TICKER_KEYS = JsonKeys.of(
        "product_id", "price", "volume_24_h", "low_24_h", "high_24_h", "price_percent_chg_24_h", "best_bid",
        "best_bid_quantity", "best_ask", "best_ask_quantity");

    private static final int START = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final JsonKeys CANDLE_KEYS =
        JsonKeys.of("product_id", "start", "open", "high", "low", "close", "volume");

    /** The channel has candles of five minutes, and does not say when one is closed. */
    private static final int CANDLE_SECONDS = 300;

    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");

    private final JsonReader reader;
    private final Function<JsonReader, Instrument> instruments;
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal quantity = new JsonDecimal();

    /**
     * @param instruments the instrument whose name the reader has read last, or null.
     */
    AdvancedEventReader(final JsonReader reader, final Function<JsonReader, Instrument> instruments)
    {
        this.reader = reader;
        this.instruments = instruments;
    }

    /** The next value must be an event. */
    void read(final AdvancedEvent event)
    {
        event.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case TYPE -> event.type = reader.readKeyword(CoinbaseAdvancedDecoder.TYPES);
                case PRODUCT_ID ->
                {
                    event.hasProduct = true;
                    event.instrument = readInstrument();
                }
                case UPDATES -> readLevels(event);
                case TRADES -> readTrades(event);
                case TICKERS -> readTickers(event);
                case CANDLES -> readCandles(event);
                default -> reader.skipValue();
            }
        }
    }

    private Instrument readInstrument()
    {
        reader.readText();

        return instruments.apply(reader);
    }

    private void readLevels(final AdvancedEvent event)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readLevel(event);
        }
    }

    private void readLevel(final AdvancedEvent event)
    {
        int side = JsonKeys.UNKNOWN;
        price.clear();
        quantity.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(LEVEL_KEYS))
            {
                case SIDE -> side = reader.readKeyword(LEVEL_SIDES);
                case PRICE_LEVEL -> price.read(reader);
                case NEW_QUANTITY -> quantity.read(reader);
                case EVENT_TIME -> readEventTime(event);
                default -> reader.skipValue();
            }
        }
        event.levels.side(is(BID, side)).add(price, quantity);
    }

    /** All levels of an event changed at one time, which is read once. */
    private void readEventTime(final AdvancedEvent event)
    {
        if (event.timeNs == Decimals.NULL)
        {
            event.timeNs = reader.readIsoTime();
        }
        else
        {
            reader.skipValue();
        }
    }

    private void readTrades(final AdvancedEvent event)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readTrade(event.trades.add());
        }
    }

    private void readTrade(final TradeValues trade)
    {
        trade.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(TRADE_KEYS))
            {
                case PRODUCT -> trade.instrument(readInstrument());
                case TRADE_ID -> trade.readId(reader);
                case TRADE_PRICE -> trade.price().read(reader);
                case TRADE_SIZE -> trade.quantity().read(reader);
                case TRADE_TIME -> trade.timeNs(reader.readIsoTime());
                case TRADE_SIDE ->
                    trade.side(is(MAKER_BUYS, reader.readKeyword(MAKER_SIDES)) ? Side.SELL : Side.BUY);
                default -> reader.skipValue();
            }
        }
        trade.requireWhole();
    }

    private void readTickers(final AdvancedEvent event)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readTicker(event.tickers.add());
        }
    }

    private void readTicker(final TickerEntry ticker)
    {
        ticker.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(TICKER_KEYS))
            {
                case PRODUCT -> ticker.instrument(readInstrument());
                case TICKER_PRICE -> ticker.figures().read(TickerValues.Field.LAST, reader);
                case VOLUME_24_H -> ticker.figures().read(TickerValues.Field.VOLUME, reader);
                case LOW_24_H -> ticker.figures().read(TickerValues.Field.LOW, reader);
                case HIGH_24_H -> ticker.figures().read(TickerValues.Field.HIGH, reader);
                case CHANGE_24_H -> ticker.figures().read(TickerValues.Field.CHANGE, reader);
                case BEST_BID -> ticker.quote().bid().read(reader);
                case BEST_BID_QUANTITY -> ticker.quote().bidQuantity().read(reader);
                case BEST_ASK -> ticker.quote().ask().read(reader);
                case BEST_ASK_QUANTITY -> ticker.quote().askQuantity().read(reader);
                default -> reader.skipValue();
            }
        }
    }

    private void readCandles(final AdvancedEvent event)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            readCandle(event.candles.add());
        }
    }

    private void readCandle(final CandleEntry candle)
    {
        candle.clear();
        candle.values().intervalSeconds(CANDLE_SECONDS);
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(CANDLE_KEYS))
            {
                case PRODUCT -> candle.instrument(readInstrument());
                case START -> candle.values().openTimeNs(UnixTime.ofSeconds(reader.readLong()));
                case OPEN -> candle.values().read(CandleValues.Field.OPEN, reader);
                case HIGH -> candle.values().read(CandleValues.Field.HIGH, reader);
                case LOW -> candle.values().read(CandleValues.Field.LOW, reader);
                case CLOSE -> candle.values().read(CandleValues.Field.CLOSE, reader);
                case VOLUME -> candle.values().read(CandleValues.Field.VOLUME, reader);
                default -> reader.skipValue();
            }
        }
    }

    private static boolean is(final int expected, final int side)
    {
        if (side == JsonKeys.UNKNOWN)
        {
            throw NO_SIDE;
        }

        return side == expected;
    }
}
