package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.feed.Feed;
import io.tickwire.transport.feed.FeedFactory;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.SimulatedFeed;
import io.tickwire.transport.feed.connect.VenueConnector;
import io.tickwire.transport.replay.ReplayFeed;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a server's feeds.
 * Thread: conductor
 */
record FeedSetup(Engine engine, Listings listings, EpochNanoClock clock, RoleThreads roleThreads)
{
    /**
     * Those that are set, and then others'; none is started.
     *
     * @throws IllegalArgumentException where one can not be had so; the reason names the setting.
     */
    List<Feed> feeds(final FeedSettings settings, final List<FeedFactory> factories)
    {
        final List<Feed> feeds = new ArrayList<>();
        if (settings.replay().feed().isPresent())
        {
            if (settings.simulation().isEnabled() || !settings.venues().isEmpty())
            {
                throw new IllegalArgumentException(
                    "feed.replay.journal stands in place of all other feeds: set feed.simulation.enabled to false, " +
                    "and no feed.venues");
            }
            feeds.add(new ReplayFeed(settings.replay(), engine, listings, clock, roleThreads));
        }
        if (settings.simulation().isEnabled())
        {
            feeds.add(new SimulatedFeed(
                settings.simulation().market(), engine, listings, clock, roleThreads, RoleThreads.ANY_CORE));
        }
        for (int i = 0; i < settings.venues().size(); i++)
        {
            final int core = settings.cores().isEmpty() ? RoleThreads.ANY_CORE : settings.cores().get(i);
            feeds.add(new VenueConnector(
                settings.venues().get(i),
                settings.links(),
                new VenueConnector.Surroundings(engine, listings, clock, roleThreads, core)));
        }
        factories.forEach(factory -> feeds.add(factory.newFeed(engine, listings, clock, roleThreads)));

        return feeds;
    }
}
