package io.tickwire.engine.feed.bitstamp;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Bitstamp.
 * Thread: any
 */
public final class Bitstamp implements Venue
{
    @Override
    public String name()
    {
        return "bitstamp";
    }

    @Override
    public List<String> kinds()
    {
        return BitstampDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BitstampDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new BitstampPairs();
    }
}
