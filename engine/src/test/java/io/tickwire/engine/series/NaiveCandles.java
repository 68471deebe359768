package io.tickwire.engine.series;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The slow twin of {@link Candles}: keeps each candle with all its trades.
 */
final class NaiveCandles
{
    record Trade(long timeNs, long price, long quantity)
    {
    }

    static final class Candle
    {
        private final List<Trade> trades = new ArrayList<>();
        private Trade open;
        private Trade close;

        long open()
        {
            return open.price();
        }

        long close()
        {
            return close.price();
        }

        long high()
        {
            return trades.stream().mapToLong(Trade::price).max().orElseThrow();
        }

        long low()
        {
            return trades.stream().mapToLong(Trade::price).min().orElseThrow();
        }

        long volume()
        {
            return trades.stream().map(trade -> BigInteger.valueOf(trade.quantity()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
        }

        int trades()
        {
            return trades.size();
        }
    }

    private final TreeMap<Long, Candle> candles = new TreeMap<>();
    private final long intervalNs;
    private long nowNs;
    private long lateTrades;

    NaiveCandles(final long intervalNs)
    {
        this.intervalNs = intervalNs;
    }

    void onTrade(final long timeNs, final long price, final long quantity)
    {
        nowNs = Math.max(nowNs, timeNs);
        final long openNs = timeNs / intervalNs * intervalNs;
        if (candles.isEmpty() || openNs > candles.lastKey())
        {
            candles.put(openNs, new Candle());
        }
        final Candle candle = candles.get(openNs);
        if (candle == null)
        {
            lateTrades++;
            return;
        }

        final Trade trade = new Trade(timeNs, price, quantity);
        candle.trades.add(trade);
        if (openNs == candles.lastKey())
        {
            candle.open = candle.open == null || timeNs < candle.open.timeNs() ? trade : candle.open;
            candle.close = candle.close == null || timeNs >= candle.close.timeNs() ? trade : candle.close;
        }
        if (candles.size() > Candles.CAPACITY)
        {
            candles.pollFirstEntry();
        }
    }

    void advanceTo(final long timeNs)
    {
        nowNs = Math.max(nowNs, timeNs);
    }

    boolean isClosed(final long openNs)
    {
        return openNs != candles.lastKey() || nowNs >= openNs + intervalNs;
    }

    TreeMap<Long, Candle> candles()
    {
        return candles;
    }

    long lateTrades()
    {
        return lateTrades;
    }
}
