package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;

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
    private TickSlot slot;
    private long[] annex;
    private int at;
    private int end;

    /**
     * Begin to write the annex of a slot.
     */
    void begin(final TickSlot slot)
    {
        this.slot = slot;
        annex = slot.annex();
        at = 0;
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
        annex[at++] = value;

        return this;
    }

    /**
     * The annex is written.
     */
    void finish()
    {
        slot.annexLength(at);
    }

    /**
     * Begin to read the annex of a slot.
     */
    void wrap(final TickSlot slot)
    {
        annex = slot.annex();
        at = 0;
        end = slot.annexLength();
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
        return (int)annex[at];
    }

    /**
     * Move the next row into a stream's values.
     */
    void readRow(final UpdateLayout layout, final long[] values)
    {
        // What a tick adds to an envelope and the values of its layout stand side by side, here as there.
        final int length = UpdateValues.FIELDS - UpdateValues.TICK_HIGH + layout.valueCount();
        System.arraycopy(annex, at + 1, values, UpdateValues.TICK_HIGH, length);
        at += 1 + length;
    }
}
