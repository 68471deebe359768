package io.tickwire.engine.feed;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Symbols whose books went wrong behind the ring, for their feeds to ask their venues for snapshots: pipelines request,
 * the thread of a venue's feed takes. Bounded for each venue; a request that finds no room is refused, and the next
 * tick of that book that is wrong makes another.
 * Thread: any
 */
public final class Resyncs
{
    /** What {@link #take} returns where there is nothing to do. */
    public static final int NONE = -1;

    private static final int CAPACITY = 1024;

    private final AtomicReferenceArray<ManyToOneConcurrentArrayQueue<Integer>> byVenue =
        new AtomicReferenceArray<>(NameTable.MAX_VENUES);

    /**
     * A symbol's book at a venue needs a snapshot.
     *
     * @return false where there are too many requests already.
     */
    public boolean request(final int venueId, final int symbolId)
    {
        return queueOf(venueId).offer(symbolId);
    }

    /**
     * The next symbol that needs a snapshot, or {@link #NONE}. One thread a venue calls this.
     */
    public int take(final int venueId)
    {
        final ManyToOneConcurrentArrayQueue<Integer> queue = byVenue.get(venueId);
        final Integer symbolId = queue == null ? null : queue.poll();

        return symbolId == null ? NONE : symbolId;
    }

    private ManyToOneConcurrentArrayQueue<Integer> queueOf(final int venueId)
    {
        final ManyToOneConcurrentArrayQueue<Integer> queue = byVenue.get(venueId);
        if (queue != null)
        {
            return queue;
        }
        byVenue.compareAndSet(venueId, null, new ManyToOneConcurrentArrayQueue<>(CAPACITY));

        return byVenue.get(venueId);
    }
}
