package io.tickwire.engine.feed;

import java.util.Arrays;

/**
 * An immutable table from dense ids (0, 1, 2...) to values. Each change makes a new table that shares all pages but
 * one with the old.
 * Thread: any
 */
final class IdTable<T>
{
    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    private final String what;
    private final Object[][] pages;
    private final int size;

    /**
     * An empty table.
     *
     * @param what an id belongs to, for messages.
     */
    IdTable(final String what)
    {
        this(what, new Object[0][], 0);
    }

    private IdTable(final String what, final Object[][] pages, final int size)
    {
        this.what = what;
        this.pages = pages;
        this.size = size;
    }

    int size()
    {
        return size;
    }

    boolean has(final int id)
    {
        return id >= 0 && id < size;
    }

    /**
     * The value of an id: array accesses only, and no allocation.
     *
     * @throws IllegalArgumentException where the table does not have the id.
     */
    @SuppressWarnings("unchecked")
    T get(final int id)
    {
        if (!has(id))
        {
            throw unknown(id);
        }

        return (T)pages[id >> PAGE_BITS][id & PAGE_MASK];
    }

    /**
     * This table with a value in the place of the id's, or with one more value where the id is {@link #size()}.
     */
    IdTable<T> with(final int id, final T value)
    {
        if (!has(id) && id != size)
        {
            throw unknown(id);
        }

        final int pageIndex = id >> PAGE_BITS;
        final int index = id & PAGE_MASK;
        final Object[] page = pageIndex < pages.length ? pages[pageIndex] : new Object[0];
        final Object[] newPage = Arrays.copyOf(page, Math.max(page.length, index + 1));
        final Object[][] newPages = Arrays.copyOf(pages, Math.max(pages.length, pageIndex + 1));
        newPage[index] = value;
        newPages[pageIndex] = newPage;

        return new IdTable<>(what, newPages, Math.max(size, id + 1));
    }

    private IllegalArgumentException unknown(final int id)
    {
        return new IllegalArgumentException("no " + what + " has this id: id=" + id + ", ids=[0, " + size + ")");
    }
}
