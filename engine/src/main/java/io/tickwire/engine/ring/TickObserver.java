package io.tickwire.engine.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SequenceBarrier;
import io.tickwire.engine.schema.OwnThread;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader for which the ring does not wait: each tick is copied first, and then the ring is asked whether that place
 * has been claimed again meanwhile.
 * <p>
 * Guarantees: what is kept is whole, in order and once; what is not kept is told as overtaken or given up, so that each
 * sequence is told of exactly once. Loss: whoever falls a lap behind goes on half a ring behind the newest.
 * Thread: stream
 */
public final class TickObserver
{
    /** What {@link #poll} returns once {@link #halt} was called. */
    public static final int HALTED = -1;

    private final RingBuffer<TickSlot> ring;
    private final SequenceBarrier barrier;
    private final Backlog backlog;
    private final int slots;
    private final int messageCapacity;
    private final long firstSequence;
    private final long restNs;
    private final OwnThread thread = new OwnThread();
    private long next;

    /**
     * @param restNs how long it sleeps where there is nothing; 0: it waits as the ring's strategy does.
     */
    TickObserver(final TickRing owner, final SequenceBarrier barrier, final long restNs)
    {
        this.restNs = restNs;
        this.ring = owner.buffer();
        this.barrier = barrier;
        this.backlog = new Backlog(barrier);
        this.slots = owner.slots();
        this.messageCapacity = owner.messageCapacity();
        this.firstSequence = owner.firstSequence();
        this.next = owner.cursor() + 1;
    }

    /**
     * Wait, then have copied what there is.
     *
     * @param limit how many places at the most.
     * @return how many were told of, or {@link #HALTED}.
     */
    public int poll(final TickCopier copier, final int limit)
    {
        assert thread.isThis() : thread;

        return restNs > 0 ? pollAndRest(copier, limit) : pollAndWait(copier, limit);
    }

    /**
     * As {@link #poll}, but for what is published now, without a wait, and also after {@link #halt}.
     */
    public int pollNow(final TickCopier copier, final int limit)
    {
        assert thread.isThis() : thread;

        long last = next - 1;
        while (last < next + limit - 1 && ring.isAvailable(last + 1))
        {
            last++;
        }

        return isOvertaken(next) ? leap(next, copier) : copyUpTo(last, copier);
    }

    /**
     * Make {@link #poll} return {@link #HALTED} from now on, and at once. Any thread calls this.
     */
    public void halt()
    {
        barrier.alert();
    }

    /**
     * The sequence of the next tick.
     */
    public long nextSequence()
    {
        return firstSequence + next;
    }

    private int pollAndRest(final TickCopier copier, final int limit)
    {
        if (barrier.isAlerted())
        {
            return HALTED;
        }

        final int told = pollNow(copier, limit);
        if (told < limit)
        {
            LockSupport.parkNanos(this, restNs);
        }

        return told;
    }

    private int pollAndWait(final TickCopier copier, final int limit)
    {
        final long last = backlog.await(next, limit);
        if (last == Backlog.HALTED)
        {
            return HALTED;
        }

        return isOvertaken(next) ? leap(next, copier) : copyUpTo(last, copier);
    }

    private int copyUpTo(final long last, final TickCopier copier)
    {
        final long first = next;
        while (next <= last)
        {
            // A tick that the copier throws at is passed over.
            final long place = next++;
            if (!copy(place, copier))
            {
                return (int)(place - first) + leap(place, copier);
            }
        }

        return (int)(next - first);
    }

    private boolean copy(final long place, final TickCopier copier)
    {
        final TickSlot slot = ring.get(place);
        final int length = slot.messageLength();
        final boolean isTick = length > 0 && length <= messageCapacity;
        if (isTick)
        {
            copier.copy(slot.buffer(), slot.messageOffset(), length, slot.publishTimeNs(), firstSequence + place);
        }

        // Pairs with the fence of a claim, which comes before all that its owner writes: who has read any of that sees
        // the claim.
        VarHandle.acquireFence();
        if (isOvertaken(place))
        {
            if (isTick)
            {
                copier.drop();
            }

            return false;
        }

        if (isTick)
        {
            copier.keep();
        }
        else
        {
            copier.onGivenUp(firstSequence + place);
        }

        return true;
    }

    private boolean isOvertaken(final long place)
    {
        return ring.getCursor() - place >= slots;
    }

    private int leap(final long from, final TickCopier copier)
    {
        next = ring.getCursor() + 1 - slots / 2;
        copier.onOvertaken(firstSequence + from, firstSequence + next - 1);

        return (int)Math.min(next - from, Integer.MAX_VALUE / 2);
    }
}
