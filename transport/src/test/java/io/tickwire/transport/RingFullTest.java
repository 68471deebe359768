package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What becomes of clients where a ring is full: the feed's, or the shard's.
 */
class RingFullTest
{
    private static final String TRADES = "trade BTCUSDT alpha";
    private static final String SUBSCRIBE = SlowServer.subscribe("trade", "");

    @Test
    void shouldGoOnWithAFeedThatFillsTheRingAllTheTime()
    {
        try (TestServer server = start(0); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer peer = swarm.connect(SlowServer.subscribe("bbo", ",\"interval\":50"), SUBSCRIBE);
            Patience.await("a hundred quotes", () -> peer.count("bbo_update") > 100);

            assertTrue(count(server, EngineCounter.TICKS_APPLIED) > 100_000);
            assertEquals(0, count(server, EngineCounter.TICKS_POISONED));
            assertEquals(0, peer.chain("bbo BTCUSDT alpha").repeats());
            assertEquals(0, peer.chain(TRADES).breaks() + peer.chain(TRADES).repeats(), peer.chain(TRADES).toString());
            assertTrue(server.server().health().isReady());
        }
    }

    @Test
    void shouldCountAndTellTicksThatFindNoRoom()
    {
        try (TestServer server = start(200); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer peer = swarm.connect(SUBSCRIBE);
            Patience.await("a trade", () -> peer.count("trade_update") > 0);
            assertEquals(HealthState.UP, server.server().health().components().get("engine").state());
            final TestTicks ticks = new TestTicks(server.server().engine().newPublisher("flood"))
                .of(0, 0).at(Decimals.NULL, 1).scaled(-1, -5);
            Patience.await("ticks dropped", () ->
            {
                for (int i = 0; i < 10_000; i++)
                {
                    ticks.trade(672_344, 100, Side.BUY, i, 0);
                }

                return count(server, EngineCounter.TICKS_DROPPED_RING_FULL) > 0;
            });
            final int had = peer.count("trade_update");
            Patience.await("more trades", () -> peer.count("trade_update") > had + 20);

            assertEquals(0, peer.chain(TRADES).breaks() + peer.chain(TRADES).repeats(), peer.chain(TRADES).toString());
            assertEquals(HealthState.DEGRADED, server.server().health().components().get("engine").state());
        }
    }

    @Test
    void shouldTellWhatAShardThatWasBusyDidNotGet()
    {
        try (TestServer server = start(4_000); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer peer = swarm.connect(SUBSCRIBE, SlowServer.subscribe("bbo", ",\"mode\":\"raw\""));
            Patience.await("a trade", () -> peer.count("trade_update") > 0);
            server.server().shards().get(0).proxy().offer(() ->
                Patience.await("events dropped", () -> count(server, EngineCounter.EVENTS_DROPPED) > 20));
            Patience.await("a gap", () -> peer.count("gap") > 0);
            final int had = peer.count("trade_update");
            Patience.await("more trades", () -> peer.count("trade_update") > had + 20);

            final Chain trades = peer.chain(TRADES);
            assertEquals(0, trades.breaks() + trades.repeats(), trades.toString());
            assertEquals(count(server, EngineCounter.EVENTS_DROPPED), trades.missed());
            assertEquals("back_pressure", peer.messages("gap").get(0).path("reason").asString());
            assertTrue(count(server, EngineCounter.FRAMES_DEFERRED) > 0);
            assertEquals(0, server.server().counters().get(ServerCounter.EVENTS_DROPPED));
        }
    }

    private static TestServer start(final int ticksPerSecond)
    {
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha"), 2, ticksPerSecond, 0);

        return TestServer.start(config -> config
            .with(FeedSettings.simulated(market))
            .with(config.engine()
                .with(new EngineConfig.Ticks(1 << 11, 1 << 9))
                .with(new EngineConfig.Frames(1 << 10, 1 << 18, 1 << 16))));
    }

    private static long count(final TestServer server, final EngineCounter counter)
    {
        return server.server().engine().counters().total(counter);
    }
}
