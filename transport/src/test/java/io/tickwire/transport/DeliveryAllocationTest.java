package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A whole server under load, the allocations of whose shard the JVM counts.
 */
class DeliveryAllocationTest
{
    private static final int FRAMES = 100_000;
    private static final int ROUNDS = 40;
    private static final int CLIENTS = 8;
    private static final int MUCH = 1 << 26;
    private static final int DEFLATED_ROUNDS = 4;
    private static final int DEFLATED = 1_000;
    private static final int MAX_BYTES_A_DEFLATED_FRAME = 128;
    private static final String RAW = SlowServer.subscribe("bbo", ",\"mode\":\"raw\"");
    private static final String[] STATES = {
        SlowServer.subscribe("bbo", ""), SlowServer.subscribe("price", ""), SlowServer.subscribe("orderbook", "")};

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingForMessagesThatAreDelivered()
    {
        try (SlowServer server = start(); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            connect(swarm);

            assertEquals(0, leastAllocated(server));
        }
    }

    @Test
    void shouldAllocateNothingWhileSomeAreSlow()
    {
        try (SlowServer server = start(); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            connect(swarm);
            final Peer stalled = swarm.connect("/ws", SlowServer.SMALL_BYTES, true, STATES);
            swarm.connect("/ws", SlowServer.SMALL_BYTES, true, STATES);
            swarm.connect("/ws", SlowServer.SMALL_BYTES, true, STATES[0]);
            swarm.awaitOpen();
            Patience.await("messages for all", () -> swarm.peers().stream().allMatch(peer -> peer.frames() > 10));
            stalled.pause();
            server.await(ServerCounter.FRAMES_CONFLATED, 1_000);

            final long conflated = server.count(ServerCounter.FRAMES_CONFLATED);
            assertEquals(0, leastAllocated(server));
            assertTrue(server.count(ServerCounter.FRAMES_CONFLATED) > conflated);
        }
    }

    /** What deflating a frame allocates is bounded by itself, and does not grow with those who get the frame. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void shouldAllocateByTheFrameAndNotByTheClientWhatIsDeflated(final int clients)
    {
        try (SlowServer server = start(); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            for (int i = 0; i < clients; i++)
            {
                swarm.connectDeflating(RAW);
            }
            swarm.awaitOpen();
            server.await(ServerCounter.FRAMES_DEFLATED, 2_000);

            final long shard = shardThread();
            double least = Double.MAX_VALUE;
            for (int round = 0; round < DEFLATED_ROUNDS; round++)
            {
                final long frames = server.count(ServerCounter.FRAMES_DEFLATED);
                final long before = threads.getThreadAllocatedBytes(shard);
                server.await(ServerCounter.FRAMES_DEFLATED, frames + DEFLATED);
                final long allocated = threads.getThreadAllocatedBytes(shard) - before;
                least = Math.min(
                    least, (double)allocated / (server.count(ServerCounter.FRAMES_DEFLATED) - frames));
            }
            assertTrue(least < MAX_BYTES_A_DEFLATED_FRAME, "bytes a frame: " + least);
        }
    }

    /** Nothing is due by time alone. */
    private static SlowServer start()
    {
        return SlowServer.start(1, 8_000, new Limits.Slow(
            MUCH, SlowServer.NEVER_MS, SlowServer.NEVER_MS, SlowServer.NEVER_MS, 1 << 14));
    }

    private static void connect(final ClientSwarm swarm)
    {
        for (int i = 0; i < CLIENTS; i++)
        {
            swarm.connect("/ws", 0, true, RAW, STATES[i % STATES.length].replace("bbo", "stats"));
        }
        swarm.awaitOpen();
    }

    /** The JVM itself may allocate while it still compiles; what the code allocates comes back in each round. */
    private long leastAllocated(final SlowServer server)
    {
        final long shard = shardThread();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(shard);
            server.await(ServerCounter.FRAMES_DELIVERED, server.count(ServerCounter.FRAMES_DELIVERED) + FRAMES);
            least = Math.min(least, threads.getThreadAllocatedBytes(shard) - before);
        }

        return least;
    }

    private long shardThread()
    {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && info.getThreadName().equals("io-0"))
            .findFirst()
            .orElseThrow()
            .getThreadId();
    }
}
