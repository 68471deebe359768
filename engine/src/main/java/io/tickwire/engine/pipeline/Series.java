package io.tickwire.engine.pipeline;

import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Indicators;
import io.tickwire.engine.series.RecentTrades;
import io.tickwire.engine.series.RollingStats;

import java.util.Arrays;

/**
 * What a symbol's trades at a venue were made of.
 * Thread: pipeline-<k>
 */
final class Series
{
    private static final long NONE = Long.MIN_VALUE;

    private final RollingStats stats = new RollingStats();
    private final CandleSet candles;
    private final Indicators indicators;
    private final RecentTrades trades = new RecentTrades();

    /** For each interval, when the candle opened that is to be closed in time. */
    private final long[] awaited;

    Series(final CandleSet candles, final int priceExponent, final int quantityExponent)
    {
        this.candles = candles;
        indicators = new Indicators(priceExponent, quantityExponent);
        awaited = new long[candles.size()];
        Arrays.fill(awaited, NONE);
    }

    RollingStats stats()
    {
        return stats;
    }

    CandleSet candles()
    {
        return candles;
    }

    Indicators indicators()
    {
        return indicators;
    }

    /**
     * The newest trades: kept only where somebody looks at them.
     */
    RecentTrades trades()
    {
        return trades;
    }

    /**
     * Whether nobody waits yet for the end of the candle that opened then; from now on somebody does.
     */
    boolean await(final int interval, final long openTimeNs)
    {
        final boolean isNew = awaited[interval] != openTimeNs;
        awaited[interval] = openTimeNs;

        return isNew;
    }
}
