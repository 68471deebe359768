package io.tickwire.engine.series;

/**
 * Hears of candles, on the thread that adds the trades.
 * Thread: pipeline-<k>
 */
@FunctionalInterface
public interface CandleListener
{
    /**
     * A candle has changed. What it now is can be read at the index, until this returns.
     */
    void onCandle(Candles candles, int index, CandleChange change);
}
