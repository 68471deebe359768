package io.tickwire.engine.series;

/**
 * Candles of one interval to read, oldest first. An index is from 0 to below the size; intervals without trades have no
 * candle.
 * Thread: any
 */
public interface CandleView
{
    long intervalNs();

    int size();

    long openTimeNs(int index);

    long open(int index);

    long high(int index);

    long low(int index);

    long close(int index);

    /**
     * The sum of the quantities, or the largest long where that is more.
     */
    long volume(int index);

    long trades(int index);

    /**
     * Whether its interval is over; a late trade may still correct it.
     */
    boolean isClosed(int index);
}
