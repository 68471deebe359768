package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;
import java.util.Set;

/**
 * Kraken's protocol 2.
 * Thread: any
 */
public final class Kraken implements Venue
{
    @Override
    public String name()
    {
        return "kraken";
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("kraken2", "kraken-v2");
    }

    @Override
    public List<String> kinds()
    {
        return KrakenDecoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new KrakenDecoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new KrakenPairs(true);
    }
}
