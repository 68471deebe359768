package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;

/**
 * A {@code chart.trades} notification: the newest candle, as it is. Only its channel says whose it is and how long:
 * {@code chart.trades.BTC-PERPETUAL.60}, in minutes, or {@code 1D}. Nothing says that it is closed.
 * Thread: feed-<venue>
 */
final class DeribitCandle
{
    private static final MalformedMessageException NO_LENGTH = new MalformedMessageException("a chart of no length");
    private static final int MINUTE_SECONDS = 60;
    private static final int DAY_MINUTES = 24 * 60;

    private static final int TICK = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int COST = 6;
    private static final JsonKeys KEYS = JsonKeys.of("tick", "open", "high", "low", "close", "volume", "cost");

    private final VenueFeed feed;
    private final CandleValues values = new CandleValues();
    private final JsonDecimal volume = new JsonDecimal();
    private final JsonDecimal cost = new JsonDecimal();
    private Instrument instrument;
    private int intervalSeconds;
    private long openTimeNs;

    DeribitCandle(final VenueFeed feed)
    {
        this.feed = feed;
    }

    /**
     * Whether the quantities of an instrument are dollars. Names are {@code BTC-PERPETUAL} and {@code BTC-25JUN27};
     * options and combinations have more parts, all others are of pairs.
     */
    static boolean isInverse(final Instrument instrument)
    {
        final String name = instrument.venueSymbol();
        final int dash = name.indexOf('-');

        return dash > 0 && name.lastIndexOf('-') == dash && name.indexOf('_') < 0;
    }

    /** The text that was read last is the channel. */
    void readChannel(final JsonReader reader)
    {
        final byte[] buffer = reader.textBytes();
        final int name = reader.textOffset() + DeribitChannel.CHART.prefixLength();
        final int end = reader.textOffset() + reader.textLength();
        int dot = end - 1;
        while (dot > name && buffer[dot] != '.')
        {
            dot--;
        }
        intervalSeconds = MINUTE_SECONDS * minutes(buffer, dot + 1, end);
        instrument = feed.instrument(buffer, name, dot - name);
    }

    void read(final JsonReader reader)
    {
        values.clear();
        volume.clear();
        cost.clear();
        openTimeNs = Decimals.NULL;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case TICK -> openTimeNs = UnixTime.ofMillis(reader.readLong());
                case OPEN -> values.read(CandleValues.Field.OPEN, reader);
                case HIGH -> values.read(CandleValues.Field.HIGH, reader);
                case LOW -> values.read(CandleValues.Field.LOW, reader);
                case CLOSE -> values.read(CandleValues.Field.CLOSE, reader);
                case VOLUME -> volume.read(reader);
                case COST -> cost.read(reader);
                default -> reader.skipValue();
            }
        }
    }

    void publish()
    {
        if (instrument == null)
        {
            return;
        }

        values.openTimeNs(openTimeNs);
        values.intervalSeconds(intervalSeconds);
        if (isInverse(instrument))
        {
            values.set(CandleValues.Field.VOLUME, cost);
        }
        else
        {
            values.set(CandleValues.Field.VOLUME, volume);
            values.set(CandleValues.Field.QUOTE_VOLUME, cost);
        }
        feed.writer().candle(instrument, Decimals.NULL, values);
    }

    private static int minutes(final byte[] buffer, final int from, final int to)
    {
        if (to - from == 2 && buffer[from] == '1' && buffer[from + 1] == 'D')
        {
            return DAY_MINUTES;
        }

        int minutes = 0;
        for (int i = from; i < to; i++)
        {
            final int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9 || minutes > DAY_MINUTES)
            {
                throw NO_LENGTH;
            }
            minutes = minutes * 10 + digit;
        }

        return minutes;
    }
}
