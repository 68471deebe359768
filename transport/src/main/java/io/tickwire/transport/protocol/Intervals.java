package io.tickwire.transport.protocol;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What clients write for a length of time: a whole number with a unit ({@code ms, s, m, h, d}), or without.
 * Thread: any
 */
public final class Intervals
{
    /** The longest candle. */
    public static final long MAX_CANDLE_SECONDS = TimeUnit.DAYS.toSeconds(366);

    private static final long MAX_CONFLATION_MS = TimeUnit.DAYS.toMillis(1);
    private static final int MAX_DIGITS = 12;
    private static final long NONE = -1;

    private Intervals()
    {
    }

    /**
     * A candle's size: {@code "1s"}, {@code "15m"}, {@code "1h"}, {@code "1d"}, or {@code "60"} in seconds.
     */
    public static int candleSeconds(final String text, final Object id) throws BadCommandException
    {
        final long ms = parse(text, TimeUnit.SECONDS);
        final long seconds = TimeUnit.MILLISECONDS.toSeconds(ms);
        if (seconds < 1 || seconds > MAX_CANDLE_SECONDS || TimeUnit.SECONDS.toMillis(seconds) != ms)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "interval of candles must be a size such as 1s, 1m, 5m, 15m, 1h, 1d, or from 1 to " +
                    MAX_CANDLE_SECONDS + " in seconds: interval=" + FieldValues.shown(text),
                id);
        }

        return (int)seconds;
    }

    /**
     * How often at the most, in ms: {@code "100"}, {@code "100ms"}, {@code "1s"}.
     */
    public static long conflationMs(final String text, final Object id) throws BadCommandException
    {
        final long ms = parse(text, TimeUnit.MILLISECONDS);
        if (ms < 1 || ms > MAX_CONFLATION_MS)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "interval must be from 1 to " + MAX_CONFLATION_MS + " in ms, or such as 100ms or 1s (mode has raw " +
                    "and latest): interval=" + FieldValues.shown(text),
                id);
        }

        return ms;
    }

    /**
     * A candle's size in the largest unit that it is a whole number of: {@code "15m"}.
     */
    public static String textOf(final int candleSeconds)
    {
        for (final TimeUnit unit : new TimeUnit[]{TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES})
        {
            final long seconds = unit.toSeconds(1);
            if (candleSeconds % seconds == 0)
            {
                return candleSeconds / seconds + unit.name().substring(0, 1).toLowerCase(Locale.ROOT);
            }
        }

        return candleSeconds + "s";
    }

    /** In ms, or {@link #NONE}. */
    private static long parse(final String text, final TimeUnit unitOfNone)
    {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9')
        {
            digits++;
        }
        final TimeUnit unit = unitOf(text.substring(digits), unitOfNone);
        if (digits == 0 || digits > MAX_DIGITS || unit == null)
        {
            return NONE;
        }

        return unit.toMillis(Long.parseLong(text, 0, digits, 10));
    }

    private static TimeUnit unitOf(final String text, final TimeUnit unitOfNone)
    {
        return switch (text)
        {
            case "" -> unitOfNone;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            case "d" -> TimeUnit.DAYS;
            default -> null;
        };
    }
}
