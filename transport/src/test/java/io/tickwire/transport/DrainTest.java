package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a server ends.
 */
class DrainTest
{
    private static final long GRACE_MS = 400;
    private static final long SLACK_MS = 20_000;

    @Test
    @Timeout(120)
    void shouldTellClientsAndNotWaitForSlowOnes() throws InterruptedException
    {
        try (TestServer server = TestServer.start(config -> config
                .with(new ServerConfig.Drain(GRACE_MS, 100))
                .with(new ServerConfig.Shards(1, List.of(), 1 << 26, 32L << 20, 0, 250, GRACE_MS))
                .with(FeedSettings.simulated(TestServer.market(4_000))));
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final String all =
                "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"channel\":\"orderbook\",\"mode\":\"raw\"}";
            final Peer stalled = swarm.connectSmall(SlowServer.SMALL_BYTES, all);
            final Peer reading = swarm.connect(all);
            Patience.await("books", () -> stalled.updates() > 0 && reading.updates() > 0);
            stalled.pause();
            Patience.await("something queued", () -> server.server().shards().get(0).residueBytes() > 1 << 16);
            final long fromNs = System.nanoTime();
            server.server().drain();

            assertTrue(server.server().awaitEnd());
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
            assertTrue(tookMs < 2 * GRACE_MS + SLACK_MS, "tookMs=" + tookMs);
            Patience.await("the end", reading::isEnded);
            assertEquals(1, reading.count("shutdown"));
            assertEquals(CloseCode.GOING_AWAY.code(), reading.closeCode());
            assertEquals(0, reading.framesAfterClose());
            assertEquals(0, server.server().shards().get(0).residueBytes());
            assertNoThreads();
        }
    }

    @Test
    void shouldLeaveNoThreadBehind()
    {
        for (int i = 0; i < 3; i++)
        {
            try (TestServer server = TestServer.start(config ->
                    config.with(new ServerConfig.Shards(2, List.of(), 1 << 22, 32L << 20, 0, 250, 100)));
                RawClient client = RawClient.open(server))
            {
                client.send("{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"channel\":\"bbo\"}");
                client.message("bbo_update");
                assertTrue(roles().size() >= 4, roles().toString());
            }
        }
        assertNoThreads();
    }

    private static void assertNoThreads()
    {
        Patience.await(() -> roles().toString(), () -> roles().isEmpty());
    }

    private static List<String> roles()
    {
        return Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.matches("(io|pipeline|feed)-.*|tickwire .*"))
            .toList();
    }
}
