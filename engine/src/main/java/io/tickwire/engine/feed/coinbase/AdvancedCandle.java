package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.Instrument;

/**
 * One candle of an event, as it is read.
 * Thread: feed-<venue>
 */
final class AdvancedCandle
{
    final CandleValues figures = new CandleValues();
    Instrument instrument;

    void clear()
    {
        figures.clear();
        instrument = null;
    }
}
