package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;

/**
 * The streams' new values that the first stage tells the second: rows of longs, one a message.
 * <pre>
 *  +--------------+------+-----+-------+--------+------------------------------+
 *  | stream's id  | high | low | first | volume | the values of its layout ... |
 *  +--------------+------+-----+-------+--------+------------------------------+
 * </pre>
 * High to volume are what this one message adds to an envelope. Each end of the ring has an object of its own.
 * Thread: pipeline-<k>
 */
final class StreamRows
{
    private final RowRing ring;
    private int record;
    private int at;
    private int end;

    StreamRows(final RowRing ring)
    {
        this.ring = ring;
    }

    /**
     * Begin to write the rows of a tick.
     */
    void begin(final long sequence)
    {
        ring.begin(sequence);
    }

    /**
     * Begin a row.
     */
    StreamRows row(final int streamId, final long high, final long low, final long first, final long volume)
    {
        return add(streamId).add(high).add(low).add(first).add(volume);
    }

    /**
     * Add a value to the row.
     */
    StreamRows add(final long value)
    {
        ring.add(value);

        return this;
    }

    /**
     * How many longs the rows of this tick can still take.
     */
    int left()
    {
        return ring.left();
    }

    /**
     * The rows of the tick are written.
     */
    void finish()
    {
        ring.end();
    }

    /**
     * Begin to read the rows of a tick.
     *
     * @return whether it has any.
     */
    boolean read(final long sequence)
    {
        record = ring.find(sequence);
        at = record;
        end = record < 0 ? record : ring.endOf(record);

        return record >= 0;
    }

    boolean hasRow()
    {
        return at < end;
    }

    /**
     * The stream of the next row.
     */
    int streamId()
    {
        return (int)ring.longs()[at];
    }

    /**
     * Move the next row into a stream's values.
     */
    void readRow(final UpdateLayout layout, final long[] values)
    {
        // What a tick adds to an envelope and the values of its layout stand side by side, here as there.
        final int length = UpdateValues.FIELDS - UpdateValues.TICK_HIGH + layout.valueCount();
        System.arraycopy(ring.longs(), at + 1, values, UpdateValues.TICK_HIGH, length);
        at += 1 + length;
    }

    /**
     * All rows of the tick are read.
     */
    void release()
    {
        ring.release(record);
    }
}
