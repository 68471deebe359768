package io.tickwire.engine.conflate;

import java.util.Arrays;

/**
 * A set of small ids, in the order in which they were first marked. Marking is one test and set; nothing allocates but
 * growth, when an id is larger than any before.
 * Thread: pipeline-<k>
 */
public final class DirtySet
{
    private static final int INITIAL_IDS = 64;

    private long[] marks = new long[1];
    private int[] ids = new int[INITIAL_IDS];
    private int size;

    /**
     * Put an id into the set.
     *
     * @return whether it was not in it.
     */
    public boolean mark(final int id)
    {
        final int word = id >> 6;
        if (word >= marks.length)
        {
            grow(word);
        }

        final long bit = 1L << id;
        if ((marks[word] & bit) != 0)
        {
            return false;
        }

        marks[word] |= bit;
        ids[size++] = id;

        return true;
    }

    public int size()
    {
        return size;
    }

    /**
     * The id that stands at an index below the size.
     */
    public int at(final int index)
    {
        return ids[index];
    }

    /**
     * Take the first ids out of the set; the others keep their order.
     */
    public void removeFirst(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            marks[ids[i] >> 6] &= ~(1L << ids[i]);
        }

        size -= count;
        System.arraycopy(ids, count, ids, 0, size);
    }

    private void grow(final int word)
    {
        marks = Arrays.copyOf(marks, Math.max(word + 1, marks.length * 2));
        ids = Arrays.copyOf(ids, marks.length << 6);
    }
}
