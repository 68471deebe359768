package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.util.HashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a slow client knows once it has caught up, where messages build on each other.
 */
class SlowHealingTest
{
    private static final int SMALL = SlowServer.SMALL_BYTES;
    private static final int HIGH_WATER = 1 << 12;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOOK = "book BTCUSDT alpha";
    private static final String DELTAS = SlowServer.subscribe("orderbook", ",\"mode\":\"delta\",\"depth\":10");
    private static final String MARKET =
        "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"channel\":\"market\",\"interval\":10}";

    /** A batch tells only of symbols that have changed: one that is passed over is not made good by the next. */
    @Test
    void shouldKnowTheWholeMarketAgain()
    {
        try (SlowServer server = SlowServer.patient(100, 2_000, HIGH_WATER);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer whole = swarm.connect(MARKET);
            final Peer slow = swarm.connectSmall(SMALL, MARKET);
            swarm.awaitEach("market_update", 3);
            slow.pause();
            server.await(ServerCounter.DELTAS_DROPPED, 50);
            server.standStill();
            slow.resume();
            Patience.await("the same market", () -> marketOf(slow).equals(marketOf(whole)));

            assertEquals(100, marketOf(whole).size());
            assertEquals(1, server.count(ServerCounter.SNAPSHOTS_FOR_SLOW));
        }
    }

    /** The snapshot that it asked for comes before the one that it would be sent. */
    @Test
    void shouldHoldTogetherWhereItAsksForASnapshotWhileItIsSlow()
    {
        try (SlowServer server = SlowServer.patient(1, 2_000, HIGH_WATER);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer whole = swarm.connect(DELTAS);
            final Peer slow = swarm.connectSmall(SMALL, DELTAS);
            swarm.awaitEach("orderbook_update", 5);
            slow.pause();
            server.await(ServerCounter.DELTAS_DROPPED, 20);
            final long had = server.count(EngineCounter.SNAPSHOTS_ENCODED);
            slow.send("{\"type\":\"resync\",\"symbol\":\"BTCUSDT\",\"channel\":\"orderbook\"}");
            Patience.await("a snapshot", () -> server.count(EngineCounter.SNAPSHOTS_ENCODED) > had);
            final long dropped = server.count(ServerCounter.DELTAS_DROPPED);
            server.await(ServerCounter.DELTAS_DROPPED, dropped + 20);
            slow.resume();
            awaitSame(server, slow, whole);

            assertEquals(0, server.count(ServerCounter.SHARD_ERRORS));
        }
    }

    /** While a book can not be trusted, there is no snapshot of it to send. */
    @Test
    void shouldGetItsSnapshotOnceTheBookCanBeTrustedAgain()
    {
        try (SlowServer server = SlowServer.patient(1, 2_000, HIGH_WATER);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer whole = swarm.connect(DELTAS);
            final Peer slow = swarm.connectSmall(SMALL, DELTAS);
            swarm.awaitEach("orderbook_update", 5);
            slow.pause();
            server.await(ServerCounter.DELTAS_DROPPED, 20);
            server.feed().pause();
            final Engine engine = server.server().server().engine();
            final int symbolId = engine.names().symbols().idOf("BTCUSDT");
            final int venueId = engine.names().venues().idOf("alpha");
            new TestTicks(engine.newPublisher("status"))
                .of(symbolId, venueId).at(Decimals.NULL, 1).status(FeedState.STALE);
            Patience.await("a stale book", () -> whole.count("stale") > 0);
            final long refused = server.count(EngineCounter.COMMANDS_REFUSED);
            slow.resume();
            Patience.await("a snapshot refused", () -> server.count(EngineCounter.COMMANDS_REFUSED) > refused);
            engine.resyncs().request(venueId, symbolId);
            server.feed().resume();
            final int had = whole.count("orderbook_update");
            Patience.await("the book again", () -> whole.count("orderbook_update") > had);
            // Nothing is told after this: it is not the next message that brings its snapshot.
            awaitSame(server, slow, whole);
        }
    }

    /** Each is owed more than there is room for all: some have to go, and the others stay. */
    @Test
    void shouldBoundWhatAllSlowClientsTakeTogether()
    {
        final long most = 1 << 20;
        final Limits.Slow limits = new Limits.Slow(
            1 << 22, SlowServer.NEVER_MS, SlowServer.NEVER_MS, SlowServer.NEVER_MS, SMALL);
        try (SlowServer server = SlowServer.start(200, 2_000, limits, most);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer reading = swarm.connect(SlowServer.subscribe("bbo", ""));
            for (int i = 0; i < 10; i++)
            {
                final Peer peer = swarm.connectSmall(SMALL);
                Patience.await("a connection", peer::isOpen);
                peer.pause();
                peer.send("{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbols\":[\"*\"],\"depth\":50}");
            }
            server.await(ServerCounter.CLIENTS_OUT_OF_ROOM, 5);
            final int had = reading.count("bbo_update");
            Patience.await("more quotes", () -> reading.count("bbo_update") > had + 10);

            assertTrue(server.shard().residueBytes() < 2 * most, "kept=" + server.shard().residueBytes());
            assertFalse(reading.isEnded());
            assertEquals(0, server.count(ServerCounter.SHARD_FAILURES));
        }
    }

    private static void awaitSame(final SlowServer server, final Peer slow, final Peer whole)
    {
        server.standStill();
        Patience.await(
            () -> slow.chain(BOOK) + ", whole: " + whole.chain(BOOK),
            () -> slow.chain(BOOK).last() == whole.chain(BOOK).last());
        assertEquals(0, slow.chain(BOOK).breaks() + slow.chain(BOOK).repeats(), slow.chain(BOOK).toString());
        assertTrue(slow.chain(BOOK).snapshots() > 1);
    }

    /** What a client knows of each symbol, by what it was told. */
    private static Map<String, String> marketOf(final Peer peer)
    {
        final Map<String, String> market = new HashMap<>();
        for (final String message : peer.market())
        {
            final JsonNode data = JSON.readTree(message).path("data");
            data.propertyNames().forEach(symbol -> market.put(symbol, data.path(symbol).path("price").toString()));
        }

        return market;
    }
}
