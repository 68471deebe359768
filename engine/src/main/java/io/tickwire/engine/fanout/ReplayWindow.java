package io.tickwire.engine.fanout;

import org.agrona.BitUtil;

/**
 * The last messages of all streams of a pipeline, for those who come back and ask for what they missed: one circular
 * log of longs, in which each record points to the one before it of the same stream.
 * <pre>
 *  +----------------------+-----------------+------------+-------------+--------------------------+
 *  | previous record's    | when, ns        | sequence   | how many    | values: what the stream's|
 *  | position, or -1      |                 |            | values      | encoder needs            |
 *  +----------------------+-----------------+------------+-------------+--------------------------+
 * </pre>
 * Bounds: the log's size for all streams together; how many messages and how long for each stream.
 * Thread: pipeline-<k>
 */
public final class ReplayWindow
{
    /** No record. */
    public static final long NONE = -1;

    private static final int TIME = 1;
    private static final int SEQUENCE = 2;
    private static final int LENGTH = 3;
    private static final int HEAD = 4;
    private static final int SMALLEST_LOG = 1024;

    private final long[] log;
    private final int mask;
    private final int maxMessages;
    private final long maxAgeNs;
    private long head;

    /**
     * @param bytes       of the log; a power of two from 8 KiB.
     * @param maxMessages of one stream that can be asked for.
     * @param maxAgeNs    of the oldest message that can be asked for.
     */
    public ReplayWindow(final int bytes, final int maxMessages, final long maxAgeNs)
    {
        requireSizes(bytes, maxMessages, maxAgeNs);

        this.log = new long[bytes >> 3];
        this.mask = log.length - 1;
        this.maxMessages = maxMessages;
        this.maxAgeNs = maxAgeNs;
    }

    /**
     * Refuse sizes that a window can not have.
     *
     * @throws IllegalArgumentException naming the size and its range.
     */
    public static void requireSizes(final int bytes, final int maxMessages, final long maxAgeNs)
    {
        if (bytes < SMALLEST_LOG << 3 || !BitUtil.isPowerOfTwo(bytes))
        {
            throw new IllegalArgumentException(
                "replay bytes must be a power of two from " + (SMALLEST_LOG << 3) + ": replayBytes=" + bytes);
        }
        if (maxMessages < 1)
        {
            throw new IllegalArgumentException("replay messages must be at least 1: replayMessages=" + maxMessages);
        }
        if (maxAgeNs < 1)
        {
            throw new IllegalArgumentException("replay age must be above 0: replayAgeNs=" + maxAgeNs);
        }
    }

    /**
     * How many messages of a stream can be asked for at the most.
     */
    public int maxMessages()
    {
        return maxMessages;
    }

    /**
     * For how long messages can be asked for at the most.
     */
    public long maxAgeNs()
    {
        return maxAgeNs;
    }

    /**
     * Keep a message.
     *
     * @param previous position of the stream's message before this, or {@link #NONE}.
     * @param values   what to keep of it, from {@code from} on.
     * @return its position.
     */
    public long append(
        final long previous,
        final long nowNs,
        final long sequence,
        final long[] values,
        final int from,
        final int length)
    {
        int index = (int)head & mask;
        if (index + HEAD + length > log.length)
        {
            head += log.length - index;
            index = 0;
        }

        final long position = head;
        log[index] = previous;
        log[index + TIME] = nowNs;
        log[index + SEQUENCE] = sequence;
        log[index + LENGTH] = length;
        System.arraycopy(values, from, log, index + HEAD, length);
        head += HEAD + length;

        return position;
    }

    /**
     * Find the messages that follow a sequence, up to the newest.
     *
     * @param newest    position of the stream's newest message, or {@link #NONE}.
     * @param sequence  the last that is not wanted.
     * @param positions where to put their positions, newest first; as long as {@link #maxMessages}.
     * @return how many there are, or -1 where the window does not hold all of them.
     */
    public int find(final long newest, final long sequence, final long nowNs, final long[] positions)
    {
        int count = 0;
        long expected = NONE;
        long position = newest;
        while (holds(position))
        {
            final long found = log[indexOf(position) + SEQUENCE];
            if (expected != NONE && found != expected)
            {
                return -1;
            }
            if (found == sequence)
            {
                return count;
            }
            if (found < sequence || count == maxMessages || nowNs - log[indexOf(position) + TIME] > maxAgeNs)
            {
                return -1;
            }

            positions[count++] = position;
            expected = found - 1;
            if (expected == sequence)
            {
                return count;
            }
            position = log[indexOf(position)];
        }

        return -1;
    }

    /**
     * The sequence of the oldest message from which on all are held and can be asked for.
     *
     * @param newest position of the stream's newest message, or {@link #NONE}.
     * @return it, or {@link #NONE} where there is none.
     */
    public long oldest(final long newest, final long nowNs)
    {
        long oldest = NONE;
        long position = newest;
        for (int i = 0; i < maxMessages && holds(position); i++)
        {
            final int index = indexOf(position);
            final long found = log[index + SEQUENCE];
            if (oldest != NONE && found != oldest - 1 || nowNs - log[index + TIME] > maxAgeNs)
            {
                return oldest;
            }
            oldest = found;
            position = log[index];
        }

        return oldest;
    }

    /**
     * Whether a position still holds what was put there.
     */
    public boolean holds(final long position)
    {
        return position >= 0 && position + log.length >= head && position < head;
    }

    /**
     * The sequence of a message that the window holds.
     */
    public long sequenceAt(final long position)
    {
        return log[indexOf(position) + SEQUENCE];
    }

    /**
     * Take out the values of a message that the window holds.
     */
    public void read(final long position, final long[] values, final int from)
    {
        final int index = indexOf(position);
        System.arraycopy(log, index + HEAD, values, from, (int)log[index + LENGTH]);
    }

    private int indexOf(final long position)
    {
        return (int)position & mask;
    }
}
