package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;

import java.util.List;
import java.util.Set;

/**
 * Kraken's protocol 1.
 * Thread: any
 */
public final class KrakenV1 implements Venue
{
    @Override
    public String name()
    {
        return "kraken-v1";
    }

    @Override
    public Set<String> aliases()
    {
        return Set.of("kraken1");
    }

    @Override
    public List<String> kinds()
    {
        return KrakenV1Decoder.KINDS;
    }

    @Override
    public FeedDecoder newDecoder(final VenueFeed feed)
    {
        return new KrakenV1Decoder(feed);
    }

    @Override
    public InstrumentReader newInstrumentReader()
    {
        return new KrakenPairs(false);
    }
}
