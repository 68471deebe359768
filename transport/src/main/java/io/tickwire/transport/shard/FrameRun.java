package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * Frames that follow each other in a ring, and are for the same audience: handed to each of its clients at once, so
 * that a burst of a stream costs a client no more than one frame does. The entries stand until the ring's reader moves
 * on.
 * Thread: io-<n>
 */
final class FrameRun
{
    private static final int MAX_FRAMES = 256;
    private static final int MAX_BYTES = 1 << 15;

    private final FrameSlot[] slots = new FrameSlot[MAX_FRAMES];
    private Audience audience;
    private int streamId;
    private Conflation conflation;
    private Encoding encoding;
    private int offset;
    private int length;
    private int count;

    boolean isEmpty()
    {
        return count == 0;
    }

    void begin(final Audience audience, final FrameSlot slot)
    {
        this.audience = audience;
        streamId = slot.streamId();
        conflation = slot.conflation();
        encoding = slot.encoding();
        offset = slot.offset();
        length = slot.length();
        slots[0] = slot;
        count = 1;
    }

    /**
     * Take a frame in, if it goes on with the run.
     */
    boolean extend(final FrameSlot slot)
    {
        if (count == 0 ||
            count == MAX_FRAMES ||
            slot.streamId() != streamId ||
            slot.conflation() != conflation ||
            slot.encoding() != encoding ||
            slot.offset() != offset + length ||
            length + slot.length() > MAX_BYTES)
        {
            return false;
        }
        slots[count++] = slot;
        length += slot.length();

        return true;
    }

    void clear()
    {
        audience = null;
        count = 0;
    }

    Audience audience()
    {
        return audience;
    }

    int offset()
    {
        return offset;
    }

    int length()
    {
        return length;
    }

    int count()
    {
        return count;
    }

    FrameSlot slot(final int index)
    {
        return slots[index];
    }

    FrameSlot last()
    {
        return slots[count - 1];
    }
}
