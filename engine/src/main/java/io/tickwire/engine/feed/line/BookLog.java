package io.tickwire.engine.feed.line;

import io.tickwire.engine.schema.Decimals;

/**
 * Where the published book of a symbol has been lately: its positions, each by its place, which goes up by one. The
 * newest is the head.
 * Thread: feed-<venue>
 */
final class BookLog
{
    static final int NOWHERE = -1;

    /** So far a line may lag behind another one, in changes of one book, and still be known to lag. */
    static final int CAPACITY = 1024;

    private final long[] positions = new long[CAPACITY];
    private final long[] receiveTimesNs = new long[CAPACITY];
    private long head = NOWHERE;
    private boolean isNumbered;
    private boolean isHeadWhole;
    private long exchangeTimeNs = Decimals.NULL;
    private long changeTimeNs = Decimals.NULL;

    /**
     * The published book has come to where a line's stands.
     *
     * @param isWhole whether it came there by a whole book, else by a change.
     */
    void add(final LineBook book, final boolean isWhole, final long receiveTimeNs)
    {
        if (book.isNumbered() != isNumbered)
        {
            clear();
            isNumbered = book.isNumbered();
        }
        head++;
        positions[(int)head & CAPACITY - 1] = book.position();
        receiveTimesNs[(int)head & CAPACITY - 1] = receiveTimeNs;
        isHeadWhole = isWhole;
        exchangeTimeNs = book.exchangeTimeNs();
        changeTimeNs = book.changeTimeNs();
    }

    void clear()
    {
        head = NOWHERE;
        exchangeTimeNs = Decimals.NULL;
        changeTimeNs = Decimals.NULL;
        isHeadWhole = false;
    }

    long head()
    {
        return head;
    }

    /** The oldest place that is known. */
    long tail()
    {
        return Math.max(0, head - CAPACITY + 1);
    }

    long position(final long place)
    {
        return positions[(int)place & CAPACITY - 1];
    }

    long headPosition()
    {
        return position(head);
    }

    long receiveTimeNs(final long place)
    {
        return receiveTimesNs[(int)place & CAPACITY - 1];
    }

    /** Whether positions are the venue's numbers, else they are digests. */
    boolean isNumbered()
    {
        return isNumbered;
    }

    boolean isHeadWhole()
    {
        return isHeadWhole;
    }

    /** The exchange's time of what was published last. */
    long exchangeTimeNs()
    {
        return exchangeTimeNs;
    }

    /** The exchange's time of the last change in what was published; whole books have times of another kind. */
    long changeTimeNs()
    {
        return changeTimeNs;
    }

    /**
     * @return the last place from {@code from} on where it was at a position, or {@link #NOWHERE}.
     */
    long findLast(final long position, final long from)
    {
        for (long place = head; place >= Math.max(from, tail()) && place != NOWHERE; place--)
        {
            if (position(place) == position)
            {
                return place;
            }
        }

        return NOWHERE;
    }

    /**
     * @return the first place from {@code from} on where it was at a position, or {@link #NOWHERE}.
     */
    long findFirst(final long position, final long from)
    {
        for (long place = Math.max(from, tail()); place <= head; place++)
        {
            if (position(place) == position)
            {
                return place;
            }
        }

        return NOWHERE;
    }
}
