package io.tickwire.tools.exchange;

import java.util.PriorityQueue;

/**
 * What is to be done at a time of the recording; what is due at once is done in the order in which it was asked for.
 * Thread: market-<venue>
 */
final class Agenda
{
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long added;

    /**
     * Something to do.
     * Thread: market-<venue>
     */
    private record Due(long timeNs, long number, Runnable task) implements Comparable<Due>
    {
        @Override
        public int compareTo(final Due other)
        {
            return timeNs == other.timeNs ? Long.compare(number, other.number) : Long.compare(timeNs, other.timeNs);
        }
    }

    void add(final long timeNs, final Runnable task)
    {
        queue.add(new Due(timeNs, added++, task));
    }

    boolean isEmpty()
    {
        return queue.isEmpty();
    }

    /** When the next is due; there must be one. */
    long timeNs()
    {
        return queue.element().timeNs();
    }

    /** What is due next, which is taken off. */
    Runnable next()
    {
        return queue.remove().task();
    }

    void clear()
    {
        queue.clear();
    }
}
