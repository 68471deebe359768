package io.tickwire.transport;

import org.agrona.collections.LongArrayList;

/**
 * What one client got of one stream, held against the rules for sequences: each message builds on the last, or a gap
 * says what is missing, or a snapshot replaces all.
 * <p>
 * Its client's monitor guards it.
 */
final class Chain
{
    private static final long NONE = -1;

    private final LongArrayList sequences = new LongArrayList();
    private long last = NONE;
    private long missed;
    private int gaps;
    private int breaks;
    private int repeats;
    private int snapshots;
    private String newest;

    void onData(final long sequence, final long previous, final boolean isSnapshot, final String message)
    {
        if (isSnapshot)
        {
            snapshots++;
        }
        else if (last != NONE)
        {
            repeats += sequence <= last ? 1 : 0;
            breaks += previous != last ? 1 : 0;
        }
        last = sequence;
        newest = message;
        sequences.addLong(sequence);
    }

    void onGap(final long from, final long to)
    {
        breaks += last != NONE && from != last + 1 ? 1 : 0;
        missed += to - from + 1;
        gaps++;
        last = to;
    }

    long first()
    {
        return sequences.getLong(0);
    }

    long last()
    {
        return last;
    }

    int count()
    {
        return sequences.size();
    }

    /**
     * Messages from a sequence on.
     */
    int countFrom(final long sequence)
    {
        int count = 0;
        for (int i = 0; i < sequences.size(); i++)
        {
            count += sequences.getLong(i) >= sequence ? 1 : 0;
        }

        return count;
    }

    /**
     * How many messages gaps told of.
     */
    long missed()
    {
        return missed;
    }

    int gaps()
    {
        return gaps;
    }

    /**
     * Messages that did not build on the one before.
     */
    int breaks()
    {
        return breaks;
    }

    int repeats()
    {
        return repeats;
    }

    int snapshots()
    {
        return snapshots;
    }

    String newest()
    {
        return newest;
    }

    @Override
    public String toString()
    {
        return "Chain{count=" + count() + " last=" + last + " missed=" + missed + " gaps=" + gaps +
            " breaks=" + breaks + " repeats=" + repeats + " snapshots=" + snapshots + '}';
    }
}
