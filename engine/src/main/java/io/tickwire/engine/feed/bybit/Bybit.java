package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;

/**
 * Bybit.
 * Thread: any
 */
public final class Bybit implements Venue
{
    @Override
    public String name()
    {
        return "bybit";
    }

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
