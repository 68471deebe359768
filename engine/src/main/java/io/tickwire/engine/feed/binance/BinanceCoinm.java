package io.tickwire.engine.feed.binance;

/**
 * Binance's COIN-M futures.
 * Thread: any
 */
public final class BinanceCoinm extends BinanceVenue
{
    public BinanceCoinm()
    {
        super("binance-coinm", BinanceMarket.COINM);
    }
}
