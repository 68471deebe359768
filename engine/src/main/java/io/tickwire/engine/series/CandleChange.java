package io.tickwire.engine.series;

/**
 * What became of a candle.
 * Thread: any
 */
public enum CandleChange
{
    /** A trade was added to the newest candle, which is open. */
    CHANGED,

    /** The next interval has begun. Told once for each candle, after all of its changes and before the next one's. */
    CLOSED,

    /** A trade that came late was added to a candle that was closed. */
    CORRECTED
}
