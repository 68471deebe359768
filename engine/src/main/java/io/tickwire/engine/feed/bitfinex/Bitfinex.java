package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Bitfinex.
 * Thread: any
 */
public final class Bitfinex implements Venue
{
    @Override
    public String name()
    {
        return "bitfinex";
    }

    @Override
    public List<String> kinds()
    {
        return BitfinexDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BitfinexDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new BitfinexPairs();
    }
}
