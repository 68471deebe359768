package io.tickwire.engine.feed;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.schema.Decimals;

import java.util.function.Consumer;

/**
 * Takes a venue's listings into the server's symbols: {@code reader.read(body, offset, length, lister)}.
 * <p>
 * The first venue to list a symbol decides its exponents, with room for venues that are finer: for prices, and for
 * quantities down to 10^-8, of which 9 * 10^10 can be held; with more room, what people offer of cheap coins would be
 * too much. A symbol that is known keeps its exponents; a venue that needs finer ones than that has its listing
 * refused, since ticks could not hold its prices or quantities exactly.
 * Thread: any
 */
public final class SymbolLister implements Consumer<Listing>
{
    private static final int PRICE_ROOM = 2;
    private static final int QUANTITY_ROOM = 3;
    private static final int FINEST_QUANTITY = -8;

    private final Symbols symbols;
    private final int venueId;
    private final Consumer<String> refusals;

    /**
     * @param refusals gets a sentence for each listing that is not taken.
     */
    public SymbolLister(final Symbols symbols, final int venueId, final Consumer<String> refusals)
    {
        this.symbols = symbols;
        this.venueId = venueId;
        this.refusals = refusals;
    }

    @Override
    public void accept(final Listing listing)
    {
        try
        {
            final Symbol symbol = define(listing);
            if (symbol.priceExponent() > listing.priceExponent() ||
                symbol.quantityExponent() > listing.quantityExponent())
            {
                refusals.accept("the symbol is too coarse for what the venue lists: symbol=" + symbol +
                    ", listing=" + listing);
                return;
            }
            symbols.venueName(venueId, listing.venueSymbol(), symbol.name());
            if (isOnlyTheVenues(listing.venueSymbol()) && symbols.idOf(listing.venueSymbol()) == Symbols.ABSENT)
            {
                symbols.alias(listing.venueSymbol(), symbol.name());
            }
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            refusals.accept(ex.getMessage());
        }
    }

    private Symbol define(final Listing listing)
    {
        final String name = listing.canonicalName();
        final Symbol known = symbols.find(name).filter(symbol -> symbol.name().equalsIgnoreCase(name)).orElse(null);

        return known != null ? known : symbols.define(
            name,
            withRoom(listing.priceExponent(), PRICE_ROOM),
            Math.min(
                listing.quantityExponent(),
                Math.max(FINEST_QUANTITY, withRoom(listing.quantityExponent(), QUANTITY_ROOM))));
    }

    private static int withRoom(final int exponent, final int room)
    {
        return Math.max(Decimals.MIN_EXPONENT, exponent - room);
    }

    /** Whether a name is not such that another symbol may be called so: BTCUSDT is a perpetual at one venue. */
    private static boolean isOnlyTheVenues(final String venueSymbol)
    {
        return venueSymbol.chars().anyMatch(letter -> !Character.isLetterOrDigit(letter));
    }
}
