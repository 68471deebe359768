package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * One of Bybit's venues: their messages are the same.
 * Thread: any
 */
abstract class BybitVenue implements Venue
{
    @Override
    public List<String> kinds()
    {
        return BybitDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BybitDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new BybitInstruments();
    }
}
