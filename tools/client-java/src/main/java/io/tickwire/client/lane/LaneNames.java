package io.tickwire.client.lane;

import io.tickwire.client.sbe.NameKind;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Object2IntHashMap;

/**
 * What the ids of this run of the server mean. They change with each start, names do not.
 * Thread: strategy
 */
public final class LaneNames
{
    /** No such name, or not told yet. */
    public static final int UNKNOWN = -1;

    private final Names symbols = new Names();
    private final Names venues = new Names();
    private final Names accounts = new Names();
    private final Names indicators = new Names();

    LaneNames()
    {
    }

    /**
     * A symbol's canonical name, such as {@code BTC-USDT}; null where it was not told yet.
     */
    public String symbol(final long id)
    {
        return symbols.name((int)id);
    }

    /**
     * A venue's name; null where it was not told yet.
     */
    public String venue(final int id)
    {
        return venues.name(id);
    }

    /**
     * An account's name; null where it was not told yet.
     */
    public String account(final long id)
    {
        return accounts.name((int)id);
    }

    /**
     * The id of a symbol, or {@link #UNKNOWN}.
     */
    public int symbolId(final String name)
    {
        return symbols.id(name);
    }

    /**
     * The id of a venue, or {@link #UNKNOWN}.
     */
    public int venueId(final String name)
    {
        return venues.id(name);
    }

    boolean isSymbol(final int id)
    {
        return symbols.name(id) != null;
    }

    boolean isName(final NameKind kind, final int id)
    {
        final Names names = of(kind);

        return names == null || names.name(id) != null;
    }

    void defineSymbol(final int id, final String name)
    {
        symbols.define(id, name);
    }

    void define(final NameKind kind, final int id, final String name)
    {
        of(kind).define(id, name);
    }

    void clear()
    {
        symbols.clear();
        venues.clear();
        accounts.clear();
        indicators.clear();
    }

    private Names of(final NameKind kind)
    {
        return switch (kind)
        {
            case VENUE -> venues;
            case ACCOUNT -> accounts;
            case INDICATOR -> indicators;
            default -> null;
        };
    }

    private static final class Names
    {
        private final Int2ObjectHashMap<String> names = new Int2ObjectHashMap<>();
        private final Object2IntHashMap<String> ids = new Object2IntHashMap<>(UNKNOWN);

        String name(final int id)
        {
            return names.get(id);
        }

        int id(final String name)
        {
            return ids.getValue(name);
        }

        void define(final int id, final String name)
        {
            names.put(id, name);
            ids.put(name, id);
        }

        void clear()
        {
            names.clear();
            ids.clear();
        }
    }
}
