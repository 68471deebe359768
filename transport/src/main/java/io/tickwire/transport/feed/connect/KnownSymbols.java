package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.SymbolLister;
import io.tickwire.engine.feed.SymbolSource;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.transport.feed.Listings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the venue calls the symbols that are wanted, of those that it has listed so far.
 * Thread: feed-<venue>
 */
final class KnownSymbols implements SymbolSource
{
    private static final Logger LOGGER = LoggerFactory.getLogger(KnownSymbols.class);

    private final String venue;
    private final int venueId;
    private final Symbols symbols;
    private final Listings listings;
    private final Wanted wanted;
    private final SymbolLister lister;
    private final Map<String, Symbol> known = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();

    KnownSymbols(final SessionContext context)
    {
        venue = context.venue().name();
        venueId = context.venueId();
        symbols = context.engine().names().symbols();
        listings = context.listings();
        wanted = new Wanted(context.spec().symbols());
        lister = new SymbolLister(symbols, venueId, this::refuse);
    }

    @Override
    public Symbol find(final String venueSymbol)
    {
        return known.get(venueSymbol);
    }

    /** In the order in which they were listed. */
    Set<String> names()
    {
        return known.keySet();
    }

    /** What is wanted and not listed. */
    List<String> missing()
    {
        return wanted.missing();
    }

    /** Why some of what is wanted can not be had. */
    List<String> refusals()
    {
        return refusals;
    }

    /** Whether what the venue lists is wanted. */
    boolean wants(final Listing listing)
    {
        return wanted.take(listing);
    }

    /** Make a listing known, or keep why it can not be. */
    void take(final Listing listing)
    {
        final int refused = refusals.size();
        lister.accept(listing);
        if (refusals.size() == refused)
        {
            final Symbol symbol = symbols.get(symbols.idAtVenue(venueId, listing.venueSymbol()));
            known.put(listing.venueSymbol(), symbol);
            listings.list(venueId, symbol.id());
        }
    }

    private void refuse(final String why)
    {
        refusals.add(why);
        LOGGER.warn("feed.symbol_refused venue={} reason={}", venue, why);
    }
}
