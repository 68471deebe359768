package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * What the venues of Binance share.
 * Thread: any
 */
abstract class BinanceVenue implements Venue
{
    private final String name;
    private final BinanceMarket market;

    BinanceVenue(final String name, final BinanceMarket market)
    {
        this.name = name;
        this.market = market;
    }

    @Override
    public final String name()
    {
        return name;
    }

    @Override
    public List<String> kinds()
    {
        return BinanceEvent.TYPES;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BinanceDecoder(feed, market);
    }

    @Override
    public final InstrumentReader newInstrumentReader()
    {
        return new BinanceSymbols();
    }
}
