package io.tickwire.engine.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The symbols that the server knows, with dense ids, and all the names that lead to them. Symbols and names are added
 * while it runs, and are never removed or changed. Nobody waits: a reader takes the current version, and of two
 * threads that add at once one tries again.
 * Thread: any
 * <p>
 * A client's name is looked up, whatever its case, among these, the first that has it:
 * <ol>
 * <li>canonical names and explicit aliases;
 * <li>derived aliases: a canonical name with other separators ({@code / - _ :}) or none, with XBT for BTC or XDG for
 *     DOGE and the reverse, or only its base asset. Where several symbols have one, it means the symbol that was
 *     defined first.
 * </ol>
 * A venue's names are a name space of their own: what a venue calls BTCUSD need not be what we do.
 */
public final class Symbols
{
    /** The id of a name that is not known. */
    public static final int ABSENT = NameMap.ABSENT;

    private static final String ANY_ENDING = "*";
    private static final VarHandle VERSION;

    static
    {
        try
        {
            VERSION = MethodHandles.lookup().findVarHandle(Symbols.class, "version", SymbolVersion.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    private volatile SymbolVersion version;

    public Symbols()
    {
        this(Symbol.MAX_SYMBOLS);
    }

    /**
     * An empty registry with room for fewer symbols.
     */
    public Symbols(final int capacity)
    {
        if (capacity < 1 || capacity > Symbol.MAX_SYMBOLS)
        {
            throw new IllegalArgumentException(
                "capacity must be from 1 to " + Symbol.MAX_SYMBOLS + ": capacity=" + capacity);
        }
        version = SymbolVersion.empty(capacity);
    }

    /**
     * The symbol of a canonical name, which is added where it is not known. A known one keeps its first spelling.
     *
     * @throws IllegalArgumentException where the symbol is known with other exponents, the name is an explicit alias,
     *                                  or the name or an exponent is not valid.
     * @throws IllegalStateException    where there is no room.
     */
    public Symbol define(final String canonicalName, final int priceExponent, final int quantityExponent)
    {
        final SymbolVersion after =
            update(before -> before.withSymbol(canonicalName, priceExponent, quantityExponent));

        return after.entries().get(after.canonicalIdOf(canonicalName)).symbol;
    }

    /**
     * Give a symbol one more name for clients. It wins over each derived alias.
     *
     * @throws IllegalArgumentException where the symbol is not known, or the alias already means another one.
     */
    public void alias(final String alias, final String canonicalName)
    {
        update(before -> before.withAlias(alias, canonicalName));
    }

    /**
     * Say what a venue calls a symbol. A venue may have several names for one: all are understood, and the first is
     * what {@link #nameAtVenue} tells.
     *
     * @throws IllegalArgumentException where the symbol is not known, the venue calls another one so, or the venue is
     *                                  not from 1 to 63 (0 stands for no venue).
     */
    public void venueName(final int venueId, final String venueSymbol, final String canonicalName)
    {
        update(before -> before.withVenueName(venueId, venueSymbol, canonicalName));
    }

    /**
     * The id of the symbol that a client's name leads to, or {@link #ABSENT}.
     */
    public int idOf(final CharSequence nameOrAlias)
    {
        return current().idOf(nameOrAlias);
    }

    /**
     * The id of the symbol that a venue calls so, or {@link #ABSENT}: the same case first, then any.
     *
     * @throws IllegalArgumentException where the venue is out of range.
     */
    public int idAtVenue(final int venueId, final CharSequence venueSymbol)
    {
        return current().idAtVenue(venueId, venueSymbol);
    }

    /**
     * What a venue calls a symbol: the canonical name where nothing else was said.
     *
     * @throws IllegalArgumentException where the symbol is not known, or the venue is out of range.
     */
    public String nameAtVenue(final int symbolId, final int venueId)
    {
        return current().nameAtVenue(symbolId, venueId);
    }

    /**
     * The symbol of an id.
     *
     * @throws IllegalArgumentException where no symbol has it.
     */
    public Symbol get(final int id)
    {
        return current().entries().get(id).symbol;
    }

    /**
     * The symbol that a client's name leads to.
     */
    public Optional<Symbol> find(final CharSequence nameOrAlias)
    {
        final SymbolVersion now = current();
        final int id = now.idOf(nameOrAlias);

        return id == ABSENT ? Optional.empty() : Optional.of(now.entries().get(id).symbol);
    }

    /**
     * The symbols that a client means by a pattern, in the order of their ids: those whose canonical names start with
     * what stands before a trailing {@code *}, in any case; without a {@code *}, the one that the name leads to. All
     * names are looked at, so callers bound how often clients may ask.
     */
    public List<Symbol> matching(final String pattern)
    {
        if (!pattern.endsWith(ANY_ENDING))
        {
            return find(pattern).map(List::of).orElse(List.of());
        }

        final String start = Spelling.fold(pattern.substring(0, pattern.length() - ANY_ENDING.length()));
        final IdTable<SymbolVersion.Entry> entries = current().entries();
        final List<Symbol> matching = new ArrayList<>();
        for (int id = 0; id < entries.size(); id++)
        {
            final SymbolVersion.Entry entry = entries.get(id);
            if (entry.folded.startsWith(start))
            {
                matching.add(entry.symbol);
            }
        }

        return List.copyOf(matching);
    }

    /**
     * All symbols, in the order of their ids, as of now.
     */
    public List<Symbol> all()
    {
        return matching(ANY_ENDING);
    }

    public int size()
    {
        return current().entries().size();
    }

    public boolean isKnown(final int id)
    {
        return current().entries().has(id);
    }

    /**
     * The UTF-8 bytes of a symbol's canonical name. The array is shared: it must not be changed. Nothing is allocated.
     *
     * @throws IllegalArgumentException where no symbol has the id.
     */
    public byte[] utf8Of(final int id)
    {
        return current().entries().get(id).utf8;
    }

    /**
     * The exponent of a symbol's prices. Nothing is allocated.
     *
     * @throws IllegalArgumentException where no symbol has the id.
     */
    public int priceExponentOf(final int id)
    {
        return current().entries().get(id).symbol.priceExponent();
    }

    /**
     * The exponent of a symbol's quantities. Nothing is allocated.
     *
     * @throws IllegalArgumentException where no symbol has the id.
     */
    public int quantityExponentOf(final int id)
    {
        return current().entries().get(id).symbol.quantityExponent();
    }

    private SymbolVersion current()
    {
        return (SymbolVersion)VERSION.getAcquire(this);
    }

    private SymbolVersion update(final UnaryOperator<SymbolVersion> change)
    {
        while (true)
        {
            final SymbolVersion before = current();
            final SymbolVersion after = change.apply(before);
            // The release pairs with the acquire in current().
            if (after == before || VERSION.compareAndSet(this, before, after))
            {
                return after;
            }
        }
    }
}
