package io.tickwire.engine.ring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tick ring as a list of everything that was ever claimed: slow, and obviously right.
 */
final class NaiveTickRing
{
    /** What a slot that was given up holds. */
    static final byte[] GIVEN_UP = new byte[0];

    /** What a loss is of. */
    record Key(int templateId, int venueId, int subjectId)
    {
    }

    /** Reads what is published from where it joined, and nothing that the reader before it has not read. */
    final class Reader
    {
        private final Reader before;
        private int next = entries.size();

        Reader(final Reader before)
        {
            this.before = before;
        }

        List<byte[]> poll(final int limit)
        {
            final List<byte[]> read = new ArrayList<>();
            final int end = before == null ? entries.size() : before.next;
            while (read.size() < limit && next < end && entries.get(next) != null)
            {
                read.add(entries.get(next++));
            }

            return read;
        }
    }

    /** Counts what it could not publish until it can say so. */
    final class Publisher
    {
        final Map<Key, Long> losses = new HashMap<>();
        final Set<Integer> resyncs = new LinkedHashSet<>();
        long full;
        long tooLong;

        /**
         * How many losses are announced now.
         */
        int announcements()
        {
            return Math.min(losses.size(), room());
        }

        void lose(final Key key)
        {
            losses.merge(key, 1L, Long::sum);
            if (key.templateId < 9 || key.templateId > 12)
            {
                resyncs.add(key.subjectId);
            }
        }
    }

    private final int slots;

    /** Null: claimed, and not yet published. */
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();

    NaiveTickRing(final int slots)
    {
        this.slots = slots;
    }

    /**
     * Where nobody reads there is always room.
     */
    int room()
    {
        return readers.isEmpty() ?
            Integer.MAX_VALUE :
            slots - (entries.size() - readers.stream().mapToInt(reader -> reader.next).min().getAsInt());
    }

    int size()
    {
        return entries.size();
    }

    int claim()
    {
        entries.add(null);

        return entries.size() - 1;
    }

    void publish(final int claim, final byte[] message)
    {
        entries.set(claim, message);
    }

    Reader join(final Reader before)
    {
        final Reader reader = new Reader(before);
        readers.add(reader);

        return reader;
    }

    void leave(final Reader reader)
    {
        readers.remove(reader);
    }
}
