package io.tickwire.engine.series;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The slow twin of {@link RollingStats}: keeps every trade of the window and looks at all of them.
 */
final class NaiveStats
{
    private static final long MINUTE_NS = 60_000_000_000L;

    record Trade(long timeNs, long number, long price, long quantity)
    {
    }

    private final TreeMap<Long, List<Trade>> minutes = new TreeMap<>();
    private long newestMinute;
    private long number;
    private long lateTrades;

    boolean onTrade(final long timeNs, final long price, final long quantity)
    {
        advanceTo(timeNs);
        final long minute = Math.floorDiv(timeNs, MINUTE_NS);
        if (minute < 0 || minute <= newestMinute - RollingStats.MINUTES)
        {
            lateTrades++;
            return false;
        }
        minutes.computeIfAbsent(minute, key -> new ArrayList<>()).add(new Trade(timeNs, number++, price, quantity));

        return true;
    }

    void advanceTo(final long timeNs)
    {
        newestMinute = Math.max(newestMinute, Math.floorDiv(timeNs, MINUTE_NS));
        final Map<Long, List<Trade>> left = minutes.headMap(newestMinute - RollingStats.MINUTES + 1);
        left.clear();
    }

    List<Trade> trades()
    {
        final List<Trade> trades = new ArrayList<>();
        minutes.values().forEach(trades::addAll);

        return trades;
    }

    long lateTrades()
    {
        return lateTrades;
    }

    static long open(final List<Trade> trades)
    {
        return trades.stream()
            .min(Comparator.comparingLong(Trade::timeNs).thenComparingLong(Trade::number))
            .map(Trade::price).orElse(NULL);
    }

    static long last(final List<Trade> trades)
    {
        return trades.stream()
            .max(Comparator.comparingLong(Trade::timeNs).thenComparingLong(Trade::number))
            .map(Trade::price).orElse(NULL);
    }

    static long high(final List<Trade> trades)
    {
        return trades.stream().mapToLong(Trade::price).max().orElse(NULL);
    }

    static long low(final List<Trade> trades)
    {
        return trades.stream().mapToLong(Trade::price).min().orElse(NULL);
    }

    static BigInteger volume(final List<Trade> trades)
    {
        BigInteger volume = BigInteger.ZERO;
        for (final Trade trade : trades)
        {
            volume = volume.add(BigInteger.valueOf(trade.quantity()));
        }

        return volume;
    }

    static long vwap(final List<Trade> trades)
    {
        BigInteger notional = BigInteger.ZERO;
        for (final Trade trade : trades)
        {
            notional = notional.add(BigInteger.valueOf(trade.price()).multiply(BigInteger.valueOf(trade.quantity())));
        }
        final BigInteger volume = volume(trades);

        return volume.signum() == 0 ? NULL : quotient(notional, volume);
    }

    static long changePercent(final List<Trade> trades)
    {
        final long open = open(trades);
        if (trades.isEmpty() || open == 0)
        {
            return NULL;
        }

        return quotient(
            BigInteger.valueOf(last(trades)).subtract(BigInteger.valueOf(open)).multiply(BigInteger.valueOf(1_000_000)),
            BigInteger.valueOf(open).abs());
    }

    private static long quotient(final BigInteger dividend, final BigInteger divisor)
    {
        final BigInteger quotient = new BigDecimal(dividend)
            .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP).toBigIntegerExact();

        return quotient.bitLength() < Long.SIZE ? quotient.longValueExact() : NULL;
    }
}
