package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickRingConcurrentTest
{
    private static final int PUBLISHERS = 3;
    private static final int TICKS = 20_000;
    private static final int BATCH = 50;

    private final EngineCounters counters = new EngineCounters();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CyclicBarrier start = new CyclicBarrier(PUBLISHERS);

    @AfterEach
    void stop() throws InterruptedException
    {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    }

    /** What a reader has seen of each publisher: each publishes one symbol's numbers, in order. */
    private static final class Tally implements TickHandler
    {
        private final SampleTick sample = new SampleTick();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final FeedStatusDecoder status = new FeedStatusDecoder();
        private final long[] next = new long[PUBLISHERS];
        private long expectedSequence;
        private long lost;

        @Override
        public void onTick(final TickSlot slot, final long sequence)
        {
            assertEquals(expectedSequence++, sequence);
            header.wrap(slot.buffer(), slot.messageOffset());
            if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID)
            {
                status.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
                next[(int)status.head().symbolId()] += status.lostCount();
                lost += status.lostCount();
            }
            else
            {
                final long number = sample.numberIn(slot);
                assertEquals(next[sample.symbolId()]++, number);
            }
        }

        boolean isDone()
        {
            for (final long upTo : next)
            {
                if (upTo < TICKS)
                {
                    return false;
                }
            }

            return true;
        }
    }

    @RepeatedTest(5)
    void shouldLoseAndTearNothingWhereThereIsRoom() throws Exception
    {
        final TickRing ring = new TickRing(65_536, 512, WaitProfile.PINNED.newWaitStrategy());
        final List<TickReader> readers = List.of(ring.newReader(), ring.newReader());
        final List<Future<Tally>> tallies = new ArrayList<>();
        for (final TickReader reader : readers)
        {
            tallies.add(threads.submit(() -> readAll(reader)));
        }
        startPublishers(ring, new CountDownLatch(0));

        for (final Future<Tally> tally : tallies)
        {
            assertEquals(0, tally.get().lost);
        }
        assertEquals(PUBLISHERS * TICKS, counters.total(EngineCounter.TICKS_PUBLISHED));
        assertEquals(0, counters.total(EngineCounter.TICKS_DROPPED_RING_FULL));
    }

    @RepeatedTest(5)
    void shouldAnnounceEachLossExactlyWhereItHappened() throws Exception
    {
        final TickRing ring = new TickRing(64, 512, WaitProfile.BALANCED.newWaitStrategy());
        final TickReader reader = ring.newReader();
        final CountDownLatch full = new CountDownLatch(PUBLISHERS);
        final List<Future<TickPublisher>> publishers = startPublishers(ring, full);

        // Nothing is read before each publisher has found the ring full.
        full.await();
        final Tally tally = new Tally();
        while (!publishers.stream().allMatch(Future::isDone))
        {
            assertTrue(reader.poll(tally, 16) >= 0);
        }
        for (final Future<TickPublisher> publisher : publishers)
        {
            reader.poll(tally, Integer.MAX_VALUE);
            publisher.get().beginBatch(1);
        }
        reader.poll(tally, Integer.MAX_VALUE);

        for (final long next : tally.next)
        {
            assertEquals(TICKS, next);
        }
        assertTrue(tally.lost >= PUBLISHERS);
        assertEquals(tally.lost, counters.total(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(tally.expectedSequence, counters.total(EngineCounter.TICKS_PUBLISHED));
    }

    @RepeatedTest(5)
    void shouldShowTheSecondStageWhatTheFirstOneWrote() throws Exception
    {
        final TickRing ring = new TickRing(65_536, 512, WaitProfile.BALANCED.newWaitStrategy());
        final long[] written = new long[ring.slots()];
        final TickReader first = ring.newReader();
        final TickReader second = ring.newReaderAfter(first);
        final Future<Long> firstStage = threads.submit(() -> readAll(
            first,
            (slot, sequence) -> written[(int)sequence & written.length - 1] = ~sequence));
        final Future<Long> secondStage = threads.submit(() -> readAll(
            second,
            (slot, sequence) ->
            {
                assertTrue(first.position() >= sequence);
                assertEquals(~sequence, written[(int)sequence & written.length - 1]);
            }));
        startPublishers(ring, new CountDownLatch(0));

        assertEquals(PUBLISHERS * TICKS, firstStage.get());
        assertEquals(PUBLISHERS * TICKS, secondStage.get());
    }

    private List<Future<TickPublisher>> startPublishers(final TickRing ring, final CountDownLatch full)
    {
        final List<Future<TickPublisher>> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++)
        {
            final int symbolId = i;
            final Callable<TickPublisher> life = () -> publishAll(ring, symbolId, full);
            publishers.add(threads.submit(life));
        }

        return publishers;
    }

    private TickPublisher publishAll(final TickRing ring, final int symbolId, final CountDownLatch full)
        throws Exception
    {
        final TickPublisher publisher = new TickPublisher(
            ring, System::nanoTime, counters.newSheet("feed-" + symbolId), new StageTimer("in->ring"));
        final SampleTick sample = new SampleTick();
        start.await();
        boolean wasFull = false;
        for (int number = 0; number < TICKS; number++)
        {
            if (number % BATCH == 0)
            {
                publisher.beginBatch(number);
                Thread.yield();
            }
            if (sample.publish(publisher, symbolId, number) < 0 && !wasFull)
            {
                wasFull = true;
                full.countDown();
            }
        }

        return publisher;
    }

    private static Tally readAll(final TickReader reader)
    {
        final Tally tally = new Tally();
        while (!tally.isDone())
        {
            assertTrue(reader.poll(tally, 100) >= 0);
            Thread.yield();
        }

        return tally;
    }

    private static long readAll(final TickReader reader, final TickHandler handler)
    {
        long read = 0;
        while (read < PUBLISHERS * TICKS)
        {
            read += reader.poll(handler, 100);
        }

        return read;
    }
}
