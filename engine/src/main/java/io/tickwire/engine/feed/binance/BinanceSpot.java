package io.tickwire.engine.feed.binance;

import java.util.Set;

/**
 * Binance's spot market, in JSON.
 * Thread: any
 */
public final class BinanceSpot extends BinanceVenue
{
    public BinanceSpot()
    {
        super("binance", BinanceMarket.SPOT);
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("binance_spot", "binance-spot");
    }
}
