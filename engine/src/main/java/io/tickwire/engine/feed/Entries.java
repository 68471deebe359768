package io.tickwire.engine.feed;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What a message has several of, such as trades: read one by one, and published when the message is known to be whole.
 * They are used again with each message, so that only the longest one so far costs memory.
 * Thread: feed-<venue>
 */
public final class Entries<E>
{
    private final Supplier<E> factory;
    private Object[] entries = new Object[0];
    private int count;

    /**
     * @param factory makes an entry; what it holds from the message before is for its user to clear.
     */
    public Entries(final Supplier<E> factory)
    {
        this.factory = factory;
    }

    public void clear()
    {
        count = 0;
    }

    public int count()
    {
        return count;
    }

    @SuppressWarnings("unchecked")
    public E get(final int index)
    {
        return (E)entries[index];
    }

    /** One more. */
    public E add()
    {
        if (count == entries.length)
        {
            entries = Arrays.copyOf(entries, Math.max(8, 2 * count));
            for (int i = count; i < entries.length; i++)
            {
                entries[i] = factory.get();
            }
        }

        return get(count++);
    }
}
