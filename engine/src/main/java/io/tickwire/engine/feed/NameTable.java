package io.tickwire.engine.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Dense ids for names, added while the server runs. Upper and lower case are the same name, which keeps its first
 * spelling; a name has 0 to 255 UTF-8 bytes. An id never changes its meaning. Nobody waits: a reader takes the current
 * version, and of two threads that add at once one tries again.
 * Thread: any
 */
public final class NameTable
{
    /** The id of a name that is not known. */
    public static final int ABSENT = NameMap.ABSENT;

    /** Venue ids are below this: a stream's id has 6 bits for them. */
    public static final int MAX_VENUES = 1 << 6;

    /** Account ids are below this: a stream's id has 18 bits for them. */
    public static final int MAX_ACCOUNTS = 1 << 18;

    /** Indicator ids are below this: a message's shape has 12 bits for them. */
    public static final int MAX_INDICATORS = 1 << 12;

    private static final VarHandle VERSION;

    static
    {
        try
        {
            VERSION = MethodHandles.lookup().findVarHandle(NameTable.class, "version", Version.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private final String what;
    private final int capacity;
    private volatile Version version;

    /**
     * A table that has only the reserved names, with the ids 0, 1, 2...
     *
     * @param what     a name belongs to, for messages.
     * @param capacity how many names there may be, the reserved included.
     */
    public NameTable(final String what, final int capacity, final String... reservedNames)
    {
        if (capacity < 1)
        {
            throw new IllegalArgumentException("capacity must be above 0: capacity=" + capacity);
        }
        this.what = what;
        this.capacity = capacity;
        this.version = new Version(new IdTable<>(what), NameMap.EMPTY);

        for (final String name : reservedNames)
        {
            if (idOf(name) != ABSENT)
            {
                throw new IllegalArgumentException("a name is reserved twice: " + what + "=" + name);
            }
            add(name);
        }
    }

    /**
     * A table for venues. Id 0 is the name "", which stands for no venue, or for all of them.
     */
    public static NameTable ofVenues()
    {
        return new NameTable("venue", MAX_VENUES, "");
    }

    /**
     * A table for indicators and models. Id 0 is the name "".
     */
    public static NameTable ofIndicators()
    {
        return new NameTable("indicator", MAX_INDICATORS, "");
    }

    /**
     * A table for accounts.
     */
    public static NameTable ofAccounts()
    {
        return new NameTable("account", MAX_ACCOUNTS);
    }

    /**
     * The id of a name, or {@link #ABSENT}.
     */
    public int idOf(final CharSequence name)
    {
        return current().ids.get(Spelling.fold(name));
    }

    /**
     * The id of a name, which is given to it where it has none.
     *
     * @throws IllegalArgumentException where it can not be a name.
     * @throws IllegalStateException    where there is no room.
     */
    public int add(final String name)
    {
        final Name added = new Name(name, Spelling.utf8(what, name));
        final String folded = Spelling.fold(name);
        while (true)
        {
            final Version before = current();
            final int known = before.ids.get(folded);
            if (known != ABSENT)
            {
                return known;
            }

            final int id = before.names.size();
            if (id == capacity)
            {
                throw new IllegalStateException(
                    "no room for another " + what + ": " + what + "=" + name + ", limit=" + capacity);
            }

            // The release pairs with the acquire in current().
            final Version after = new Version(before.names.with(id, added), before.ids.with(folded, id));
            if (VERSION.compareAndSet(this, before, after))
            {
                return id;
            }
        }
    }

    /**
     * The name of an id in its first spelling.
     *
     * @throws IllegalArgumentException where no name has it.
     */
    public String nameOf(final int id)
    {
        return current().names.get(id).text;
    }

    /**
     * The UTF-8 bytes of an id's name. The array is shared: it must not be changed. Nothing is allocated.
     *
     * @throws IllegalArgumentException where no name has the id.
     */
    public byte[] utf8Of(final int id)
    {
        return current().names.get(id).utf8;
    }

    public int size()
    {
        return current().names.size();
    }

    private Version current()
    {
        return (Version)VERSION.getAcquire(this);
    }

    private record Name(String text, byte[] utf8)
    {
    }

    private record Version(IdTable<Name> names, NameMap ids)
    {
    }
}
