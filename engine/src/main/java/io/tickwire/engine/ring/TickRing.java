package io.tickwire.engine.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Hand-off 1: the Disruptor ring that all feeds publish into and all pipelines read, its slots over one off-heap slab.
 * <p>
 * Guarantees: one total order, {@code g}; a reader sees each published tick once, in that order, whole. Assumes: every
 * claimed slot is soon published or given up, since readers wait behind it. Bound: slots x slot size, taken at the
 * start.
 * <p>
 * Claims, positions and the cursor count from 0. What is told of a tick is {@code g}: its place here, counted on from
 * where the ring before this one ended, if {@code g} is to go on.
 * Thread: any
 */
public final class TickRing
{
    private final int slotBytes;
    private final long firstSequence;
    private final UnsafeBuffer slab;
    private final RingBuffer<TickSlot> ring;

    /**
     * A ring whose {@code g} counts from 0.
     */
    public TickRing(final int slots, final int slotBytes, final WaitStrategy waitStrategy)
    {
        this(slots, slotBytes, waitStrategy, 0);
    }

    /**
     * @param slots         how many; a power of two.
     * @param slotBytes     the size of each; a power of two from 256 to 65,536.
     * @param waitStrategy  how readers wait.
     * @param firstSequence {@code g} of the first tick.
     */
    public TickRing(
        final int slots, final int slotBytes, final WaitStrategy waitStrategy, final long firstSequence)
    {
        requireSizes(slots, slotBytes);
        if (firstSequence < 0)
        {
            throw new IllegalArgumentException("firstSequence must not be below 0: firstSequence=" + firstSequence);
        }

        this.slotBytes = slotBytes;
        this.firstSequence = firstSequence;
        this.slab = new UnsafeBuffer(ByteBuffer.allocateDirect(slots * slotBytes));
        final int[] made = new int[1];
        this.ring = RingBuffer.createMultiProducer(
            () -> new TickSlot(slab, made[0]++ * slotBytes), slots, waitStrategy);
    }

    /**
     * Give back its memory, once nobody reads or writes it any more: whoever does is told so by its bounds.
     */
    public void release()
    {
        final ByteBuffer memory = slab.byteBuffer();
        slab.wrap(new byte[0]);
        BufferUtil.free(memory);
    }

    /**
     * Refuse sizes that a ring can not have.
     *
     * @throws IllegalArgumentException naming the size and its range.
     */
    public static void requireSizes(final int slots, final int slotBytes)
    {
        if (slots < 2 || !BitUtil.isPowerOfTwo(slots))
        {
            throw new IllegalArgumentException("slots must be a power of two above 1: slots=" + slots);
        }
        if (slotBytes < TickSlotDescriptor.MIN_SLOT_BYTES || slotBytes > TickSlotDescriptor.MAX_SLOT_BYTES ||
            !BitUtil.isPowerOfTwo(slotBytes))
        {
            throw new IllegalArgumentException(
                "slotBytes must be a power of two from " + TickSlotDescriptor.MIN_SLOT_BYTES + " to " +
                TickSlotDescriptor.MAX_SLOT_BYTES + ": slotBytes=" + slotBytes);
        }
        if ((long)slots * slotBytes > 1 << 30)
        {
            throw new IllegalArgumentException(
                "slots x slotBytes must be at most 1 GiB: slots=" + slots + " slotBytes=" + slotBytes);
        }
    }

    /**
     * How long a message a slot holds, SBE header included.
     */
    public int messageCapacity()
    {
        return TickSlotDescriptor.messageCapacity(slotBytes);
    }

    public int slots()
    {
        return ring.getBufferSize();
    }

    /**
     * A reader of everything that is claimed from now on. It holds the ring back until it has read.
     */
    public TickReader newReader()
    {
        return gate(new TickReader(this, ring.newBarrier()));
    }

    /**
     * A reader that reads each tick after another reader has: the next stage of its chain.
     */
    public TickReader newReaderAfter(final TickReader stageBefore)
    {
        return gate(new TickReader(this, ring.newBarrier(stageBefore.sequence())));
    }

    /**
     * A reader of everything that is claimed from now on, for which the ring does not wait.
     */
    public TickObserver newObserver()
    {
        return newObserver(0);
    }

    /**
     * The same, by one that no publication wakes.
     *
     * @param restNs how long it sleeps where there is nothing; 0: it waits as all readers do.
     */
    public TickObserver newObserver(final long restNs)
    {
        return new TickObserver(this, ring.newBarrier(), restNs);
    }

    /**
     * {@code g} of the first tick.
     */
    public long firstSequence()
    {
        return firstSequence;
    }

    /**
     * The highest place that has been claimed; -1 at the start.
     */
    public long cursor()
    {
        return ring.getCursor();
    }

    RingBuffer<TickSlot> buffer()
    {
        return ring;
    }

    void stopGating(final Sequence sequence)
    {
        ring.removeGatingSequence(sequence);
    }

    private TickReader gate(final TickReader reader)
    {
        ring.addGatingSequences(reader.sequence());

        return reader.join();
    }
}
