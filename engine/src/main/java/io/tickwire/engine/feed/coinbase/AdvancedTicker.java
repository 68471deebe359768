package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickerValues;

/**
 * One ticker of an event, as it is read.
 * Thread: feed-<venue>
 */
final class AdvancedTicker
{
    final TickerValues figures = new TickerValues();
    final QuoteValues quote = new QuoteValues();
    Instrument instrument;

    void clear()
    {
        figures.clear();
        quote.clear();
        instrument = null;
    }
}
