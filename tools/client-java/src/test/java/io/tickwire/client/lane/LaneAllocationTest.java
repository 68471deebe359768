package io.tickwire.client.lane;

import com.sun.management.ThreadMXBean;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A message costs no memory on its way to the handler, live or out of the journal, with books and figures of latency.
 */
@Timeout(120)
class LaneAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final long[] BIDS = {100, 1, 99, 2};
    private static final long[] ASKS = {102, 3};
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 100_000;

    @TempDir
    private Path folder;

    private LaneServer server;
    private LaneReader reader;
    private long quotes;

    private final LaneHandler handler = new LaneHandler()
    {
        @Override
        public void onQuote(final StreamHead head, final io.tickwire.client.sbe.QuoteDecoder quote)
        {
            quotes++;
        }
    };

    @AfterEach
    void close()
    {
        CloseHelper.closeAll(reader, server);
    }

    @Test
    void shouldAllocateNothingATick()
    {
        final LaneDispatch dispatch =
            new LaneDispatch(LaneConfig.of(Path.of("none"), handler), new LaneNames(), new LaneLatency());
        dispatch.live(true);
        final Ticks ticks = new Ticks(dispatch);
        dispatch.books().want("BTC-USDT", "binance");
        ticks.symbol(4, "BTC-USDT", -2, -3);
        ticks.venue(2, "binance");
        ticks.of(4, 2, -2, -3);
        publish(ticks, WARM_UP);
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        publish(ticks, MEASURED);

        assertEquals(0, (THREADS.getCurrentThreadAllocatedBytes() - before) / MEASURED);
    }

    @Test
    void shouldAllocateNothingAMessageOfTheLiveStream() throws InterruptedException
    {
        server = new LaneServer(folder.resolve("aeron"), null, 1, 0);
        reader = new LaneReader(LaneConfig.of(folder.resolve("aeron"), handler).withLatency());
        LaneServer.await(() -> reader.poll(1) >= 0 && reader.isLive());
        final AtomicBoolean isEnding = new AtomicBoolean();
        final Thread publisher = new Thread(() -> publishUntil(isEnding), "stream");
        publisher.start();
        poll(WARM_UP);
        final long before = THREADS.getCurrentThreadAllocatedBytes();
        poll(MEASURED);
        final long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        isEnding.set(true);
        publisher.join();

        assertEquals(0, bytes / MEASURED, "bytes a message");
    }

    @Test
    void shouldAllocateNothingAMessageOfTheJournal()
    {
        server = new LaneServer(folder.resolve("aeron"), folder.resolve("journal"), 1, 0);
        server.quotes(700);
        server.awaitRecorded();
        final LaneDispatch dispatch =
            new LaneDispatch(LaneConfig.of(Path.of("none"), handler), new LaneNames(), null);
        try (JournalCursor cursor = new JournalCursor(folder.resolve("journal"), dispatch))
        {
            long bytes = Long.MAX_VALUE;
            // Compiled code, the first time that a class is needed: the least of several counts.
            for (int i = 0; i < 20; i++)
            {
                cursor.placeAt(0, 0);
                cursor.poll(10, JournalCursor.TO_THE_END);
                final long before = THREADS.getCurrentThreadAllocatedBytes();
                assertTrue(cursor.poll(600, JournalCursor.TO_THE_END) > 0);
                bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
            }

            assertEquals(0, bytes);
        }
    }

    private static void publish(final Ticks ticks, final int count)
    {
        ticks.snapshot(0, true, BIDS, ASKS);
        for (int i = 0; i < count; i += 2)
        {
            ticks.delta(0, true, BIDS, ASKS);
            ticks.quote(i, i + 1);
        }
    }

    private void publishUntil(final AtomicBoolean isEnding)
    {
        while (!isEnding.get())
        {
            server.quotes(20);
            LockSupport.parkNanos(10_000);
        }
    }

    private void poll(final int count)
    {
        final long end = quotes + count;
        while (quotes < end)
        {
            reader.poll(32);
        }
    }
}
