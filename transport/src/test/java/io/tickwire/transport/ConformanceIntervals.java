package io.tickwire.transport;

import java.util.Map;

/**
 * Candle sizes as clients and the server write them.
 */
final class ConformanceIntervals
{
    private static final Map<Character, Integer> UNITS = Map.of('s', 1, 'm', 60, 'h', 3_600, 'd', 86_400);

    private ConformanceIntervals()
    {
    }

    static int seconds(final String interval)
    {
        final char unit = interval.charAt(interval.length() - 1);

        return Character.isDigit(unit) ? Integer.parseInt(interval) :
            Integer.parseInt(interval.substring(0, interval.length() - 1)) * UNITS.get(unit);
    }
}
