package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.json.JsonDecimal;

/**
 * One ticker of an event, as it is read.
 * Thread: feed-<venue>
 */
final class AdvancedTicker
{
    final TickerValues figures = new TickerValues();
    final JsonDecimal bestBid = new JsonDecimal();
    final JsonDecimal bestBidQuantity = new JsonDecimal();
    final JsonDecimal bestAsk = new JsonDecimal();
    final JsonDecimal bestAskQuantity = new JsonDecimal();
    Instrument instrument;

    void clear()
    {
        figures.clear();
        bestBid.clear();
        bestBidQuantity.clear();
        bestAsk.clear();
        bestAskQuantity.clear();
        instrument = null;
    }
}
