package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * BitMEX.
 * Thread: any
 */
public final class Bitmex implements Venue
{
    @Override
    public String name()
    {
        return "bitmex";
    }

    @Override
    public List<String> kinds()
    {
        return BitmexDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new BitmexDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new BitmexInstruments();
    }
}
