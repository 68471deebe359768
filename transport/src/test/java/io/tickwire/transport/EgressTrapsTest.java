package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What goes wrong on the way out where two threads share a socket, and must not.
 */
class EgressTrapsTest
{
    private static final int SMALL = SlowServer.SMALL_BYTES;
    private static final int MUCH = 1 << 26;
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 30;
    private static final String QUOTES = SlowServer.subscribe("bbo", ",\"mode\":\"raw\"");
    private static final String STREAM = "bbo BTCUSDT alpha";
    private static final byte[] PAYLOAD = "are you there".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldNeverForgetAConnectionWhoseSocketIsFullAgainAndAgain()
    {
        final Limits.Slow limits =
            new Limits.Slow(MUCH, SlowServer.NEVER_MS, SlowServer.NEVER_MS, SlowServer.NEVER_MS, SMALL);
        try (SlowServer server = SlowServer.start(1, 4_000, limits);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            for (int i = 0; i < CLIENTS; i++)
            {
                swarm.connectSmall(SMALL, QUOTES);
            }
            swarm.awaitEach("bbo_update", 1);
            for (int round = 0; round < ROUNDS; round++)
            {
                swarm.peers().forEach(Peer::pause);
                final long[] had = swarm.peers().stream().mapToLong(Peer::frames).toArray();
                // Far more than fits into sockets.
                server.await(
                    ServerCounter.FRAMES_DELIVERED, server.count(ServerCounter.FRAMES_DELIVERED) + CLIENTS * 200L);
                swarm.peers().forEach(Peer::resume);
                for (int i = 0; i < CLIENTS; i++)
                {
                    final Peer peer = swarm.peers().get(i);
                    final long enough = had[i] + 150;
                    Patience.await("what was queued", () -> peer.frames() > enough);
                }
                // Readers that are slower than the market would let more be kept each round, until no more can be.
                server.feed().pause();
                Patience.await(
                    () -> "all that was queued: residue=" + server.shard().residueBytes(),
                    () -> server.shard().residueBytes() == 0);
                server.feed().resume();
            }
            assertTrue(server.count(ServerCounter.WRITES_PARTIAL) > CLIENTS);
            server.standStill();
            final long last = swarm.peers().stream().mapToLong(peer -> peer.chain(STREAM).last()).max().orElseThrow();
            for (final Peer peer : swarm.peers())
            {
                Patience.await(() -> "the last: " + peer.chain(STREAM), () -> peer.chain(STREAM).last() == last);
                assertEquals(0, peer.chain(STREAM).breaks() + peer.chain(STREAM).repeats());
            }
        }
    }

    @Test
    void shouldAnswerPingsBeforeWhatIsQueued()
    {
        try (SlowServer server = SlowServer.patient(1, 4_000, MUCH);
            RawClient client = RawClient.open(server.port(), "/ws", SMALL))
        {
            queueSomething(server, client);
            client.sendFrame(RawClient.PING, PAYLOAD);
            client.send("{\"type\":\"ping\",\"id\":7}");
            final RawClient.Frame pong = client.await(frame -> frame.opcode() == RawClient.PONG);
            assertArrayEquals(PAYLOAD, pong.payload());
            assertEquals(7, client.message("pong").path("id").asInt());

            int queued = 0;
            while (server.shard().residueBytes() > 0)
            {
                queued += client.next().type().equals("bbo_update") ? 1 : 0;
            }
            assertTrue(queued > 100, "queued=" + queued);
        }
    }

    @Test
    void shouldSendNothingAfterTheAnswerToAClose()
    {
        try (SlowServer server = SlowServer.patient(1, 4_000, MUCH))
        {
            for (int i = 0; i < 20; i++)
            {
                try (RawClient client = RawClient.open(server.port(), "/ws", i % 2 == 0 ? 0 : SMALL))
                {
                    client.send(QUOTES);
                    client.message("bbo_update");
                    client.sendFrame(RawClient.CLOSE, new byte[]{3, (byte)232});

                    assertEquals(CloseCode.NORMAL.code(), client.awaitEnd());
                }
            }
            Patience.await("all connections' end", () -> server.shard().connections() == 0);
            assertEquals(0, server.shard().residueBytes());
        }
    }

    /** The frame that was begun is whole, and those that were not are not sent. */
    @Test
    void shouldEndTheBegunFrameAndThenCloseWhereMuchIsQueued()
    {
        try (SlowServer server = SlowServer.patient(1, 4_000, MUCH);
            RawClient client = RawClient.open(server.port(), "/ws", SMALL))
        {
            queueSomething(server, client);
            final long queued = server.shard().residueBytes();
            server.onShard(() -> server.shard().onCloseAll(CloseCode.SERVICE_RESTART, "later"));
            long bytes = 0;
            RawClient.Frame frame = client.next();
            while (frame.opcode() != RawClient.CLOSE)
            {
                assertNotNull(frame.json());
                bytes += frame.payload().length;
                frame = client.next();
            }
            client.sendFrame(RawClient.CLOSE, frame.payload());

            assertEquals(CloseCode.SERVICE_RESTART.code(), frame.closeCode());
            assertTrue(bytes < queued, "bytes=" + bytes + " queued=" + queued);
            assertEquals(0, client.awaitEnd());
            Patience.await("the connection's end", () -> server.shard().connections() == 0);
            assertEquals(0, server.shard().residueBytes());
        }
    }

    /** Whoever does not read is not waited for. */
    @Test
    void shouldEndWithAllThatIsQueued()
    {
        final SlowServer server = SlowServer.patient(1, 4_000, MUCH);
        try (RawClient client = RawClient.open(server.port(), "/ws", SMALL))
        {
            queueSomething(server, client);
            server.close();

            assertEquals(0, server.shard().residueBytes());
            assertEquals(0, server.shard().connections());
        }
    }

    private static void queueSomething(final SlowServer server, final RawClient client)
    {
        client.send(QUOTES);
        client.message("bbo_update");
        Patience.await("something queued", () -> server.shard().residueBytes() > 1 << 18);
        server.standStill();
    }
}
