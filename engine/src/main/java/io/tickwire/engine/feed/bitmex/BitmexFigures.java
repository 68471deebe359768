package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.schema.Decimals;

/**
 * A row of {@code instrument} or of a {@code tradeBin}. Volumes are contracts, as all quantities are; a bin's time is
 * its end.
 * Thread: feed-<venue>
 */
final class BitmexFigures
{
    private static final int SYMBOL = 0;
    private static final int TIMESTAMP = 1;
    private static final int LAST_PRICE = 2;
    private static final int PREV_PRICE_24H = 3;
    private static final int HIGH_PRICE = 4;
    private static final int LOW_PRICE = 5;
    private static final int VWAP = 6;
    private static final int VOLUME_24H = 7;
    private static final int FOREIGN_NOTIONAL_24H = 8;
    private static final int LAST_CHANGE_PCNT = 9;
    private static final int MARK_PRICE = 10;
    private static final int OPEN = 11;
    private static final int HIGH = 12;
    private static final int LOW = 13;
    private static final int CLOSE = 14;
    private static final int VOLUME = 15;
    private static final int TRADES = 16;
    private static final int FOREIGN_NOTIONAL = 17;
    private static final JsonKeys KEYS = JsonKeys.of(
        "symbol", "timestamp", "lastPrice", "prevPrice24h", "highPrice", "lowPrice", "vwap", "volume24h",
        "foreignNotional24h", "lastChangePcnt", "markPrice", "open", "high", "low", "close", "volume", "trades",
        "foreignNotional");
    private static final int PERCENT_DECIMALS = 2;
    private static final long NANOS = 1_000_000_000L;

    private final TickerValues ticker = new TickerValues();
    private final CandleValues candle = new CandleValues();
    private final JsonDecimal change = new JsonDecimal();
    private Instrument instrument;
    private long timeNs;

    /** What has changed of the figures of 24 hours. */
    TickerValues ticker()
    {
        return ticker;
    }

    /** Null where its ticks are not wanted. */
    Instrument instrument()
    {
        return instrument;
    }

    long timeNs()
    {
        return timeNs;
    }

    /** As the candle of an interval. */
    CandleValues candle(final int intervalSeconds)
    {
        candle.intervalSeconds(intervalSeconds);
        candle.openTimeNs(timeNs == Decimals.NULL ? Decimals.NULL : timeNs - intervalSeconds * NANOS);
        candle.closed(true);

        return candle;
    }

    void read(final JsonReader reader, final VenueFeed feed)
    {
        ticker.clear();
        candle.clear();
        change.clear();
        instrument = null;
        timeNs = Decimals.NULL;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case SYMBOL ->
                {
                    reader.readText();
                    instrument = feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                case TIMESTAMP -> timeNs = reader.skipNull() ? Decimals.NULL : reader.readIsoTime();
                case LAST_PRICE -> ticker.read(TickerValues.Field.LAST, reader);
                case PREV_PRICE_24H -> ticker.read(TickerValues.Field.OPEN, reader);
                case HIGH_PRICE -> ticker.read(TickerValues.Field.HIGH, reader);
                case LOW_PRICE -> ticker.read(TickerValues.Field.LOW, reader);
                case VWAP -> ticker.read(TickerValues.Field.VWAP, reader);
                case VOLUME_24H -> ticker.read(TickerValues.Field.VOLUME, reader);
                case FOREIGN_NOTIONAL_24H -> ticker.read(TickerValues.Field.QUOTE_VOLUME, reader);
                case LAST_CHANGE_PCNT -> change.read(reader);
                case MARK_PRICE -> ticker.read(TickerValues.Field.MARK, reader);
                case OPEN -> candle.read(CandleValues.Field.OPEN, reader);
                case HIGH -> candle.read(CandleValues.Field.HIGH, reader);
                case LOW -> candle.read(CandleValues.Field.LOW, reader);
                case CLOSE -> candle.read(CandleValues.Field.CLOSE, reader);
                case VOLUME -> candle.read(CandleValues.Field.VOLUME, reader);
                case TRADES -> candle.read(CandleValues.Field.TRADES, reader);
                case FOREIGN_NOTIONAL -> candle.read(CandleValues.Field.QUOTE_VOLUME, reader);
                default -> reader.skipValue();
            }
        }
        if (change.isKnown())
        {
            ticker.set(TickerValues.Field.CHANGE, change.mantissa(), change.decimals() - PERCENT_DECIMALS);
        }
    }
}
