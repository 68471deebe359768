package io.tickwire.engine.feed;

import java.util.Arrays;

/**
 * All that is known of symbols at one moment, and the rules by which names find them. It is immutable: a change makes
 * another version, or none where there is nothing to change.
 * Thread: any
 *
 * @param capacity how many symbols there may be.
 * @param entries  by symbol id.
 * @param given    folded canonical names and explicit aliases, which never mean two things.
 * @param squeezed folded names without separators, under each synonym of the base asset; the first symbol keeps them.
 * @param bases    folded base assets and their synonyms; the first symbol keeps them.
 * @param venues   by venue id.
 */
record SymbolVersion(
    int capacity, IdTable<Entry> entries, NameMap given, NameMap squeezed, NameMap bases, IdTable<VenueNames> venues)
{
    private static final int ABSENT = NameMap.ABSENT;

    static SymbolVersion empty(final int capacity)
    {
        IdTable<VenueNames> venues = new IdTable<>("venue");
        for (int id = 0; id < NameTable.MAX_VENUES; id++)
        {
            venues = venues.with(id, VenueNames.EMPTY);
        }

        return new SymbolVersion(
            capacity, new IdTable<>("symbol"), NameMap.EMPTY, NameMap.EMPTY, NameMap.EMPTY, venues);
    }

    int idOf(final CharSequence name)
    {
        final String folded = Spelling.fold(name);
        final int id = given.get(folded);

        return id == ABSENT ? derivedIdOf(folded) : id;
    }

    int canonicalIdOf(final String name)
    {
        final String folded = Spelling.fold(name);
        final int id = given.get(folded);

        return id != ABSENT && entries.get(id).folded.equals(folded) ? id : ABSENT;
    }

    /**
     * The id of the symbol that a venue calls so, in the same case or else in any.
     */
    int idAtVenue(final int venueId, final CharSequence venueSymbol)
    {
        requireVenue(0, venueId);

        return venues.get(venueId).idOf(venueSymbol);
    }

    String nameAtVenue(final int symbolId, final int venueId)
    {
        requireVenue(0, venueId);

        return entries.get(symbolId).nameAtVenue(venueId);
    }

    SymbolVersion withSymbol(final String name, final int priceExponent, final int quantityExponent)
    {
        final String folded = Spelling.fold(name);
        final int known = given.get(folded);
        if (known != ABSENT)
        {
            requireSame(known, folded, new Symbol(known, name, priceExponent, quantityExponent));

            return this;
        }

        final int id = entries.size();
        if (id == capacity)
        {
            throw new IllegalStateException("no room for another symbol: name=" + name + ", limit=" + capacity);
        }
        final Symbol symbol = new Symbol(id, name, priceExponent, quantityExponent);

        final String base = Spelling.base(folded);
        final String rest = Spelling.squeeze(folded.substring(base.length()));
        NameMap newSqueezed = squeezed;
        NameMap newBases = bases;
        for (final String synonym : Spelling.synonyms(base))
        {
            newSqueezed = newSqueezed.with(synonym + rest, id);
            newBases = newBases.with(synonym, id);
        }

        final IdTable<Entry> newEntries = entries.with(id, new Entry(symbol, folded));

        return new SymbolVersion(capacity, newEntries, given.with(folded, id), newSqueezed, newBases, venues);
    }

    SymbolVersion withAlias(final String alias, final String canonicalName)
    {
        Spelling.utf8("alias", alias);
        final int id = requireCanonical(canonicalName);
        final String folded = Spelling.fold(alias);
        final int known = given.get(folded);
        if (known != ABSENT && known != id)
        {
            throw new IllegalArgumentException("alias already means another symbol: alias=" + alias +
                ", symbol=" + nameOf(known) + ", asked for=" + canonicalName);
        }

        return known == id ? this :
            new SymbolVersion(capacity, entries, given.with(folded, id), squeezed, bases, venues);
    }

    SymbolVersion withVenueName(final int venueId, final String venueSymbol, final String canonicalName)
    {
        requireVenue(1, venueId);
        Spelling.utf8("venueSymbol", venueSymbol);
        final VenueNames names = venues.get(venueId);
        final int id = requireCanonical(canonicalName);
        final int known = names.exact.get(venueSymbol);
        if (known != ABSENT && known != id)
        {
            throw new IllegalArgumentException("venue already calls another symbol so: venueId=" + venueId +
                ", venueSymbol=" + venueSymbol + ", symbol=" + nameOf(known) + ", asked for=" + canonicalName);
        }
        if (known == id)
        {
            return this;
        }

        final Entry entry = entries.get(id).withVenueName(venueId, venueSymbol);

        return new SymbolVersion(capacity, entries.with(id, entry), given, squeezed, bases,
            venues.with(venueId, names.with(venueSymbol, id)));
    }

    private int derivedIdOf(final String folded)
    {
        final String tight = Spelling.squeeze(folded);
        if (tight.isEmpty())
        {
            return ABSENT;
        }

        // Only what has no separator is a bare base asset: "eth-w" is not ETHW.
        final int pair = squeezed.get(tight);
        final int base = tight.length() == folded.length() ? bases.get(folded) : ABSENT;
        final boolean isOneAbsent = pair == ABSENT || base == ABSENT;

        return isOneAbsent ? Math.max(pair, base) : Math.min(pair, base);
    }

    private void requireSame(final int id, final String folded, final Symbol asked)
    {
        final Entry entry = entries.get(id);
        final Symbol symbol = entry.symbol;
        if (!entry.folded.equals(folded))
        {
            throw new IllegalArgumentException(
                "name is already an alias: name=" + asked.name() + ", symbol=" + symbol.name());
        }

        if (symbol.priceExponent() != asked.priceExponent() || symbol.quantityExponent() != asked.quantityExponent())
        {
            throw new IllegalArgumentException("symbol has other exponents: defined=" + symbol + ", asked=" + asked);
        }
    }

    private static void requireVenue(final int first, final int venueId)
    {
        if (venueId < first || venueId >= NameTable.MAX_VENUES)
        {
            throw new IllegalArgumentException("venueId must be from " + first + " to " +
                (NameTable.MAX_VENUES - 1) + ": venueId=" + venueId);
        }
    }

    private int requireCanonical(final String canonicalName)
    {
        final int id = canonicalIdOf(canonicalName);
        if (id == ABSENT)
        {
            throw new IllegalArgumentException("no symbol has this canonical name: name=" + canonicalName);
        }

        return id;
    }

    private String nameOf(final int id)
    {
        return entries.get(id).symbol.name();
    }

    /**
     * A symbol with what is derived from it, and what venues call it.
     * Thread: any
     */
    static final class Entry
    {
        private static final String[] NO_NAMES = {};

        final Symbol symbol;
        final String folded;
        final byte[] utf8;
        private final String[] venueNames;

        Entry(final Symbol symbol, final String folded)
        {
            this(symbol, folded, Spelling.utf8("name", symbol.name()), NO_NAMES);
        }

        private Entry(final Symbol symbol, final String folded, final byte[] utf8, final String[] venueNames)
        {
            this.symbol = symbol;
            this.folded = folded;
            this.utf8 = utf8;
            this.venueNames = venueNames;
        }

        String nameAtVenue(final int venueId)
        {
            final String name = venueId < venueNames.length ? venueNames[venueId] : null;

            return name == null ? symbol.name() : name;
        }

        Entry withVenueName(final int venueId, final String name)
        {
            final String[] names = Arrays.copyOf(venueNames, Math.max(venueNames.length, venueId + 1));
            names[venueId] = names[venueId] == null ? name : names[venueId];

            return new Entry(symbol, folded, utf8, names);
        }
    }

    /**
     * What one venue calls symbols: as it is spelt there, and folded, where the first name keeps its place.
     * Thread: any
     */
    record VenueNames(NameMap exact, NameMap folded)
    {
        static final VenueNames EMPTY = new VenueNames(NameMap.EMPTY, NameMap.EMPTY);

        int idOf(final CharSequence name)
        {
            final int id = exact.get(name.toString());

            return id == ABSENT ? folded.get(Spelling.fold(name)) : id;
        }

        VenueNames with(final String name, final int id)
        {
            return new VenueNames(exact.with(name, id), folded.with(Spelling.fold(name), id));
        }
    }
}
