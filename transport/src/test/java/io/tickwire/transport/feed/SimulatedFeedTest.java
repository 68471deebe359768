package io.tickwire.transport.feed;

import io.tickwire.engine.Engine;
import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class SimulatedFeedTest
{
    @Test
    void shouldFeedAnEngineOnAThreadOfItsOwn()
    {
        final Names names = Names.empty();
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha", "beta"), 3, 0, 0);
        try (Engine engine = new Engine(
            SteppedEngine.smallConfig(),
            new FrameHeader(),
            names,
            new SystemEpochNanoClock(),
            RoleThreads.unpinned()))
        {
            engine.launch();
            final SimulatedFeed feed = new SimulatedFeed(
                market, engine, new Listings(), new SystemEpochNanoClock(), RoleThreads.unpinned(),
                RoleThreads.ANY_CORE);
            assertEquals("sim", feed.name());
            assertFalse(feed.health().isUp());

            feed.start();
            while (feed.published() < 10_000)
            {
                Thread.onSpinWait();
            }
            assertTrue(feed.health().isUp());
            feed.close();
            feed.close();

            assertFalse(feed.health().isUp());
            assertEquals(0, feed.refused());
            assertEquals(0, engine.counters().total(EngineCounter.TICKS_POISONED));
            assertEquals(0, engine.counters().total(EngineCounter.BOOKS_STALE));
        }
    }
}
