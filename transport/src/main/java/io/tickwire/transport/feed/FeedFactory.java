package io.tickwire.transport.feed;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Makes a feed for a server that is being put together.
 * Thread: conductor
 */
@FunctionalInterface
public interface FeedFactory
{
    /**
     * A feed that is not started yet; its names are known and its symbols listed.
     *
     * @param clock that ticks are stamped by.
     */
    Feed newFeed(Engine engine, Listings listings, EpochNanoClock clock, RoleThreads roleThreads);
}
