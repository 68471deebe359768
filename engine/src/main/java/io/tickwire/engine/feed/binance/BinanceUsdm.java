package io.tickwire.engine.feed.binance;

import java.util.Set;

/**
 * Binance's USD-M futures. It reads COIN-M futures, too, but for volumes in the quote asset.
 * Thread: any
 */
public final class BinanceUsdm extends BinanceVenue
{
    public BinanceUsdm()
    {
        super("binance-usdm", BinanceMarket.USDM);
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("binance_futures", "binance-futures");
    }
}
