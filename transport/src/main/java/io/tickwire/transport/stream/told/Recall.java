package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.RecallRing;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;

/**
 * The answer to one question, some at a time: first back along the stream's chain, to see that all is there, then
 * forward.
 * Thread: past
 */
final class Recall
{
    private final RecallRing ring;
    private final long ticket;
    private final ToldStream stream;
    private final long from;
    private final long to;
    private final LongArrayList positions = new LongArrayList();
    private final UnsafeBuffer values = new UnsafeBuffer(new byte[SegmentLog.MAX_PAYLOAD]);
    private long at;
    private long expected;
    private boolean isFound;
    private boolean isAbsent;

    Recall(final RecallRing ring, final long ticket, final ToldStream stream, final long from, final long to)
    {
        this.ring = ring;
        this.ticket = ticket;
        this.stream = stream;
        this.from = from;
        this.to = to;
        this.at = stream == null ? SegmentLog.NONE : stream.newest;
        this.expected = to;
    }

    RecallRing ring()
    {
        return ring;
    }

    long ticket()
    {
        return ticket;
    }

    /**
     * Whether not all of it is there.
     */
    boolean isAbsent()
    {
        return isAbsent;
    }

    /**
     * It can not be read.
     */
    void giveUp()
    {
        isAbsent = true;
    }

    /**
     * Go on.
     *
     * @return how much was done; -1 when it is answered.
     */
    int proceed(final SegmentLog log, final ToldTags tags, final int limit) throws IOException
    {
        if (isAbsent)
        {
            return ring.offerAbsent(ticket) ? -1 : 0;
        }
        if (!isFound)
        {
            return follow(log, limit);
        }

        int told = 0;
        while (told < limit && !positions.isEmpty())
        {
            final int count = read(log, positions.getLong(positions.size() - 1), expected);
            if (count < 0 || !tags.toRun(stream.key.channel(), values))
            {
                isAbsent = true;
                return told + 1;
            }
            if (!ring.offerMessage(ticket, expected, values, 0, count))
            {
                return told;
            }
            positions.popLong();
            expected++;
            told++;
        }

        return positions.isEmpty() && ring.offerEnd(ticket) ? -1 : told;
    }

    private int follow(final SegmentLog log, final int limit) throws IOException
    {
        int steps = 0;
        while (steps < limit && expected >= from)
        {
            final int length = log.read(at);
            final UnsafeBuffer found = log.found();
            final int offset = length < ToldState.VALUES ? 0 : log.foundOffset(at);
            if (length < ToldState.VALUES || found.getInt(offset) != ToldState.MESSAGE ||
                found.getInt(offset + ToldState.NUMBER) != stream.number ||
                found.getLong(offset + ToldState.SEQUENCE) < expected ||
                expected != to && found.getLong(offset + ToldState.SEQUENCE) != expected)
            {
                isAbsent = true;
                return steps + 1;
            }
            if (found.getLong(offset + ToldState.SEQUENCE) == expected)
            {
                positions.addLong(at);
                expected--;
            }
            at = found.getLong(offset + ToldState.PREVIOUS);
            steps++;
        }
        if (expected < from && ring.offerFound(ticket))
        {
            isFound = true;
            expected = from;
            steps++;
        }

        return steps;
    }

    /** @return how many values there are, or -1. */
    private int read(final SegmentLog log, final long position, final long sequence) throws IOException
    {
        final int length = log.read(position);
        final int offset = length < ToldState.VALUES ? 0 : log.foundOffset(position);
        if (length < ToldState.VALUES || log.found().getInt(offset + ToldState.NUMBER) != stream.number ||
            log.found().getLong(offset + ToldState.SEQUENCE) != sequence)
        {
            return -1;
        }
        values.putBytes(0, log.found(), offset + ToldState.VALUES, length - ToldState.VALUES);

        return length - ToldState.VALUES >> 3;
    }
}
