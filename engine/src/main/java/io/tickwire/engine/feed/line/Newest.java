package io.tickwire.engine.feed.line;

import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.schema.Decimals;

/**
 * Which of the lines' words of one kind is news, where each word replaces the one before it: quotes, or figures of 24
 * hours. The venue's number says so, where it gives one; else its time, and of words of one time the n-th of a line is
 * the n-th of the others, so that what one line lost comes from another one. Where the venue gives neither, one line
 * alone is heard, until it goes or says nothing for {@link #SILENCE_NS}.
 * <p>
 * Where numbers or times begin anew, the line that was heard last is believed after as long.
 * Thread: feed-<venue>
 */
final class Newest
{
    static final long SILENCE_NS = 5_000_000_000L;

    /**
     * What a line's word is.
     * Thread: feed-<venue>
     */
    enum Word
    {
        NEWS, REPEATED, OLD
    }

    private static final int NOBODY = -1;

    private final long[] timesNs;
    private final int[] counts;
    private int leader;
    private long sequence;
    private long timeNs;
    private int count;
    private long receiveTimeNs;

    Newest(final int lines)
    {
        timesNs = new long[lines];
        counts = new int[lines];
        forget();
    }

    /**
     * A line says something.
     *
     * @param sequence       the venue's number, or {@link TickSink#NO_SEQUENCE}.
     * @param exchangeTimeNs {@link Decimals#NULL} where it is not known.
     */
    Word hear(final int line, final long sequence, final long exchangeTimeNs, final long nowNs)
    {
        counts[line] = timesNs[line] == exchangeTimeNs ? counts[line] + 1 : 1;
        timesNs[line] = exchangeTimeNs;
        final Word word = judge(line, sequence, exchangeTimeNs, nowNs);
        if (word == Word.NEWS)
        {
            leader = line;
            this.sequence = sequence;
            timeNs = exchangeTimeNs;
            count = counts[line];
            receiveTimeNs = nowNs;
        }

        return word;
    }

    /** When the last news came. */
    long receiveTimeNs()
    {
        return receiveTimeNs;
    }

    /** A line has gone: if it was the one that was heard, any other may be. */
    void onGone(final int line)
    {
        leader = leader == line ? NOBODY : leader;
        timesNs[line] = Decimals.NULL;
        counts[line] = 0;
    }

    /** All lines have gone: what comes next is news. */
    void forget()
    {
        leader = NOBODY;
        sequence = TickSink.NO_SEQUENCE;
        timeNs = Decimals.NULL;
        count = 0;
    }

    private Word judge(final int line, final long sequence, final long exchangeTimeNs, final long nowNs)
    {
        final boolean isSilent = nowNs - receiveTimeNs > SILENCE_NS;
        final boolean isHeard = leader == line || leader == NOBODY;
        final int order;
        if (sequence != TickSink.NO_SEQUENCE && this.sequence != TickSink.NO_SEQUENCE)
        {
            order = Long.compare(sequence, this.sequence);
        }
        else if (exchangeTimeNs != Decimals.NULL && timeNs != Decimals.NULL)
        {
            order = exchangeTimeNs == timeNs ?
                Math.max(0, Integer.compare(counts[line], count)) : Long.compare(exchangeTimeNs, timeNs);
        }
        else
        {
            return isHeard || isSilent ? Word.NEWS : Word.REPEATED;
        }
        if (order > 0 || order < 0 && isHeard && isSilent)
        {
            return Word.NEWS;
        }

        return order == 0 ? Word.REPEATED : Word.OLD;
    }
}
