package io.tickwire.engine.series;

import io.tickwire.engine.schema.sbe.SignalAction;

/**
 * Hears what indicators advise, on the thread that closes the candles.
 * Thread: pipeline-<k>
 */
@FunctionalInterface
public interface SignalListener
{
    /**
     * A candle has closed, and this is what an indicator says.
     *
     * @param value      a mantissa.
     * @param exponent   the value's.
     * @param confidence from 0 to 10,000.
     */
    void onSignal(Indicator indicator, SignalAction action, long value, int exponent, int confidence);
}
