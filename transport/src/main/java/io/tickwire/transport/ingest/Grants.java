package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.feed.Listings;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;

import java.util.Locale;

/**
 * What one publisher may publish: looked at once for each symbol at a venue, and for each account, and kept. What is
 * granted is listed, so that its first tick has subscribers. A refusal does not tell what exists.
 * Thread: io-<n>
 */
final class Grants
{
    static final String ACCOUNT_FAULT = "account must be one that this publisher may publish for";
    static final String SYMBOL_FAULT = "symbol must be one that is defined and that this publisher may publish";
    static final String VENUE_FAULT = "venue must be one that this publisher may publish for";

    private static final int ABSENT = NameTable.ABSENT;
    private static final int MAX_NAME = 64;
    private static final String[] TYPE_FAULTS = typeFaults();

    private final Principal principal;
    private final PublisherRecord publisher;
    private final Names names;
    private final Listings listings;
    private final VenueClaims claims;
    private final IngestSettings settings;
    private final Long2LongHashMap venuesBySymbol = new Long2LongHashMap(0);
    private final IntHashSet accounts = new IntHashSet();
    private int types;

    Grants(
        final Principal principal,
        final PublisherRecord publisher,
        final Names names,
        final Listings listings,
        final VenueClaims claims,
        final IngestSettings settings)
    {
        this.principal = principal;
        this.publisher = publisher;
        this.names = names;
        this.listings = listings;
        this.claims = claims;
        this.settings = settings;
        for (final TickType type : TickType.values())
        {
            types |= type.channel() == null || principal.entitlements().hasChannel(type.channel().wireName()) ?
                1 << type.ordinal() : 0;
        }
    }

    /**
     * Whether ticks of a type may be published at all.
     */
    boolean mayPublish(final TickType type)
    {
        return (types & 1 << type.ordinal()) != 0;
    }

    /**
     * Why a tick of a symbol at a venue may not be published; null: it may.
     */
    String faultOf(final TickType type, final int symbolId, final int venueId)
    {
        if (!mayPublish(type))
        {
            return TYPE_FAULTS[type.ordinal()];
        }
        final boolean isVenue = venueId > 0 && venueId < NameTable.MAX_VENUES;

        return isVenue && (venuesBySymbol.get(symbolId) & 1L << venueId) != 0 ? null : grantSlow(symbolId, venueId);
    }

    /**
     * The same of a tick that is of no symbol.
     */
    String faultOf(final TickType type, final int venueId)
    {
        if (!mayPublish(type))
        {
            return TYPE_FAULTS[type.ordinal()];
        }

        return mayUse(venueId) ? null : VENUE_FAULT;
    }

    /**
     * Whether an account's ticks may be published.
     */
    boolean hasAccount(final long accountId)
    {
        if (accountId < 0 || accountId >= names.accounts().size())
        {
            return false;
        }
        final int id = (int)accountId;
        if (accounts.contains(id))
        {
            return true;
        }
        final boolean isGranted = principal.entitlements().hasAccount(names.accounts().nameOf(id));
        if (isGranted)
        {
            accounts.add(id);
        }

        return isGranted;
    }

    /**
     * The id of a symbol that may be published, or {@link Symbols#ABSENT}.
     */
    int symbolIdOf(final String name)
    {
        final int id = names.symbols().idOf(name);

        return id != ABSENT && principal.entitlements().hasSymbol(names.symbols().get(id).name()) ? id : ABSENT;
    }

    /**
     * The id of a venue that may be published for, or {@link NameTable#ABSENT}; a new name gets one where it may.
     */
    int venueIdOf(final String name)
    {
        if (name.isBlank() || name.length() > MAX_NAME || !isVenueAllowed(name))
        {
            return ABSENT;
        }
        final int known = names.venues().idOf(name);
        final int id = known == ABSENT && settings.mayDefine() ? add(names.venues(), name) : known;

        return id != ABSENT && mayUse(id) ? id : ABSENT;
    }

    /**
     * The id of an account that may be published for, or {@link NameTable#ABSENT}; a new name gets one where it may.
     */
    int accountIdOf(final String name)
    {
        if (name.isBlank() || name.length() > MAX_NAME || !principal.entitlements().hasAccount(name))
        {
            return ABSENT;
        }
        final int known = names.accounts().idOf(name);
        final int id = known == ABSENT && settings.mayDefine() ? add(names.accounts(), name) : known;

        return id != ABSENT && hasAccount(id) ? id : ABSENT;
    }

    /**
     * Define a symbol, or find it as it is.
     *
     * @return the symbol; null where it may not be.
     * @throws IllegalArgumentException where it is known with other exponents, or can not be.
     */
    Symbol define(final String name, final int priceExponent, final int quantityExponent)
    {
        if (name.isBlank() || name.length() > MAX_NAME || !principal.entitlements().hasSymbol(name))
        {
            return null;
        }
        final int known = symbolIdOf(name);
        if (known == ABSENT && (!settings.mayDefine() || names.symbols().idOf(name) != ABSENT))
        {
            return null;
        }
        final Symbol symbol = known == ABSENT ?
            names.symbols().define(name, priceExponent, quantityExponent) : names.symbols().get(known);
        if (symbol.priceExponent() != priceExponent || symbol.quantityExponent() != quantityExponent)
        {
            throw new IllegalArgumentException(
                "px_exp and qty_exp of " + symbol.name() + " must be " + symbol.priceExponent() + " and " +
                    symbol.quantityExponent() + ": px_exp=" + priceExponent + " qty_exp=" + quantityExponent);
        }

        return symbol;
    }

    private String grantSlow(final int symbolId, final int venueId)
    {
        final Symbols symbols = names.symbols();
        if (!symbols.isKnown(symbolId) || !principal.entitlements().hasSymbol(symbols.get(symbolId).name()))
        {
            return SYMBOL_FAULT;
        }
        if (!mayUse(venueId))
        {
            return VENUE_FAULT;
        }
        listings.list(venueId, symbolId);
        venuesBySymbol.put(symbolId, venuesBySymbol.get(symbolId) | 1L << venueId);

        return null;
    }

    private boolean mayUse(final int venueId)
    {
        if (venueId < 1 || venueId >= names.venues().size())
        {
            return false;
        }
        if ((publisher.venues & 1L << venueId) != 0)
        {
            return true;
        }
        final boolean isGranted =
            isVenueAllowed(names.venues().nameOf(venueId)) && claims.claim(venueId, publisher);
        publisher.venues |= isGranted ? 1L << venueId : 0;

        return isGranted;
    }

    private boolean isVenueAllowed(final String name)
    {
        final String folded = name.toLowerCase(Locale.ROOT);

        return settings.venues().stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).anyMatch(pattern ->
            pattern.endsWith("*") ?
                folded.startsWith(pattern.substring(0, pattern.length() - 1)) : folded.equals(pattern));
    }

    private static int add(final NameTable table, final String name)
    {
        try
        {
            return table.add(name);
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            return ABSENT;
        }
    }

    private static String[] typeFaults()
    {
        final TickType[] types = TickType.values();
        final String[] faults = new String[types.length];
        for (final TickType type : types)
        {
            faults[type.ordinal()] = "type must be one that this publisher may publish: type=" + type.wireName();
        }

        return faults;
    }
}
