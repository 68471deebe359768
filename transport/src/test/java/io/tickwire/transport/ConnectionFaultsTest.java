package io.tickwire.transport;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients that go without a word, or say nothing more, and very many of them.
 */
class ConnectionFaultsTest
{
    private static final String SUBSCRIBE =
        "{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"channels\":[\"bbo\",\"trade\",\"orderbook\"]}";
    private static final Pattern NO_CONNECTIONS = Pattern.compile("(?m)^tickwire_connections 0(\\.0)?$");
    private static final int ROUNDS = 100;
    private static final int AT_ONCE = 100;

    @Test
    void shouldLetGoOfClientsThatDieInTheMiddleOfAFrame()
    {
        try (TestServer server = TestServer.start())
        {
            final byte[] frame = RawClient.text(SUBSCRIBE);
            for (int length = 0; length < frame.length; length += 7)
            {
                final RawClient client = RawClient.open(server);
                client.send(SUBSCRIBE);
                client.sendBytes(Arrays.copyOf(frame, length));
                client.message("bbo_update");
                client.kill();
            }
            awaitNothingLeft(server);
        }
    }

    @Test
    void shouldCloseConnectionsWhoseOtherEndIsSilent()
    {
        try (TestServer server = TestServer.start(config -> config
                .with(config.limits().with(new Limits.Liveness(100, 600, 0)))
                .with(new ServerConfig.Shards(1, List.of(), 1 << 22, 32L << 20, 0, 250, 300)));
            RawClient silent = RawClient.open(server);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            final Peer answering = swarm.connect(SUBSCRIBE);
            silent.await(frame -> frame.opcode() == RawClient.PING);
            Patience.await("a close", () -> server.server().counters().closes(CloseCode.NO_PONG) == 1);
            // It does not answer the close frame either.
            assertEquals(
                CloseCode.NO_PONG.code(), silent.await(frame -> frame.opcode() == RawClient.CLOSE).closeCode());
            Patience.await("its end", () -> server.server().shards().get(0).connections() == 1);

            assertTrue(answering.count("bbo_update") > 0);
            assertEquals(0, answering.closeCode());
        }
    }

    @Test
    void shouldKeepNothingOfTenThousandConnections()
    {
        try (TestServer server = TestServer.start())
        {
            final Random random = new Random(17);
            churn(server, random, 20);
            awaitNothingLeft(server);
            final long files = openFiles();
            final long direct = directBytes();
            final long heap = heapBytes();
            churn(server, random, ROUNDS);
            awaitNothingLeft(server);
            Patience.await(
                () -> "files: " + openFiles() + " before: " + files, () -> openFiles() <= files);

            assertTrue(count(server, ServerCounter.CONNECTIONS_OPENED) >= ROUNDS * AT_ONCE);
            assertTrue(directBytes() - direct < 1 << 20, "direct=" + directBytes() + " before=" + direct);
            final long grown = heapBytes() - heap;
            assertTrue(grown < 4 << 20, "heap grew by " + grown);
        }
    }

    /** Some are closed as they should be, some vanish, some before they were answered. */
    private static void churn(final TestServer server, final Random random, final int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            try (ClientSwarm swarm = new ClientSwarm(server.port()))
            {
                for (int i = 0; i < AT_ONCE; i++)
                {
                    final String[] messages = i % 10 == 0 ? new String[]{SUBSCRIBE} : new String[0];
                    final Peer peer = swarm.connect("/ws", 0, true, messages);
                    if (random.nextInt(10) == 0)
                    {
                        peer.kill();
                    }
                }
                if (round % 2 == 0)
                {
                    Patience.await("all open", () ->
                        swarm.peers().stream().allMatch(peer -> peer.isOpen() || peer.isEnded()));
                    swarm.peers().stream().filter(peer -> random.nextBoolean() && !peer.isEnded()).forEach(Peer::kill);
                }
            }
        }
    }

    private static void awaitNothingLeft(final TestServer server)
    {
        Patience.await(
            () -> server.server().shards().get(0).connections() + " connections, " +
                server.get("/metrics").body().lines().filter(line -> line.startsWith("tickwire_connections")).toList(),
            () -> server.server().shards().get(0).connections() == 0 &&
                NO_CONNECTIONS.matcher(server.get("/metrics").body()).find());
        Patience.await("as many ends as beginnings", () ->
            count(server, ServerCounter.CONNECTIONS_OPENED) == count(server, ServerCounter.CONNECTIONS_CLOSED));
        Patience.await("no subscriptions", () ->
            server.server().engine().counters().total(EngineCounter.SUBSCRIPTIONS_OPENED) ==
                server.server().engine().counters().total(EngineCounter.SUBSCRIPTIONS_CLOSED));
        assertEquals(0, server.server().shards().get(0).residueBytes());
    }

    private static long count(final TestServer server, final ServerCounter counter)
    {
        return server.server().counters().get(counter);
    }

    private static long openFiles()
    {
        return new File("/proc/self/fd").list().length;
    }

    private static long directBytes()
    {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    }

    private static long heapBytes()
    {
        System.gc();

        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
