package io.tickwire.engine.feed.binance;

/**
 * The markets, by what differs in their messages.
 * Thread: any
 */
enum BinanceMarket
{
    SPOT(false, true),
    USDM(true, true),

    /** Quantities are contracts; what is the volume in the quote asset elsewhere is that in the base asset here. */
    COINM(true, false);

    private final boolean isFutures;
    private final boolean hasQuoteVolume;

    BinanceMarket(final boolean isFutures, final boolean hasQuoteVolume)
    {
        this.isFutures = isFutures;
        this.hasQuoteVolume = hasQuoteVolume;
    }

    boolean isFutures()
    {
        return isFutures;
    }

    boolean hasQuoteVolume()
    {
        return hasQuoteVolume;
    }
}
