package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.ring.TickSlotDescriptor;
import io.tickwire.engine.schema.Channel;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The streams' new values that the first stage leaves in a tick's slot for the second: rows of longs, one a stream.
 * <pre>
 *  +-----------------+------+-----+-------+--------+------------------------------+
 *  | channel's code  | high | low | first | volume | the values of its layout ... |
 *  +-----------------+------+-----+-------+--------+------------------------------+
 * </pre>
 * High to volume are what this one tick adds to an envelope.
 * Thread: pipeline-<k>
 */
final class UpdateAnnex
{
    static final int ROW_HEAD = 5;

    private UnsafeBuffer buffer;
    private TickSlot slot;
    private int start;
    private int at;
    private int end;

    /**
     * Begin to write the annex of a slot.
     */
    void begin(final TickSlot slot)
    {
        this.slot = slot;
        buffer = slot.buffer();
        start = slot.annexOffset();
        at = start;
    }

    /**
     * Begin a row.
     */
    UpdateAnnex row(final Channel channel, final long high, final long low, final long first, final long volume)
    {
        return add(channel.code()).add(high).add(low).add(first).add(volume);
    }

    /**
     * Add a value to the row.
     */
    UpdateAnnex add(final long value)
    {
        assert at - start < TickSlotDescriptor.ANNEX_BYTES : "the annex is full";

        buffer.putLong(at, value);
        at += Long.BYTES;

        return this;
    }

    /**
     * The annex is written.
     */
    void finish()
    {
        slot.annexLength(at - start >> 3);
    }

    /**
     * Begin to read the annex of a slot.
     */
    void wrap(final TickSlot slot)
    {
        buffer = slot.buffer();
        at = slot.annexOffset();
        end = at + (slot.annexLength() << 3);
    }

    boolean hasRow()
    {
        return at < end;
    }

    /**
     * The channel of the next row, by its code.
     */
    int channelCode()
    {
        return (int)buffer.getLong(at);
    }

    /**
     * Move the next row into a stream's values.
     */
    void readRow(final UpdateLayout layout, final long[] values)
    {
        final UnsafeBuffer buffer = this.buffer;
        int from = at + Long.BYTES;
        for (int i = UpdateValues.TICK_HIGH; i <= UpdateValues.TICK_VOLUME; i++)
        {
            values[i] = buffer.getLong(from);
            from += Long.BYTES;
        }

        final int last = UpdateValues.FIELDS + layout.valueCount();
        for (int i = UpdateValues.FIELDS; i < last; i++)
        {
            values[i] = buffer.getLong(from);
            from += Long.BYTES;
        }

        at = from;
    }
}
