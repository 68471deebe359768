package io.tickwire.engine.pipeline;

import com.lmax.disruptor.Sequence;
import org.agrona.BitUtil;

/**
 * What the first stage of a chain tells the second: for each tick that changed something a record of longs, in the
 * order of the ticks. One thread writes and one reads, which may be the same.
 * <pre>
 *  +--------+---+------------------+--------+---+-----------------+
 *  | length | g | rows ...         | length | g | rows ...        |   length below 0: nothing up to the end
 *  +--------+---+------------------+--------+---+-----------------+
 * </pre>
 * Assumes: the writer asked {@link #room} before it took its ticks, so that a record always finds room.
 * Bound: the longs that it is made with.
 * Thread: pipeline-<k>
 */
public final class RowRing
{
    /** A record is no longer than this. */
    public static final int MAX_RECORD_LONGS = 2048;

    private static final int HEAD_LONGS = 2;
    private static final int PADDING = -1;

    private final long[] longs;
    private final int mask;
    private final boolean isOneThread;
    private final Sequence written = new Sequence(0);
    private final Sequence read = new Sequence(0);

    // Written by the writer.
    private long writePosition;
    private int recordAt;
    private int at;

    // Written by the reader.
    private long readPosition;
    private long knownWritten;

    /**
     * @param capacity    in longs; a power of two, with room for two records at least.
     * @param isOneThread whether each record is read before the next begins: then all of them stand at the same place,
     *                    which stays in the core's first cache.
     */
    public RowRing(final int capacity, final boolean isOneThread)
    {
        if (!BitUtil.isPowerOfTwo(capacity) || capacity < 2 * MAX_RECORD_LONGS)
        {
            throw new IllegalArgumentException(
                "capacity must be a power of two from " + 2 * MAX_RECORD_LONGS + " on: capacity=" + capacity);
        }

        this.longs = new long[capacity];
        this.mask = capacity - 1;
        this.isOneThread = isOneThread;
    }

    /**
     * How many records have room, however long they are.
     */
    public int room()
    {
        final long free = longs.length - (writePosition - read.get());

        // One is for what is left unused at the end.
        return (int)(free / MAX_RECORD_LONGS) - 1;
    }

    /**
     * Begin a record; one that was begun before and not ended is void.
     */
    public void begin(final long sequence)
    {
        if (isOneThread)
        {
            rewind();
        }
        int offset = (int)writePosition & mask;
        if (offset + MAX_RECORD_LONGS > longs.length)
        {
            longs[offset] = PADDING;
            writePosition += longs.length - offset;
            offset = 0;
        }

        recordAt = offset;
        at = offset + HEAD_LONGS;
        longs[offset + 1] = sequence;
    }

    /**
     * Add a long to the record.
     */
    public void add(final long value)
    {
        longs[at++] = value;
    }

    /**
     * How many longs the record can still take.
     */
    public int left()
    {
        return recordAt + MAX_RECORD_LONGS - at;
    }

    /**
     * End the record: the reader sees it. An empty one is no record.
     */
    public void end()
    {
        final int length = at - recordAt;
        if (length > HEAD_LONGS)
        {
            longs[recordAt] = length;
            writePosition += length;
            written.set(writePosition);
        }
    }

    /**
     * Find a tick's record, passing over those of ticks before it.
     *
     * @return where its rows begin, or -1 where it has none; they end at {@link #endOf}.
     */
    public int find(final long sequence)
    {
        while (hasRecord())
        {
            final int offset = (int)readPosition & mask;
            final long length = longs[offset];
            if (length == PADDING)
            {
                readPosition += longs.length - offset;
            }
            else if (longs[offset + 1] < sequence)
            {
                readPosition += length;
            }
            else
            {
                return longs[offset + 1] == sequence ? offset + HEAD_LONGS : -1;
            }
        }

        return -1;
    }

    /**
     * Where the rows of the record that was found end.
     */
    public int endOf(final int rows)
    {
        return rows - HEAD_LONGS + (int)longs[rows - HEAD_LONGS];
    }

    /**
     * The record that was found was read: its room is free.
     */
    public void release(final int rows)
    {
        readPosition += longs[rows - HEAD_LONGS];
        read.set(readPosition);
    }

    /**
     * The longs that positions of rows are positions in.
     */
    public long[] longs()
    {
        return longs;
    }

    /** All that there is was read, or is of a tick that an error has ended. */
    private void rewind()
    {
        writePosition = 0;
        readPosition = 0;
        knownWritten = 0;
        written.set(0);
        read.set(0);
    }

    private boolean hasRecord()
    {
        if (readPosition == knownWritten)
        {
            knownWritten = written.get();
        }

        return readPosition != knownWritten;
    }
}
