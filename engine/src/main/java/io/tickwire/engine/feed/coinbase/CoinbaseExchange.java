package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;
import java.util.Set;

/**
 * Coinbase Exchange.
 * Thread: any
 */
public final class CoinbaseExchange implements Venue
{
    @Override
    public String name()
    {
        return "coinbase";
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("coinbase-exchange");
    }

    @Override
    public List<String> kinds()
    {
        return CoinbaseExchangeDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new CoinbaseExchangeDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new CoinbaseProducts();
    }
}
