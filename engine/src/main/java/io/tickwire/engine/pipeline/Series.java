package io.tickwire.engine.pipeline;

import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import io.tickwire.engine.series.Indicators;
import io.tickwire.engine.series.RecentTrades;
import io.tickwire.engine.series.RollingStats;
import io.tickwire.engine.series.SignalListener;

import java.util.Arrays;

/**
 * What a symbol's trades at a venue were made of.
 * Thread: pipeline-<k>
 */
final class Series
{
    private static final long NONE = Long.MIN_VALUE;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 60 * MINUTE_NS;
    private static final SignalListener NOBODY = (indicator, action, value, exponent, confidence) ->
    {
        // It was told when it happened.
    };

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

    /**
     * Begin with what the candles of an earlier run tell, before the first trade. Statistics come from candles of whole
     * minutes up to an hour, each time from the finest that there are; indicators from the closed ones of their
     * interval.
     */
    void restore(final long indicatorNs)
    {
        long fromNs = Long.MIN_VALUE;
        for (int i = candles.size() - 1; i >= 0; i--)
        {
            final Candles view = candles.get(i);
            if (tellsMinutes(view))
            {
                final long untilNs = nextFinerFromNs(i);
                for (int index = 0; index < view.size(); index++)
                {
                    final long openNs = view.openTimeNs(index);
                    if (openNs >= fromNs && openNs < untilNs)
                    {
                        stats.restore(view, index);
                    }
                }
                fromNs = Math.max(fromNs, untilNs);
            }
            if (view.intervalNs() == indicatorNs)
            {
                for (int index = 0; index < view.size() && view.isClosed(index); index++)
                {
                    indicators.onClosed(view, index, NOBODY);
                }
            }
        }
    }

    /** From when on a finer interval than this one tells all, at a boundary of this one. */
    private long nextFinerFromNs(final int interval)
    {
        final long intervalNs = candles.get(interval).intervalNs();
        for (int i = interval - 1; i >= 0; i--)
        {
            final Candles finer = candles.get(i);
            if (tellsMinutes(finer) && finer.size() > 0)
            {
                return (finer.openTimeNs(0) + intervalNs - 1) / intervalNs * intervalNs;
            }
        }

        return Long.MAX_VALUE;
    }

    private static boolean tellsMinutes(final Candles candles)
    {
        return candles.intervalNs() % MINUTE_NS == 0 && candles.intervalNs() <= HOUR_NS;
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
