package io.tickwire.engine.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import io.tickwire.engine.schema.OwnThread;

/**
 * One reader of the ring. Its owner polls; the ring is held back by what it has not read.
 * Thread: pipeline-<k>
 */
public final class TickReader implements AutoCloseable
{
    /** What {@link #poll} returns once {@link #halt} was called. */
    public static final int HALTED = -1;

    private final TickRing owner;
    private final RingBuffer<TickSlot> ring;
    private final long firstSequence;
    private final SequenceBarrier barrier;
    private final Backlog backlog;
    private final Sequence sequence = new Sequence();
    private final OwnThread thread = new OwnThread();
    private long next;
    private boolean isBrokenOff;

    TickReader(final TickRing owner, final SequenceBarrier barrier)
    {
        this.owner = owner;
        this.ring = owner.buffer();
        this.firstSequence = owner.firstSequence();
        this.barrier = barrier;
        this.backlog = new Backlog(barrier);
    }

    /**
     * Wait as the ring's strategy does, then hand over what there is.
     *
     * @param limit how many at the most.
     * @return how many ticks were handed over, or {@link #HALTED}.
     */
    public int poll(final TickHandler handler, final int limit)
    {
        assert thread.isThis() : thread;

        final long last = backlog.await(next, limit);
        if (last == Backlog.HALTED)
        {
            return HALTED;
        }

        return last >= next ? drain(handler, last) : 0;
    }

    /**
     * Have {@link #poll} return after this tick, though there are more. Its handler calls this.
     */
    public void breakOff()
    {
        isBrokenOff = true;
    }

    /**
     * Make {@link #poll} return {@link #HALTED} from now on, and at once. Any thread calls this.
     */
    public void halt()
    {
        barrier.alert();
    }

    /**
     * Whether {@link #halt} was called.
     */
    public boolean isHalted()
    {
        return barrier.isAlerted();
    }

    /**
     * The place in the ring of the last tick that was read.
     */
    public long position()
    {
        return sequence.get();
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

    Sequence sequence()
    {
        return sequence;
    }

    /**
     * The ring now waits for this reader from where its sequence was set: read from there.
     */
    TickReader join()
    {
        next = sequence.get() + 1;

        return this;
    }

    private int drain(final TickHandler handler, final long last)
    {
        final long first = next;
        isBrokenOff = false;
        try
        {
            while (next <= last && !isBrokenOff)
            {
                final long current = next++;
                handler.onTick(ring.get(current), firstSequence + current);
            }
        }
        finally
        {
            sequence.set(next - 1);
        }

        return (int)(next - first);
    }
}
