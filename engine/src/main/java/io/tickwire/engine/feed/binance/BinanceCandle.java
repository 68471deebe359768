package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;

/**
 * The candle in a {@code kline} event. How long it is is told by its times, which is right for months, too.
 * Thread: feed-<venue>
 */
final class BinanceCandle
{
    private static final int OPEN_TIME = 0;
    private static final int CLOSE_TIME = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;
    private static final int QUOTE_VOLUME = 7;
    private static final int TRADES = 8;
    private static final int IS_CLOSED = 9;
    private static final JsonKeys KEYS = JsonKeys.of("t", "T", "o", "h", "l", "c", "v", "q", "n", "x");
    private static final int ALL = (1 << IS_CLOSED + 1) - 1;

    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a field of a candle is missing or comes twice");
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = 366 * 24 * 60 * 60;

    private final CandleValues values = new CandleValues();
    private final boolean hasQuoteVolume;
    private long openTimeNs;
    private long closeTimeNs;

    /**
     * @param hasQuoteVolume false where {@code q} is in the base asset: where {@code v} is in contracts.
     */
    BinanceCandle(final boolean hasQuoteVolume)
    {
        this.hasQuoteVolume = hasQuoteVolume;
    }

    CandleValues values()
    {
        return values;
    }

    /** The next value must be a candle. */
    void read(final JsonReader reader)
    {
        values.clear();
        int fields = 0;
        reader.beginObject();
        while (reader.nextField())
        {
            final int key = reader.key(KEYS);
            if (key == JsonKeys.UNKNOWN)
            {
                reader.skipValue();
                continue;
            }
            if ((fields & 1 << key) != 0)
            {
                throw NOT_WHOLE;
            }
            fields |= 1 << key;
            readField(key, reader);
        }
        if (fields != ALL)
        {
            throw NOT_WHOLE;
        }

        // The last moment is a millisecond or a microsecond before the next candle begins.
        final long seconds = (closeTimeNs - openTimeNs + NS_PER_SECOND - 1) / NS_PER_SECOND;
        if (seconds < 1 || seconds > MAX_SECONDS)
        {
            throw NOT_WHOLE;
        }
        values.openTimeNs(openTimeNs);
        values.intervalSeconds((int)seconds);
    }

    private void readField(final int key, final JsonReader reader)
    {
        switch (key)
        {
            case OPEN_TIME -> openTimeNs = UnixTime.ofMillisOrMicros(reader.readLong());
            case CLOSE_TIME -> closeTimeNs = UnixTime.ofMillisOrMicros(reader.readLong());
            case OPEN -> values.read(CandleValues.Field.OPEN, reader);
            case HIGH -> values.read(CandleValues.Field.HIGH, reader);
            case LOW -> values.read(CandleValues.Field.LOW, reader);
            case CLOSE -> values.read(CandleValues.Field.CLOSE, reader);
            case VOLUME -> values.read(CandleValues.Field.VOLUME, reader);
            case QUOTE_VOLUME ->
            {
                if (hasQuoteVolume)
                {
                    values.read(CandleValues.Field.QUOTE_VOLUME, reader);
                }
                else
                {
                    reader.skipValue();
                }
            }
            case TRADES -> values.read(CandleValues.Field.TRADES, reader);
            default -> values.closed(reader.readBoolean());
        }
    }
}
