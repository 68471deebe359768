package io.tickwire.engine.fanout;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.tickwire.engine.schema.OwnThread;

/**
 * One shard's end of a frame ring.
 * Thread: io-<n>
 */
public final class FrameReader implements AutoCloseable
{
    /** What {@link #poll} returns once {@link #halt} was called. */
    public static final int HALTED = -1;

    private final FrameRing owner;
    private final RingBuffer<FrameSlot> ring;
    private final SequenceBarrier barrier;
    private final Sequence sequence = new Sequence();
    private final OwnThread thread = new OwnThread();
    private long next;

    FrameReader(final FrameRing owner, final RingBuffer<FrameSlot> ring)
    {
        this.owner = owner;
        this.ring = ring;
        this.barrier = ring.newBarrier();
    }

    /**
     * Hand over what there is, without waiting. The entries' bytes stand until this returns, for a batch may be written
     * from where it stands.
     *
     * @param limit how many at the most.
     * @return how many were handed over, or {@link #HALTED}.
     */
    public int poll(final FrameHandler handler, final int limit)
    {
        assert thread.isThis() : thread;

        if (barrier.isAlerted())
        {
            return HALTED;
        }

        final long last = Math.min(barrier.getCursor(), next + limit - 1);
        return last >= next ? drain(handler, last) : 0;
    }

    /**
     * Wait as the ring's strategy does, for a slice of time at the most, unless there is something to poll.
     */
    public void await()
    {
        try
        {
            barrier.waitFor(next);
        }
        catch (final AlertException | TimeoutException ex)
        {
            // The next poll says so.
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Make {@link #poll} return {@link #HALTED} from now on, and {@link #await} end. Any thread calls this.
     */
    public void halt()
    {
        barrier.alert();
    }

    /**
     * Stop holding the ring back. The reader is of no use afterwards.
     */
    @Override
    public void close()
    {
        halt();
        owner.stopGating(sequence);
    }

    /**
     * Whether there is something to poll.
     */
    boolean hasNext()
    {
        return barrier.getCursor() >= next;
    }

    SequenceBarrier barrier()
    {
        return barrier;
    }

    Sequence sequence()
    {
        return sequence;
    }

    /**
     * The ring now waits for this reader from where its sequence was set: read from there.
     */
    void join()
    {
        next = sequence.get() + 1;
    }

    private int drain(final FrameHandler handler, final long last)
    {
        final long first = next;
        try
        {
            while (next <= last)
            {
                final long current = next++;
                handler.onFrame(ring.get(current), current == last);
            }
        }
        finally
        {
            sequence.set(next - 1);
        }

        return (int)(next - first);
    }
}
