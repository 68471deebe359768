package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * OKX.
 * Thread: any
 */
public final class Okx implements Venue
{
    @Override
    public String name()
    {
        return "okx";
    }

    @Override
    public List<String> kinds()
    {
        return OkxChannels.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new OkxDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new OkxInstruments();
    }
}
