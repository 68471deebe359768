package io.tickwire.transport.feed.connect;

import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.net.NetLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.util.random.RandomGenerator;

/**
 * What the feed of a venue is made of, by whatever way its messages come.
 *
 * @param publisher into the ring.
 * @param listings  of what is traded where.
 * @param clock     of what a feed says of itself.
 * @param random    of waits.
 * Thread: feed-<venue>
 */
record SessionContext(
    FeedSpec spec,
    FeedSettings.Links links,
    ConnectTimes times,
    Venue venue,
    int venueId,
    Engine engine,
    TickPublisher publisher,
    Listings listings,
    EpochNanoClock clock,
    NetLoop loop,
    ConnectStats stats,
    RandomGenerator random)
{
}
