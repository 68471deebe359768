package io.tickwire.transport.stream;

import io.tickwire.engine.ring.TickObserver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The life of the thread {@code stream}: the ring's ticks, and between them what Aeron has to do and has no thread for.
 * It begins before there is a stream, since the start needs Aeron's answers, and ends after it, since what the stream
 * told last is to be recorded. It ends Aeron as well, so that nothing is unmapped under it.
 * Thread: stream
 */
final class StreamDuty implements Runnable
{
    /** Aeron's own timers are no finer. */
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long REST_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final AeronRuntime runtime;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final LaneReaders readers;
    private long turnNs;
    private long lookNs;

    private volatile TickStream stream;
    private volatile boolean isEnded;

    StreamDuty(final AeronRuntime runtime)
    {
        this.runtime = runtime;
        this.readers = runtime.readers();
    }

    /**
     * Take ticks from now on. Any thread calls this.
     */
    void take(final TickStream open)
    {
        stream = open;
    }

    /**
     * Wait until the stream has told all, after it was halted; within a bound. Any thread calls this.
     *
     * @return whether it has.
     */
    boolean awaitFinish(final long limitMs)
    {
        try
        {
            return finished.await(limitMs, TimeUnit.MILLISECONDS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();

            return false;
        }
    }

    /**
     * Make {@link #run} end. Any thread calls this.
     */
    void end()
    {
        isEnded = true;
    }

    /**
     * Have Aeron do what would make room, once for each claim: it may be that it only had no turn yet.
     */
    boolean makeRoom(final int tries)
    {
        return tries == 0 && turn() > 0;
    }

    @Override
    public void run()
    {
        while (!isEnded)
        {
            final TickStream open = stream;
            if (open == null)
            {
                LockSupport.parkNanos(this, REST_NS);
                turn();
            }
            else if (open.cycle() == TickObserver.HALTED)
            {
                open.finish();
                stream = null;
                finished.countDown();
            }
            else if (System.nanoTime() - turnNs >= TURN_NS)
            {
                turn();
                look(open);
            }
        }
        runtime.close();
    }

    private void look(final TickStream open)
    {
        if (turnNs - lookNs >= LOOK_NS)
        {
            lookNs = turnNs;
            if (readers.hasNew())
            {
                open.onReader();
            }
        }
    }

    private int turn()
    {
        turnNs = System.nanoTime();

        return runtime.turn();
    }
}
