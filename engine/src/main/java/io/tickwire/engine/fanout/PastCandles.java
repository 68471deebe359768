package io.tickwire.engine.fanout;

/**
 * Takes candles of an earlier run, oldest first.
 * Thread: pipeline-<k>
 */
@FunctionalInterface
public interface PastCandles
{
    /**
     * @param fields open, high, low, close, volume and trades, from {@code from} on.
     */
    void onCandle(long openTimeNs, long[] fields, int from, boolean isClosed);
}
