package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickObserverTest
{
    private static final int SLOTS = 16;
    private static final int SLOT_BYTES = 512;
    private static final long FIRST = 1L << 40;
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, new SliceWaitStrategy(0, 0), FIRST);
    private final TickPublisher publisher = newPublisher(ring);
    private final SampleTick sample = new SampleTick();
    private final TickObserver observer = ring.newObserver();
    private final Copies copies = new Copies();

    /** Keeps a copy of each tick, and lets a test do something while it is being copied. */
    private static final class Copies implements TickCopier
    {
        private final Map<Long, byte[]> kept = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private Runnable meanwhile = () -> { };
        private long nextSequence = FIRST;
        private byte[] copied;
        private long overtaken;

        @Override
        public void copy(
            final DirectBuffer slab,
            final int offset,
            final int length,
            final long publishTimeNs,
            final long sequence)
        {
            assertEquals(nextSequence, sequence);
            copied = new byte[length];
            slab.getBytes(offset, copied);
            meanwhile.run();
        }

        @Override
        public void keep()
        {
            kept.put(nextSequence, copied);
            told.add("kept " + (nextSequence - FIRST));
            nextSequence++;
        }

        @Override
        public void drop()
        {
            assertTrue(copied != null);
            copied = null;
        }

        @Override
        public void onGivenUp(final long sequence)
        {
            assertEquals(nextSequence, sequence);
            told.add("given up " + (nextSequence - FIRST));
            nextSequence++;
        }

        @Override
        public void onOvertaken(final long fromSequence, final long toSequence)
        {
            assertEquals(nextSequence, fromSequence);
            assertTrue(toSequence >= fromSequence);
            told.add("overtaken " + (fromSequence - FIRST) + " to " + (toSequence - FIRST));
            overtaken += toSequence - fromSequence + 1;
            nextSequence = toSequence + 1;
        }
    }

    @Test
    void shouldTellOfEachTickInOrderWithWhatTheRingCountsFrom()
    {
        sample.publish(publisher, 1, 10);
        publisher.abort(SampleTick.claim(publisher, 1));
        sample.publish(publisher, 1, 11);

        assertEquals(3, observer.poll(copies, ALL));
        assertEquals(List.of("kept 0", "given up 1", "kept 2"), copies.told);
        assertEquals(FIRST + 3, observer.nextSequence());
        assertEquals(0, observer.poll(copies, ALL));
    }

    @Test
    void shouldTellReadersWhatTheRingCountsFrom()
    {
        final TickReader reader = ring.newReader();
        sample.publish(publisher, 1, 10);

        assertEquals(1, reader.poll((slot, sequence) -> assertEquals(FIRST, sequence), ALL));
    }

    @Test
    void shouldNeverHoldTheRingBack()
    {
        for (int number = 0; number < 10 * SLOTS; number++)
        {
            assertEquals(number, sample.publish(publisher, 1, number));
        }

        assertTrue(observer.poll(copies, ALL) > 0);
        assertEquals(List.of("overtaken 0 to " + (10 * SLOTS - SLOTS / 2 - 1)), copies.told);
        assertEquals(SLOTS / 2, observer.poll(copies, ALL));
        assertEquals(SLOTS / 2, copies.kept.size());
    }

    @Test
    void shouldKeepTheOldestTickThatStillStandsThere()
    {
        for (int number = 0; number < SLOTS; number++)
        {
            sample.publish(publisher, 1, number);
        }

        assertEquals(SLOTS, observer.poll(copies, ALL));
        assertEquals(SLOTS, copies.kept.size());
    }

    @Test
    void shouldDropWhatIsWrittenOverWhileItIsCopied()
    {
        sample.publish(publisher, 1, 0);
        copies.meanwhile = () ->
        {
            for (int number = 1; number <= SLOTS; number++)
            {
                sample.publish(publisher, 1, number);
            }
            copies.meanwhile = () -> { };
        };

        observer.poll(copies, ALL);

        assertEquals(List.of("overtaken 0 to 8"), copies.told);
        assertEquals(SLOTS / 2, observer.poll(copies, ALL));
    }

    @Test
    void shouldNotReadPastAClaimThatIsStillOpen()
    {
        final long open = SampleTick.claim(publisher, 1);
        sample.publish(newPublisher(ring), 2, 5);
        assertEquals(0, observer.poll(copies, ALL));
        assertEquals(0, observer.pollNow(copies, ALL));

        sample.encode(publisher, open, 1, 4);
        publisher.publish(open, SampleTick.LENGTH);
        assertEquals(1, observer.pollNow(copies, 1));
        assertEquals(1, observer.poll(copies, ALL));
    }

    @Test
    void shouldReadTheRestAfterItWasHalted()
    {
        sample.publish(publisher, 1, 0);
        observer.halt();

        assertEquals(TickObserver.HALTED, observer.poll(copies, ALL));
        assertEquals(1, observer.pollNow(copies, ALL));
        assertEquals(List.of("kept 0"), copies.told);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldKeepExactlyWhatWasPublishedWhateverHappensMeanwhile(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Long, byte[]> published = new HashMap<>();
        copies.meanwhile = () ->
        {
            if (random.nextInt(8) == 0)
            {
                publish(random, published, random.nextInt(3 * SLOTS));
            }
        };
        for (int i = 0; i < 5_000; i++)
        {
            publish(random, published, random.nextInt(random.nextInt(4) == 0 ? 2 * SLOTS : 4));
            if (random.nextBoolean())
            {
                observer.poll(copies, 1 + random.nextInt(SLOTS));
            }
            else
            {
                observer.pollNow(copies, 1 + random.nextInt(SLOTS));
            }
        }
        copies.meanwhile = () -> { };
        while (observer.pollNow(copies, ALL) > 0)
        {
            // Until all is told of.
        }

        assertEquals(FIRST + ring.cursor() + 1, copies.nextSequence);
        copies.kept.forEach((sequence, message) -> assertArrayEquals(published.get(sequence), message));
        final long givenUp = copies.told.stream().filter(told -> told.startsWith("given up")).count();
        assertEquals(ring.cursor() + 1, copies.kept.size() + givenUp + copies.overtaken);
        assertTrue(copies.kept.size() > 1_000 && copies.overtaken > 1_000 && givenUp > 100);
    }

    @Test
    void shouldRestWhereThereIsNothingAndEndWhenItIsHalted()
    {
        final TickRing quiet = new TickRing(SLOTS, SLOT_BYTES, new BlockingWaitStrategy());
        final TickPublisher feed = newPublisher(quiet);
        final TickObserver resting = quiet.newObserver(1);
        final Counting counting = new Counting();

        assertEquals(0, resting.poll(counting, ALL));
        sample.publish(feed, 1, 1);
        sample.publish(feed, 1, 2);
        assertEquals(2, resting.poll(counting, ALL));
        assertEquals(0, resting.poll(counting, ALL));
        resting.halt();
        assertEquals(TickObserver.HALTED, resting.poll(counting, ALL));
    }

    @Test
    void shouldAllocateNothing()
    {
        final TickRing quiet = new TickRing(SLOTS, SLOT_BYTES, new SliceWaitStrategy(0, 0));
        final TickPublisher feed = newPublisher(quiet);
        final TickObserver watcher = quiet.newObserver();
        final TickCopier copier = new Counting();
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long allocated = 1;
        for (int round = 0; round < 20 && allocated != 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 20_000; i++)
            {
                sample.publish(feed, 1, i);
                if (i % 7 == 0)
                {
                    watcher.poll(copier, ALL);
                }
                if (i % 1_000 == 0)
                {
                    lap(feed);
                }
            }
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }

        assertEquals(0, allocated);
    }

    private void lap(final TickPublisher feed)
    {
        for (int i = 0; i < 2 * SLOTS; i++)
        {
            sample.publish(feed, 1, i);
        }
    }

    private void publish(final Random random, final Map<Long, byte[]> published, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            final int length = 1 + random.nextInt(ring.messageCapacity());
            final long claim = publisher.claim(length, 2, 1, 1);
            if (random.nextInt(10) == 0)
            {
                publisher.abort(claim);
            }
            else
            {
                final byte[] message = new byte[length];
                random.nextBytes(message);
                publisher.buffer().putBytes(publisher.messageOffset(claim), message);
                publisher.publish(claim, length);
                published.put(FIRST + claim, message);
            }
        }
    }

    private static TickPublisher newPublisher(final TickRing ring)
    {
        return new TickPublisher(
            ring, new CountingClock(), new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    }

    /** Copies into memory of its own. */
    private static final class Counting implements TickCopier
    {
        private final UnsafeBuffer copy = new UnsafeBuffer(new byte[SLOT_BYTES]);
        private long bytes;

        @Override
        public void copy(
            final DirectBuffer slab,
            final int offset,
            final int length,
            final long publishTimeNs,
            final long sequence)
        {
            copy.putBytes(0, slab, offset, length);
            bytes += length;
        }

        @Override
        public void keep()
        {
            bytes++;
        }

        @Override
        public void drop()
        {
            bytes--;
        }

        @Override
        public void onGivenUp(final long sequence)
        {
            bytes += sequence;
        }

        @Override
        public void onOvertaken(final long fromSequence, final long toSequence)
        {
            bytes += toSequence - fromSequence;
        }
    }
}
