package io.tickwire.engine.feed.line;

import io.tickwire.engine.schema.Decimals;
import org.agrona.BitUtil;

import java.util.Arrays;

/**
 * What was published lately, found by a key of four longs. An entry is a cache line in a ring, oldest first; a table of
 * twice as many ints finds it.
 * <pre>
 *   | key: 4 longs | exchange time | receive time | value | hash |
 * </pre>
 * There is room for {@link #MIN_ENTRIES}. When that is taken, the oldest goes if it is older than {@link #MIN_AGE_NS};
 * otherwise the room doubles, up to {@link #MAX_ENTRIES}, which take 1.1 MB. So nothing is allocated once the busiest
 * half minute has been.
 * Thread: feed-<venue>
 */
final class SeenWindow
{
    static final int NONE = -1;
    static final int MIN_ENTRIES = 64;
    static final int MAX_ENTRIES = 1 << 14;
    static final long MIN_AGE_NS = 30_000_000_000L;

    private static final int LONGS = 8;
    private static final int TIME = 4;
    private static final int RECEIVED = 5;
    private static final int VALUE = 6;
    private static final int HASH = 7;

    private long[] entries = new long[MIN_ENTRIES * LONGS];
    private int[] table = newTable(MIN_ENTRIES);
    private int capacity = MIN_ENTRIES;
    private long first;
    private long end;
    private long horizonNs = Decimals.NULL;

    /**
     * @return where the entry stands until the next one is added, or {@link #NONE}.
     */
    int find(final long key0, final long key1, final long key2, final long key3)
    {
        final long hash = hash(key0, key1, key2, key3);
        final int mask = table.length - 1;
        for (int place = (int)hash & mask; table[place] != NONE; place = place + 1 & mask)
        {
            final int at = table[place] * LONGS;
            if (entries[at + HASH] == hash && entries[at] == key0 && entries[at + 1] == key1 &&
                entries[at + 2] == key2 && entries[at + 3] == key3)
            {
                return table[place];
            }
        }

        return NONE;
    }

    /**
     * Add what is not there yet, with the value 0.
     *
     * @param exchangeTimeNs {@link Decimals#NULL} where it is not known.
     * @return where it stands until the next one is added.
     */
    int add(
        final long key0,
        final long key1,
        final long key2,
        final long key3,
        final long exchangeTimeNs,
        final long receiveTimeNs)
    {
        if (end - first == capacity)
        {
            makeRoom(receiveTimeNs);
        }
        final int entry = (int)end & capacity - 1;
        end++;
        final int at = entry * LONGS;
        entries[at] = key0;
        entries[at + 1] = key1;
        entries[at + 2] = key2;
        entries[at + 3] = key3;
        entries[at + TIME] = exchangeTimeNs;
        entries[at + RECEIVED] = receiveTimeNs;
        entries[at + VALUE] = 0;
        entries[at + HASH] = hash(key0, key1, key2, key3);
        index(entry);

        return entry;
    }

    long value(final int entry)
    {
        return entries[entry * LONGS + VALUE];
    }

    void value(final int entry, final long value)
    {
        entries[entry * LONGS + VALUE] = value;
    }

    long receiveTimeNs(final int entry)
    {
        return entries[entry * LONGS + RECEIVED];
    }

    void receiveTimeNs(final int entry, final long receiveTimeNs)
    {
        entries[entry * LONGS + RECEIVED] = receiveTimeNs;
    }

    /** The latest exchange time of what has gone again: of older things it is not known whether they were here. */
    boolean isBeyond(final long exchangeTimeNs)
    {
        return exchangeTimeNs != Decimals.NULL && exchangeTimeNs < horizonNs;
    }

    int size()
    {
        return (int)(end - first);
    }

    private void makeRoom(final long nowNs)
    {
        final int oldest = (int)first & capacity - 1;
        if (capacity == MAX_ENTRIES || nowNs - entries[oldest * LONGS + RECEIVED] > MIN_AGE_NS)
        {
            horizonNs = Math.max(horizonNs, entries[oldest * LONGS + TIME]);
            forget(oldest);
            first++;
            return;
        }

        final long[] old = entries;
        final int oldMask = capacity - 1;
        capacity *= 2;
        entries = new long[capacity * LONGS];
        table = newTable(capacity);
        for (long i = first; i < end; i++)
        {
            final int entry = (int)i & capacity - 1;
            System.arraycopy(old, ((int)i & oldMask) * LONGS, entries, entry * LONGS, LONGS);
            index(entry);
        }
    }

    private void index(final int entry)
    {
        final int mask = table.length - 1;
        int place = (int)entries[entry * LONGS + HASH] & mask;
        while (table[place] != NONE)
        {
            place = place + 1 & mask;
        }
        table[place] = entry;
    }

    /** Take an entry out of the table, and move those up that stand behind it only since it was there. */
    private void forget(final int entry)
    {
        final int mask = table.length - 1;
        int hole = (int)entries[entry * LONGS + HASH] & mask;
        while (table[hole] != entry)
        {
            hole = hole + 1 & mask;
        }
        for (int place = hole + 1 & mask; table[place] != NONE; place = place + 1 & mask)
        {
            final int wanted = (int)entries[table[place] * LONGS + HASH] & mask;
            if ((place - wanted & mask) >= (place - hole & mask))
            {
                table[hole] = table[place];
                hole = place;
            }
        }
        table[hole] = NONE;
    }

    private static int[] newTable(final int capacity)
    {
        assert BitUtil.isPowerOfTwo(capacity) : "capacity=" + capacity;
        final int[] table = new int[2 * capacity];
        Arrays.fill(table, NONE);

        return table;
    }

    private static long hash(final long key0, final long key1, final long key2, final long key3)
    {
        return Mix.of(Mix.of(Mix.of(key0) + key1) + key2 ^ key3);
    }
}
