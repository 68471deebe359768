package io.tickwire.engine.book;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BookZeroAllocationTest
{
    private static final int STEPS = 300_000;
    private static final int ROUNDS = 6;

    private long sink;
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final OrderBook book = new OrderBook(500);
    private final DepthCursor top = new DepthCursor(10);
    private final DepthCursor full = new DepthCursor(DepthCursor.FULL);
    private final LevelChanges changes = new LevelChanges();
    private final BookChecksum checksum = new BookChecksum();
    private final Opportunities opportunities = new Opportunities(
        new ConsolidatedBook(),
        new VenueFees(10, 20),
        0,
        5,
        (state, buyVenue, sellVenue, buyPrice, sellPrice, quantity, spreadBps) -> sink += spreadBps);
    private long seed = 42;
    private int stride;

    /**
     * @param stride how many units prices are apart, more or less: a few pages that are full, or many that are not.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 90})
    void shouldAllocateNothingInSteadyState(final int stride)
    {
        this.stride = stride;
        run();
        run();
        long allocated = allocatedByRun();
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        for (int round = 1; round < ROUNDS && allocated != 0; round++)
        {
            allocated = allocatedByRun();
        }

        assertEquals(0, allocated);
        assertTrue(sink != 0);
        assertTrue(book.droppedLevels() > 0);
    }

    private long allocatedByRun()
    {
        final long threadId = Thread.currentThread().getId();
        final long before = threads.getThreadAllocatedBytes(threadId);
        run();

        return threads.getThreadAllocatedBytes(threadId) - before;
    }

    private void run()
    {
        for (int i = 0; i < STEPS; i++)
        {
            final long random = next();
            final boolean isBid = (random & 1) == 0;
            final long distance = 1 + (random >>> 8 & ((random & 2) == 0 ? 15 : 1023));
            final long place = isBid ? 10_000 - distance : 10_000 + distance;
            book.set(isBid, stride == 1 ? place : stride * place + (place & 1), random >>> 30 & 3);
            if (i % 50_000 == 0)
            {
                book.clear();
            }
            tell(top);
            if (i % 64 == 0)
            {
                tell(full);
                sink += book.checksum() + checksum.kraken(book, -2, -3, 2, 4) + checksum.okx(book, -2, -3) +
                    checksum.bitfinex(book, -10, -9);
            }
            opportunities.onTop((int)(random >>> 40 & 7), 9_990 - (random >>> 50 & 31), 1 + (random >>> 20 & 7),
                9_992 - (random >>> 56 & 31), 1 + (random >>> 24 & 7));
        }
    }

    private void tell(final DepthCursor cursor)
    {
        if (!cursor.changes(book, changes))
        {
            changes.view(book, cursor.depth());
            cursor.reset(book);
        }
        sink += changes.bids();
    }

    private long next()
    {
        seed ^= seed << 13;
        seed ^= seed >>> 7;
        seed ^= seed << 17;

        return seed;
    }
}
