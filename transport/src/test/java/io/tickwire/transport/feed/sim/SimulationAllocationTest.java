package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickHandler;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationAllocationTest
{
    private static final int LOOPS = 20_000;
    private static final int ROUNDS = 20;
    private static final int SYMBOLS = 10_000;
    private static final int VENUES = 3;
    private static final int BYTES_A_SYMBOL = 1_300;
    private static final TickHandler IGNORE = (slot, sequence) -> { };

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateNothingInSteadyState()
    {
        final SteppedMarket market = new SteppedMarket(1, 10, 3);
        final SimulationLoop loop = market.loop(100_000);
        run(market, loop);
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && allocated != 0; round++)
        {
            allocated = allocatedBy(() -> run(market, loop));
        }

        assertEquals(0, allocated);
        assertTrue(loop.published() > LOOPS);
        assertEquals(0, loop.refused());
    }

    @Test
    void shouldTakeAsMuchMemoryAsItSays()
    {
        final List<SimulatedSymbol> symbols =
            IntStream.range(0, SYMBOLS).mapToObj(i -> SimulatedSymbol.at(i, 1)).toList();
        final int[] symbolIds = IntStream.range(0, SYMBOLS).toArray();
        final int[] venueIds = IntStream.rangeClosed(1, VENUES).toArray();
        final SteppedMarket market = new SteppedMarket(1, 1, 1);
        final long allocated = allocatedBy(
            () -> new Simulation(1, symbols, symbolIds, venueIds, new int[0], market.publisher()));

        assertTrue(allocated < (long)SYMBOLS * BYTES_A_SYMBOL, "bytes=" + allocated);
    }

    private long allocatedBy(final Runnable work)
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        work.run();

        return threads.getThreadAllocatedBytes(threadId) - before;
    }

    private static void run(final SteppedMarket market, final SimulationLoop loop)
    {
        for (int i = 0; i < LOOPS; i++)
        {
            market.advanceNs(40_000);
            loop.doWork();
            market.read(IGNORE);
        }
    }
}
