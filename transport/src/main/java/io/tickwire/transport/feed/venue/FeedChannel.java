package io.tickwire.transport.feed.venue;

/**
 * What a venue can be asked for, of each symbol.
 * Thread: any
 */
public enum FeedChannel
{
    TRADES,

    /** The best bid and ask. */
    QUOTES,

    BOOK,

    /** Statistics of 24 hours. */
    TICKER,

    /** Candles of a minute, or of what comes nearest to it. */
    CANDLES,

    LIQUIDATIONS
}
