package io.tickwire.engine.feed;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A feed's counters: written by its thread, read by any. Beside {@link FeedCounter}s there is one for each kind of
 * message that its decoder tells apart.
 * Thread: feed-<venue>
 */
public final class FeedStats
{
    private static final int COUNTERS = FeedCounter.values().length;

    private final List<String> kinds;
    private final AtomicLongArray values;

    /**
     * @param kinds names of the decoder's kinds of messages; each is counted by its place here.
     */
    public FeedStats(final List<String> kinds)
    {
        this.kinds = List.copyOf(kinds);
        this.values = new AtomicLongArray(COUNTERS + kinds.size());
    }

    public void increment(final FeedCounter counter)
    {
        add(counter, 1);
    }

    public void add(final FeedCounter counter, final long amount)
    {
        addTo(counter.ordinal(), amount);
    }

    /** A message of a kind came, or so many entries of one. */
    public void count(final int kind, final long amount)
    {
        addTo(COUNTERS + kind, amount);
    }

    /** A kind that is no count but the newest number of something. */
    public void set(final int kind, final long value)
    {
        values.setOpaque(COUNTERS + kind, value);
    }

    /** Any thread calls this. */
    public long get(final FeedCounter counter)
    {
        return values.getOpaque(counter.ordinal());
    }

    /** How many messages of a kind came. Any thread calls this. */
    public long messages(final int kind)
    {
        return values.getOpaque(COUNTERS + kind);
    }

    public List<String> kinds()
    {
        return kinds;
    }

    private void addTo(final int index, final long amount)
    {
        values.setOpaque(index, values.getPlain(index) + amount);
    }
}
