package io.tickwire.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events from the loop's thread to the program's, bounded.
 * Thread: any
 */
final class EventQueue
{
    private final ArrayBlockingQueue<Event> events;
    private final Overflow overflow;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean isPaused = new AtomicBoolean();
    private final int resumeSize;

    // The loop's thread: what was told before reading stopped, which is what one message gave.
    private final Queue<Event> rest = new ArrayDeque<>();
    private Runnable pause;
    private Runnable resume;

    EventQueue(final int capacity, final Overflow overflow)
    {
        events = new ArrayBlockingQueue<>(capacity);
        resumeSize = capacity / 2;
        this.overflow = overflow;
    }

    /** How reading is stopped, and goes on; both are for any thread. */
    void control(final Runnable pause, final Runnable resume)
    {
        this.pause = pause;
        this.resume = resume;
    }

    long dropped()
    {
        return dropped.get();
    }

    /** From the loop's thread. */
    void put(final Event event)
    {
        if (overflow == Overflow.STOP_READING)
        {
            rest.add(event);
            drain();
            return;
        }
        while (!events.offer(event))
        {
            if (events.poll() != null)
            {
                dropped.incrementAndGet();
            }
        }
    }

    /** From the loop's thread: what waits goes where there is room again. */
    void drain()
    {
        while (!rest.isEmpty() && events.offer(rest.peek()))
        {
            rest.remove();
        }
        if (!rest.isEmpty() && isPaused.compareAndSet(false, true))
        {
            pause.run();
        }
        else if (rest.isEmpty() && isPaused.compareAndSet(true, false))
        {
            resume.run();
        }
    }

    /** Null: nothing came in time. */
    Event poll(final long timeout, final TimeUnit unit) throws InterruptedException
    {
        return events.poll(timeout, unit);
    }

    /** Whether reading stands still although there is room again: then {@link #drain} is due. */
    boolean isDrainDue()
    {
        return isPaused.get() && events.size() <= resumeSize;
    }
}
