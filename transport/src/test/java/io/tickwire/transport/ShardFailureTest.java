package io.tickwire.transport;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What becomes of a server, and of its clients, when tasks of a shard fail.
 */
class ShardFailureTest
{
    // Held, so that it stays as it is set: what fails here is meant to.
    private static final Logger LOG = Logger.getLogger("io.tickwire.transport.shard");

    private static final String TRADES = SlowServer.subscribe("trade", "");
    private static final String QUOTES = SlowServer.subscribe("bbo", "");

    @BeforeAll
    static void beQuiet()
    {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void beLoud()
    {
        LOG.setLevel(null);
    }

    @Test
    void shouldSurviveTasksThatFail()
    {
        try (TestServer server = TestServer.start(); RawClient client = RawClient.open(server))
        {
            final EgressShard shard = server.server().shards().get(0);
            client.send(QUOTES);
            client.message("bbo_update");
            for (int i = 1; i <= 40; i++)
            {
                shard.proxy().offer(ShardFailureTest::fail);
                client.message("bbo_update");
            }
            Patience.await("forty errors", () -> count(server, ServerCounter.SHARD_ERRORS) == 40);

            assertEquals(0, count(server, ServerCounter.SHARD_FAILURES));
            assertEquals(1, shard.connections());
        }
    }

    @Test
    void shouldLoseOnlyTheClientsOfAShardThatDies()
    {
        try (TestServer server = start(2); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            for (int i = 0; i < 20; i++)
            {
                swarm.connect(TRADES, QUOTES);
            }
            swarm.awaitEach("bbo_update", 5);
            final List<EgressShard> shards = server.server().shards();
            final int doomed = shards.get(0).connections();
            assertTrue(doomed > 5 && doomed < 15, "connections=" + doomed);
            kill(shards.get(0));
            Patience.await("its clients' ends", () -> swarm.peers().stream().filter(Peer::isEnded).count() == doomed);
            final List<Peer> others = swarm.peers().stream().filter(peer -> !peer.isEnded()).toList();
            others.forEach(ShardFailureTest::awaitMore);

            assertEquals(1, count(server, ServerCounter.SHARD_FAILURES));
            assertEquals(HealthState.DEGRADED, server.server().health().components().get("shards").state());
            assertTrue(server.server().health().isLive());
            final List<Peer> back = new ArrayList<>();
            for (int i = 0; i < doomed; i++)
            {
                back.add(swarm.connect(TRADES, QUOTES));
            }
            back.forEach(ShardFailureTest::awaitMore);
            assertEquals(20, shards.get(0).connections() + shards.get(1).connections());
            assertTrue(shards.get(0).connections() > 0);
            others.forEach(peer -> assertFalse(peer.isEnded()));
            assertEquals(0, count(server, ServerCounter.SHARD_ERRORS));
            closeAll(server, swarm);
        }
    }

    @Test
    @Timeout(120)
    void shouldEndWhereAShardDiesAgainAndAgain() throws InterruptedException
    {
        try (TestServer server = start(2); RawClient client = RawClient.open(server))
        {
            final EgressShard shard = server.server().shards().get(1);
            for (int i = 1; i <= 6; i++)
            {
                final int failures = i;
                kill(shard);
                Patience.await("failure " + i, () -> count(server, ServerCounter.SHARD_FAILURES) == failures);
            }

            assertFalse(server.server().awaitEnd());
            assertFalse(shard.isAlive());
            assertFalse(server.server().health().isLive());
            assertEquals(0, client.awaitEnd());
        }
    }

    /** The engine knows of no subscription any more. */
    private static void closeAll(final TestServer server, final ClientSwarm swarm)
    {
        swarm.peers().stream().filter(peer -> !peer.isEnded()).forEach(Peer::close);
        Patience.await("all connections' end", () ->
            count(server, ServerCounter.CONNECTIONS_CLOSED) == count(server, ServerCounter.CONNECTIONS_OPENED));
        Patience.await("all subscriptions' end", () ->
            server.server().engine().counters().total(EngineCounter.SUBSCRIPTIONS_OPENED) ==
                server.server().engine().counters().total(EngineCounter.SUBSCRIPTIONS_CLOSED));
        assertEquals(0, server.server().engine().counters().total(EngineCounter.COMMANDS_REFUSED));
    }

    private static TestServer start(final int shards)
    {
        return TestServer.start(config -> config.with(
            new ServerConfig.Shards(shards, List.of(), 1 << 22, 32L << 20, 0, 250, 2_000)));
    }

    private static void awaitMore(final Peer peer)
    {
        final int had = peer.count("bbo_update");
        Patience.await("more quotes", () -> peer.count("bbo_update") > had + 5);
    }

    private static void fail()
    {
        throw new IllegalStateException("a task fails, as this test wants it to");
    }

    private static void kill(final EgressShard shard)
    {
        shard.proxy().offer(() ->
        {
            throw new AssertionError("a shard dies, as this test wants it to");
        });
    }

    private static long count(final TestServer server, final ServerCounter counter)
    {
        return server.server().counters().get(counter);
    }
}
