package io.tickwire.bench.micro;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/**
 * The yardstick of hand-offs: a bare Disruptor that hands over longs, and its reader, which reads until it is halted.
 */
final class BareReading implements Runnable
{
    private final RingBuffer<long[]> ring;
    private final SequenceBarrier barrier;
    private final Sequence sequence = new Sequence();
    private volatile long seen;
    private long sum;

    BareReading(final RingBuffer<long[]> ring)
    {
        this.ring = ring;
        this.barrier = ring.newBarrier();
        ring.addGatingSequences(sequence);
    }

    /**
     * Claim as the shipped rings do: ask for room first, and never wait in the ring.
     */
    static long claim(final RingBuffer<long[]> ring)
    {
        while (true)
        {
            if (ring.hasAvailableCapacity(1))
            {
                try
                {
                    return ring.tryNext();
                }
                catch (final InsufficientCapacityException ex)
                {
                    Thread.onSpinWait();
                }
            }
            Thread.onSpinWait();
        }
    }

    long seen()
    {
        return seen;
    }

    long sum()
    {
        return sum;
    }

    void halt()
    {
        barrier.alert();
    }

    @Override
    public void run()
    {
        long next = 0;
        try
        {
            while (true)
            {
                final long last = barrier.waitFor(next);
                final long first = next;
                for (; next <= last; next++)
                {
                    sum += ring.get(next)[0];
                }
                sequence.set(next - 1);
                seen += next - first;
            }
        }
        catch (final AlertException ex)
        {
            // The end of the measurement.
        }
        catch (final InterruptedException | TimeoutException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
