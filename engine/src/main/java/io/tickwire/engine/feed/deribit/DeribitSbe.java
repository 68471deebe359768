package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Deribit by multicast: what its decoder reads is the payload of a datagram, whichever channel it came by.
 * Thread: any
 */
public final class DeribitSbe implements Venue
{
    @Override
    public String name()
    {
        return "deribit-sbe";
    }

    @Override
    public List<String> kinds()
    {
        return DeribitSbeDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new DeribitSbeDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new DeribitInstruments();
    }
}
