package io.tickwire.engine.feed.deribit;

import java.util.ArrayList;
import java.util.List;

/**
 * A multicast channel: the numbers of its packets, and the books whose changes it has. Snapshots of the books of a
 * channel come by another one, whose number is greater by 100.
 * Thread: feed-<venue>
 */
final class SbeChannel
{
    private static final int SNAPSHOT_CHANNELS = 100;

    /** A packet that is behind by no more than this was sent twice; one that is further behind begins anew. */
    private static final int MAX_BEHIND = 1024;

    private final List<SbeBook> books = new ArrayList<>();
    private boolean isFirst = true;
    private boolean isTorn = true;
    private int sequence;

    /** The number of the channel that has the changes of the books that a channel has. */
    static int idOfChanges(final int id)
    {
        return id > SNAPSHOT_CHANNELS ? id - SNAPSHOT_CHANNELS : id;
    }

    void add(final SbeBook book)
    {
        books.add(book);
    }

    /** Whether a packet of this number has come before. */
    boolean isRepeated(final int number)
    {
        final int behind = sequence - number;

        return !isFirst && behind >= 0 && behind < MAX_BEHIND;
    }

    /**
     * A packet has come.
     *
     * @return whether it is the one that follows.
     */
    boolean advance(final int number)
    {
        final boolean isNext = isFirst || number == sequence + 1;
        isFirst = false;
        sequence = number;
        isTorn |= !isNext;

        return isNext;
    }

    /** Whether the parts may be missing that the next part follows. */
    boolean isTorn()
    {
        return isTorn;
    }

    void mend()
    {
        isTorn = false;
    }

    /** Packets are missing that may have been of any book. */
    void lose()
    {
        isTorn = true;
        for (int i = 0; i < books.size(); i++)
        {
            books.get(i).gap();
        }
    }
}
