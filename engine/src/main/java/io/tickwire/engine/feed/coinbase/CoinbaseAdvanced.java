package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;
import java.util.Set;

/**
 * Coinbase Advanced Trade.
 * Thread: any
 */
public final class CoinbaseAdvanced implements Venue
{
    @Override
    public String name()
    {
        return "coinbase-advanced";
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("coinbase_adv");
    }

    @Override
    public List<String> kinds()
    {
        return CoinbaseAdvancedDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new CoinbaseAdvancedDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new AdvancedProducts();
    }
}
