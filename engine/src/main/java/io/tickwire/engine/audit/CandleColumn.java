package io.tickwire.engine.audit;

import io.tickwire.engine.audit.CandlesAudit.Candle;

import java.util.function.Function;

/**
 * A field of a report's candle: its name and what stands there.
 * Thread: any
 */
enum CandleColumn
{
    OPEN_TIME("open_time", candle -> TimeForm.MILLIS.text(candle.openTimeNs())),
    CLOSE_TIME("close_time", CandleColumn::closeTime),
    START_SECONDS("start", candle -> TimeForm.SECONDS.text(candle.openTimeNs())),
    START_MILLIS("start", candle -> TimeForm.MILLIS.text(candle.openTimeNs())),
    INTERVAL("interval", candle -> intervalOf(candle.intervalSeconds())),
    OPEN("o", Candle::open),
    HIGH("h", Candle::high),
    LOW("l", Candle::low),
    CLOSE("c", Candle::close),
    VOLUME("v", Candle::volume),
    QUOTE_VOLUME("q", Candle::quoteVolume),
    TRADES("trades", Candle::trades),
    CLOSED("closed", Candle::isClosed),
    CONFIRM("confirm", Candle::isClosed);

    private static final long SECOND_NS = 1_000_000_000;
    private static final long MILLI_NS = 1_000_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;

    private final String key;
    private final Function<Candle, Object> content;

    CandleColumn(final String key, final Function<Candle, Object> content)
    {
        this.key = key;
        this.content = content;
    }

    String key()
    {
        return key;
    }

    Object of(final Candle candle)
    {
        return content.apply(candle);
    }

    private static String closeTime(final Candle candle)
    {
        return TimeForm.MILLIS.text(candle.openTimeNs() + candle.intervalSeconds() * SECOND_NS - MILLI_NS);
    }

    private static String intervalOf(final int seconds)
    {
        if (seconds % WEEK == 0)
        {
            return seconds / WEEK + "w";
        }
        if (seconds % DAY == 0)
        {
            return seconds / DAY + "d";
        }
        if (seconds % HOUR == 0)
        {
            return seconds / HOUR + "h";
        }

        return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }
}
