package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Deribit by WebSocket.
 * Thread: any
 */
public final class Deribit implements Venue
{
    @Override
    public String name()
    {
        return "deribit";
    }

    @Override
    public List<String> kinds()
    {
        return DeribitDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new DeribitDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new DeribitInstruments();
    }
}
