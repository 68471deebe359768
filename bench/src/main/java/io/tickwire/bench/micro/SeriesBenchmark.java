package io.tickwire.bench.micro;

import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.series.CandleChange;
import io.tickwire.engine.series.CandleListener;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import io.tickwire.engine.series.Indicator;
import io.tickwire.engine.series.Indicators;
import io.tickwire.engine.series.RollingStats;
import io.tickwire.engine.series.SignalListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A trade through the statistics of 24 hours, candles of six intervals, and the indicators of a minute's candles; a
 * listener hears of each. Trades come 20 times a second. The yardstick keeps the candles alone, in trees of decimals.
 * Goal: 100 ns.
 */
@State(Scope.Thread)
public class SeriesBenchmark extends MicroBenchmark
{
    private static final int SAMPLES = 4096;
    private static final int GROWTH = 1_500;
    private static final long GAP_NS = 50_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long[] SECONDS = {1, 60, 300, 900, 3_600, 86_400};

    private final long[] prices = new long[SAMPLES];
    private final long[] quantities = new long[SAMPLES];
    private final RollingStats stats = new RollingStats();
    private final CandleSet candles = new CandleSet();
    private final Candles minutes = candles.ofSeconds(Indicators.DEFAULT_SECONDS);
    private final Indicators indicators = new Indicators(-2, -8);
    private final CandleListener candleListener = this::onCandle;
    private final SignalListener signalListener = this::onSignal;
    private final List<TreeMap<Long, NaiveCandle>> trees = new ArrayList<>();
    private long timeNs = 1_795_000_000L * NS_PER_SECOND;
    private long told;
    private int index;

    /**
     * A random walk.
     */
    public SeriesBenchmark()
    {
        final SplittableRandom random = new SplittableRandom(1);
        long price = 6_000_000;
        for (int i = 0; i < SAMPLES; i++)
        {
            price += random.nextInt(-50, 51);
            prices[i] = price;
            quantities[i] = 1 + random.nextInt(100_000_000);
        }
        for (int i = 0; i < SECONDS.length; i++)
        {
            trees.add(new TreeMap<>());
        }
        grow();
    }

    /**
     * What is kept has all the room that it will ever take: 300 candles of each interval, and the minutes of a day.
     */
    private void grow()
    {
        for (final long seconds : SECONDS)
        {
            for (int i = 0; i < GROWTH; i++)
            {
                timeNs += seconds * NS_PER_SECOND;
                stats.onTrade(timeNs, prices[i], quantities[i]);
                candles.onTrade(timeNs, prices[i], quantities[i], candleListener);
            }
        }
    }

    @Benchmark
    public long series()
    {
        final int sample = index++ & SAMPLES - 1;
        timeNs += GAP_NS;
        stats.onTrade(timeNs, prices[sample], quantities[sample]);
        candles.onTrade(timeNs, prices[sample], quantities[sample], candleListener);

        return told + stats.high();
    }

    /**
     * The candles alone.
     */
    @Benchmark
    public long trees()
    {
        final int sample = index++ & SAMPLES - 1;
        timeNs += GAP_NS;
        final BigDecimal price = BigDecimal.valueOf(prices[sample], 2);
        final BigDecimal quantity = BigDecimal.valueOf(quantities[sample], 8);
        for (int i = 0; i < SECONDS.length; i++)
        {
            final TreeMap<Long, NaiveCandle> tree = trees.get(i);
            final long openNs = timeNs / (SECONDS[i] * NS_PER_SECOND) * SECONDS[i] * NS_PER_SECOND;
            tree.computeIfAbsent(openNs, key -> new NaiveCandle(price)).add(price, quantity);
            if (tree.size() > Candles.CAPACITY)
            {
                tree.pollFirstEntry();
            }
        }

        return told + index;
    }

    private void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        told += candles.close(index);
        if (change == CandleChange.CLOSED && candles == minutes)
        {
            indicators.onClosed(candles, index, signalListener);
        }
    }

    private void onSignal(
        final Indicator indicator,
        final SignalAction action,
        final long value,
        final int exponent,
        final int confidence)
    {
        told += confidence;
    }

    /**
     * A candle as one would first write it.
     */
    private static final class NaiveCandle
    {
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal close;
        private BigDecimal volume = BigDecimal.ZERO;

        private NaiveCandle(final BigDecimal price)
        {
            high = price;
            low = price;
        }

        private void add(final BigDecimal price, final BigDecimal quantity)
        {
            high = high.max(price);
            low = low.min(price);
            close = price;
            volume = volume.add(quantity);
        }
    }
}
