package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.Instrument;

/**
 * What a channel of a connection brings.
 * Thread: feed-<venue>
 *
 * @param instrument      null where it is of no single one, or is not wanted.
 * @param intervalSeconds of candles.
 */
record BitfinexChannel(Kind kind, Instrument instrument, int intervalSeconds)
{
    /**
     * Its form.
     * Thread: any
     */
    enum Kind
    {
        BOOK, TICKER, TRADES, CANDLES, LIQUIDATIONS,

        /** Of no use here: funding, books of orders or of rounded prices, the state of derivatives. */
        OTHER
    }
}
