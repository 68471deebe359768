package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * When a client is too slow to stay, and when it is not.
 */
class SlowClosesTest
{
    private static final int SMALL = SlowServer.SMALL_BYTES;
    private static final int MUCH = 1 << 26;
    private static final String TRADES = "trade BTCUSDT alpha";

    @Test
    void shouldCloseThoseThatAskedForItRatherThanMissEvents()
    {
        try (SlowServer server = SlowServer.patient(1, 1_000, 1 << 13);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer peer = stalled(swarm, SlowServer.subscribe("trade", ",\"on_slow\":\"disconnect\""));

            assertClosed(server, peer);
            assertEquals(0, peer.chain(TRADES).breaks() + peer.chain(TRADES).gaps());
            assertEquals(0, server.count(ServerCounter.EVENTS_DROPPED));
        }
    }

    @Test
    void shouldCloseThoseThatStayAboveTheHighWaterMark()
    {
        final Limits.Slow limits = new Limits.Slow(MUCH, 100, 300, SlowServer.NEVER_MS, SMALL);
        try (SlowServer server = SlowServer.start(1, 1_000, limits);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            assertClosed(server, stalled(swarm, SlowServer.subscribe("trade", "")));
        }
    }

    @Test
    void shouldCloseThoseThatTakeNothingAtAll()
    {
        final Limits.Slow limits = new Limits.Slow(MUCH, SlowServer.NEVER_MS, SlowServer.NEVER_MS, 500, SMALL);
        try (SlowServer server = SlowServer.start(1, 1_000, limits);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            assertClosed(server, stalled(swarm, SlowServer.subscribe("trade", "")));
        }
    }

    @Test
    void shouldKeepNothingThatIsOlderThanAClientWants()
    {
        try (SlowServer server = SlowServer.patient(1, 1_000, MUCH);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer hasty = stalled(swarm, SlowServer.subscribe("trade", ",\"max_age_us\":20000"));
            final Peer patient = stalled(swarm, SlowServer.subscribe("trade", ""));
            server.await(ServerCounter.EVENTS_DROPPED, 100);
            server.standStill();
            hasty.resume();
            patient.resume();
            Patience.await("the gap's end", () -> hasty.chain(TRADES).gaps() > 0 &&
                hasty.chain(TRADES).last() == patient.chain(TRADES).last());

            assertEquals(server.count(ServerCounter.EVENTS_DROPPED), hasty.chain(TRADES).missed());
            assertEquals(0, hasty.chain(TRADES).breaks() + patient.chain(TRADES).breaks());
            assertEquals(0, patient.chain(TRADES).gaps());
        }
    }

    /** Its first messages are many times as much as it may have queued, and it takes them late. */
    @Test
    void shouldNotHoldInitialSnapshotsAgainstAClient()
    {
        final int symbols = 200;
        final Limits.Slow limits = new Limits.Slow(1 << 12, 300, 300, SlowServer.NEVER_MS, SMALL);
        try (SlowServer server = SlowServer.start(symbols, 2_000, limits);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            Patience.await("all books", () -> server.feed().published() > 4 * symbols);
            server.feed().pause();
            final Peer peer = swarm.connectSmall(SMALL);
            swarm.awaitOpen();
            peer.pause();
            peer.send("{\"type\":\"subscribe\",\"channel\":\"orderbook\",\"symbols\":[\"*\"],\"depth\":50}");
            Patience.await("snapshots kept", () -> server.shard().residueBytes() > 1 << 18);
            server.feed().resume();
            final Peer other = stalled(swarm, SlowServer.subscribe("bbo", ",\"mode\":\"raw\""));
            // It gets only a few small quotes, and yet is the one that is too slow.
            Patience.await("a close of the other", () ->
                server.server().server().counters().closes(CloseCode.SLOW_CONSUMER) > 0);
            other.resume();
            Patience.await("the other's end", () -> server.shard().connections() == 1);

            assertEquals(CloseCode.SLOW_CONSUMER.code(), other.closeCode());
            assertTrue(server.shard().residueBytes() > 1 << 18);
            assertFalse(peer.isEnded());
        }
    }

    /** A peer that has its subscription, and reads no more. */
    private static Peer stalled(final ClientSwarm swarm, final String subscription)
    {
        final Peer peer = swarm.connectSmall(SMALL, subscription);
        Patience.await("a first message", () -> peer.updates() > 0);
        peer.pause();

        return peer;
    }

    private static void assertClosed(final SlowServer server, final Peer peer)
    {
        Patience.await("a close", () -> server.server().server().counters().closes(CloseCode.SLOW_CONSUMER) == 1);
        peer.resume();
        Patience.await("the end", peer::isEnded);

        assertEquals(CloseCode.SLOW_CONSUMER.code(), peer.closeCode());
        assertEquals(0, peer.framesAfterClose());
        Patience.await("the connection's end", () -> server.count(ServerCounter.CONNECTIONS_CLOSED) == 1);
        assertEquals(0, server.shard().residueBytes());
    }
}
