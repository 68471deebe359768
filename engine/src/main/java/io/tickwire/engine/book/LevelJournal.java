package io.tickwire.engine.book;

/**
 * Which levels of one side were touched, oldest first: a ring that starts small, grows to a bound as it fills, and
 * then forgets the oldest. Positions count the entries and never return.
 * Thread: pipeline-<k>
 */
final class LevelJournal
{
    /** Both sides of a book together remember at most 1,024 entries. */
    static final int MAX_ENTRIES = 512;

    private static final int INITIAL_ENTRIES = 32;

    private long[] keys = new long[INITIAL_ENTRIES];
    private long end;
    private long taken;

    void append(final long key)
    {
        final long end = this.end;
        // A level that changes again before anyone has read so far needs no entry of its own.
        if (end > taken && at(end - 1) == key)
        {
            return;
        }
        if (end >= keys.length && keys.length < MAX_ENTRIES)
        {
            grow();
        }
        keys[(int)end & (keys.length - 1)] = key;
        this.end = end + 1;
    }

    /**
     * The position from which a reader goes on later: what follows is kept apart from what is there now.
     */
    long take()
    {
        taken = end;

        return end;
    }

    long end()
    {
        return end;
    }

    /**
     * Whether everything since a position is still here.
     */
    boolean holds(final long position)
    {
        return end - position <= keys.length;
    }

    long at(final long position)
    {
        return keys[(int)position & (keys.length - 1)];
    }

    private void grow()
    {
        final long[] grown = new long[keys.length << 1];
        for (long position = end - keys.length; position < end; position++)
        {
            grown[(int)position & (grown.length - 1)] = at(position);
        }
        keys = grown;
    }
}
