package io.tickwire.client;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a program that is too slow loses, or not.
 */
class EventQueueTest
{
    private static final int CAPACITY = 4;

    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();

    @Test
    void shouldDropTheOldestAndCountThem() throws InterruptedException
    {
        final EventQueue queue = queue(Overflow.DROP_OLDEST);
        put(queue, 1, 10);

        assertEquals(6, queue.dropped());
        for (int seq = 7; seq <= 10; seq++)
        {
            assertEquals(event(seq), next(queue));
        }
        assertNull(next(queue));
        assertEquals(0, pauses.get());
    }

    @Test
    void shouldStopReadingAndLoseNothing() throws InterruptedException
    {
        final EventQueue queue = queue(Overflow.STOP_READING);
        put(queue, 1, CAPACITY);
        assertEquals(0, pauses.get());
        // One message may still give several, when reading has stopped.
        put(queue, CAPACITY + 1, CAPACITY + 3);
        assertEquals(1, pauses.get());

        int resumedAt = 0;
        for (int seq = 1; seq <= CAPACITY + 3; seq++)
        {
            assertEquals(event(seq), next(queue));
            if (queue.isDrainDue())
            {
                queue.drain();
            }
            resumedAt = resumedAt == 0 && resumes.get() > 0 ? seq : resumedAt;
        }

        assertTrue(resumedAt > 0 && resumedAt < CAPACITY + 3, () -> "resumes=" + resumes);
        assertEquals(1, resumes.get());
        assertFalse(queue.isDrainDue());
        assertNull(next(queue));
        assertEquals(0, queue.dropped());
    }

    private EventQueue queue(final Overflow overflow)
    {
        final EventQueue queue = new EventQueue(CAPACITY, overflow);
        queue.control(pauses::incrementAndGet, resumes::incrementAndGet);

        return queue;
    }

    private static void put(final EventQueue queue, final int from, final int to)
    {
        for (int seq = from; seq <= to; seq++)
        {
            queue.put(event(seq));
        }
    }

    private static Event event(final int seq)
    {
        return new Event.Bbo("BTC-USDT", "alpha", 1, 1, 2, 1, 0, seq);
    }

    private static Event next(final EventQueue queue) throws InterruptedException
    {
        return queue.poll(0, TimeUnit.MILLISECONDS);
    }
}
