package io.tickwire.engine.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a ring, but only for a slice of time, so that the waiting thread can also keep its timers and its commands:
 * spins some times, then sleeps until a publisher wakes it or the slice is over, then returns whatever there is.
 * <p>
 * It spins where that pays: half as often after each sleep that was a long one, for then spinning was in vain, and as
 * often as it may again after one that was short, or once spinning was not in vain.
 * <p>
 * A publisher looks for sleepers without a fence after its publication, which saves it some 8 ns a tick. A sleeper that
 * it so misses (it would have to fall asleep within the same few nanoseconds) sleeps one slice at the most.
 * Thread: any
 */
final class SliceWaitStrategy implements WaitStrategy
{
    private static final int MAX_SLEEPERS = 64;
    private static final int MAX_SPARING = 6;
    private static final long SHORT_SLEEP_NS = 30_000;

    private final int spins;
    private final long parkNs;

    // A guess that all who wait here share, and write as they find it: no order is needed.
    private int sparing;
    private final AtomicInteger sleeping = new AtomicInteger();
    private final AtomicReferenceArray<Thread> sleepers = new AtomicReferenceArray<>(MAX_SLEEPERS);

    /**
     * @param spins  how often to look before sleeping.
     * @param parkNs how long to sleep at the most; 0: not at all.
     */
    SliceWaitStrategy(final int spins, final long parkNs)
    {
        this.spins = spins;
        this.parkNs = parkNs;
    }

    @Override
    public long waitFor(
        final long sequence, final Sequence cursor, final Sequence dependentSequence, final SequenceBarrier barrier)
        throws AlertException
    {
        long available = dependentSequence.get();
        if (available < sequence)
        {
            available = spin(sequence, dependentSequence);
        }

        barrier.checkAlert();
        if (available < sequence && parkNs > 0)
        {
            if (cursor.get() < sequence)
            {
                final long startNs = System.nanoTime();
                sleep(sequence, cursor, barrier);
                sparing = System.nanoTime() - startNs < SHORT_SLEEP_NS ? 0 : Math.min(sparing + 1, MAX_SPARING);
            }
            else
            {
                // The stage before this one is at work: it wakes nobody, and is soon done.
                Thread.yield();
            }
            available = dependentSequence.get();
        }

        return available;
    }

    private long spin(final long sequence, final Sequence dependentSequence)
    {
        final int most = parkNs == 0 ? spins : spins >> sparing;
        for (int i = 0; i < most; i++)
        {
            Thread.onSpinWait();
            final long available = dependentSequence.get();
            if (available >= sequence)
            {
                sparing = 0;

                return available;
            }
        }

        return dependentSequence.get();
    }

    @Override
    public void signalAllWhenBlocking()
    {
        if (sleeping.get() > 0)
        {
            wakeAll();
        }
    }

    private void sleep(final long sequence, final Sequence cursor, final SequenceBarrier barrier)
        throws AlertException
    {
        final Thread self = Thread.currentThread();
        int place = 0;
        while (place < MAX_SLEEPERS && !sleepers.compareAndSet(place, null, self))
        {
            place++;
        }

        sleeping.incrementAndGet();
        try
        {
            barrier.checkAlert();
            if (cursor.get() < sequence)
            {
                LockSupport.parkNanos(this, parkNs);
            }
        }
        finally
        {
            sleeping.decrementAndGet();
            if (place < MAX_SLEEPERS)
            {
                sleepers.set(place, null);
            }
        }
    }

    private void wakeAll()
    {
        for (int i = 0; i < MAX_SLEEPERS; i++)
        {
            final Thread sleeper = sleepers.getAcquire(i);
            if (sleeper != null)
            {
                LockSupport.unpark(sleeper);
            }
        }
    }
}
