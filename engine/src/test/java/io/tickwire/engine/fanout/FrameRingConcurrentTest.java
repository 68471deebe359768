package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameRingConcurrentTest
{
    private static final int FRAMES = 60_000;
    private static final int READERS = 2;
    private static final int LENGTHS = 90;

    private final FrameRing ring = new FrameRing(64, 4096, WaitProfile.PINNED.newWaitStrategy());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CyclicBarrier start = new CyclicBarrier(READERS + 2);
    private volatile long published = -1;

    @AfterEach
    void stop() throws InterruptedException
    {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    }

    /** Checks each frame when it comes, and all of a batch once more at its end. */
    private static final class Checker implements FrameHandler
    {
        private final List<FrameSlot> batch = new ArrayList<>();
        private final Random random;
        private long first = -1;
        private long next = -1;

        Checker(final long seed)
        {
            random = new Random(seed);
        }

        @Override
        public void onFrame(final FrameSlot slot, final boolean isEndOfBatch)
        {
            if (next < 0)
            {
                first = slot.sequence();
                next = first;
            }

            assertEquals(next++, slot.sequence());
            batch.add(slot);
            if (random.nextInt(64) == 0)
            {
                Thread.yield();
            }
            if (isEndOfBatch)
            {
                for (int i = 0; i < batch.size(); i++)
                {
                    final long number = next - batch.size() + i;
                    assertEquals(number, batch.get(i).sequence());
                    assertBytes(number, batch.get(i).buffer(), batch.get(i).offset(), batch.get(i).length());
                }
                batch.clear();
            }
        }
    }

    @RepeatedTest(3)
    void shouldGiveEachReaderAllFramesUnchanged() throws Exception
    {
        final List<Future<Long>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++)
        {
            final FrameReader reader = ring.newReader();
            final int seed = i;
            readers.add(threads.submit(() -> readAll(reader, new Checker(seed))));
        }
        final Future<Integer> guest = threads.submit(this::joinAndLeave);

        start.await();
        produce();

        for (final Future<Long> reader : readers)
        {
            assertEquals(FRAMES, reader.get());
        }
        assertTrue(guest.get() > 0);
        assertEquals(0, ring.backlog());
    }

    private void produce()
    {
        long number = 0;
        final Random random = new Random(1);
        while (number < FRAMES)
        {
            final int length = lengthOf(number);
            final int offset = ring.claim(length);
            if (offset == FrameRing.NO_ROOM)
            {
                published = number - 1;
                Thread.yield();
                continue;
            }

            writeBytes(number, ring.buffer(), offset, length);
            ring.slot()
                .is(FrameKind.DATA, 1, Conflation.RAW, Encoding.SBE)
                .covers(number, number);
            ring.commit(length);
            number++;
            if (random.nextInt(8) == 0)
            {
                ring.publish();
                published = number - 1;
            }
        }

        ring.publish();
        published = FRAMES - 1;
    }

    private long readAll(final FrameReader reader, final Checker checker) throws Exception
    {
        start.await();
        long read = 0;
        while (read < FRAMES)
        {
            final int count = reader.poll(checker, 40);
            assertTrue(count >= 0);
            read += count;
            if (count == 0)
            {
                Thread.yield();
            }
        }
        assertEquals(0, checker.first);

        return read;
    }

    /**
     * Joins, reads on a little and leaves, again and again: what was published before it joined is not its own, and
     * the first frame after that is.
     */
    private int joinAndLeave() throws Exception
    {
        start.await();
        int visits = 0;
        final Random random = new Random(2);
        while (published < FRAMES - 1)
        {
            final long before = published;
            try (FrameReader reader = ring.newReader())
            {
                final Checker checker = new Checker(visits);
                int read = 0;
                while (read < 100 && published < FRAMES - 1)
                {
                    read += reader.poll(checker, 1 + random.nextInt(30));
                    Thread.yield();
                }
                assertTrue(read == 0 || checker.first > before, "first=" + checker.first + " before=" + before);
                visits++;
            }
        }

        return visits;
    }

    private static int lengthOf(final long number)
    {
        return number % 997 == 0 ? 1024 : (int)(number * 31 % LENGTHS);
    }

    private static void writeBytes(
        final long number, final MutableDirectBuffer buffer, final int offset, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            buffer.putByte(offset + i, (byte)(number + i));
        }
    }

    private static void assertBytes(final long number, final DirectBuffer buffer, final int offset, final int length)
    {
        assertEquals(lengthOf(number), length);
        for (int i = 0; i < length; i++)
        {
            if (buffer.getByte(offset + i) != (byte)(number + i))
            {
                throw new AssertionError("torn: number=" + number + " at=" + i);
            }
        }
    }
}
