package io.tickwire.engine.ring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place of the ring: a flyweight that for good stands over its part of the slab. See {@link TickSlotDescriptor}.
 * <p>
 * Whoever has claimed the slot writes it; once published, it is only read. The ring's sequences order that.
 * Thread: any
 */
public final class TickSlot
{
    private final UnsafeBuffer slab;
    private final int offset;

    TickSlot(final UnsafeBuffer slab, final int offset)
    {
        this.slab = slab;
        this.offset = offset;
    }

    /**
     * The buffer that the offsets of this slot are offsets into.
     */
    public UnsafeBuffer buffer()
    {
        return slab;
    }

    /**
     * Where the SBE header of the message begins.
     */
    public int messageOffset()
    {
        return offset + TickSlotDescriptor.MESSAGE_OFFSET;
    }

    /**
     * The message's length with its header; 0 where the publisher gave the slot up.
     */
    public int messageLength()
    {
        return slab.getInt(offset + TickSlotDescriptor.MESSAGE_LENGTH_OFFSET);
    }

    /**
     * When the message was published. A publisher reads its clock once in several ticks of a batch, so this may be the
     * time of a tick shortly before.
     */
    public long publishTimeNs()
    {
        return slab.getLong(offset + TickSlotDescriptor.PUBLISH_TIME_OFFSET);
    }

    void stamp(final long publishTimeNs, final int messageLength)
    {
        slab.putLong(offset + TickSlotDescriptor.PUBLISH_TIME_OFFSET, publishTimeNs);
        slab.putInt(offset + TickSlotDescriptor.MESSAGE_LENGTH_OFFSET, messageLength);
    }
}
