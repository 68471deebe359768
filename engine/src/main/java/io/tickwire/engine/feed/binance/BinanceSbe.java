package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.FrameDescriber;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Binance's spot market, in SBE.
 * Thread: any
 */
public final class BinanceSbe extends BinanceVenue
{
    public BinanceSbe()
    {
        super("binance-sbe", BinanceMarket.SPOT);
    }

    @Override
    public List<String> kinds()
    {
        return BinanceSbeDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BinanceSbeDecoder(feed);
    }

    @Override
    public FrameDescriber newFrameDescriber()
    {
        return new BinanceFrameDescriber();
    }
}
