package io.tickwire.engine.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rules of {@link Symbols} as plain scans of lists.
 */
final class NaiveSymbols
{
    private final int capacity;
    private final List<Symbol> symbols = new ArrayList<>();
    private final List<Alias> aliases = new ArrayList<>();
    private final List<VenueName> venueNames = new ArrayList<>();

    NaiveSymbols(final int capacity)
    {
        this.capacity = capacity;
    }

    List<Symbol> all()
    {
        return symbols;
    }

    Symbol define(final String name, final int priceExponent, final int quantityExponent)
    {
        final int known = canonicalIdOf(name);
        if (known != -1)
        {
            final Symbol symbol = symbols.get(known);
            require(symbol.priceExponent() == priceExponent && symbol.quantityExponent() == quantityExponent);

            return symbol;
        }
        require(explicitIdOf(name) == -1);
        if (symbols.size() == capacity)
        {
            throw new IllegalStateException();
        }
        symbols.add(new Symbol(symbols.size(), name, priceExponent, quantityExponent));

        return symbols.get(symbols.size() - 1);
    }

    void alias(final String alias, final String name)
    {
        final int id = canonicalIdOf(name);
        require(id != -1);
        require(canonicalIdOf(alias) == -1 || canonicalIdOf(alias) == id);
        require(explicitIdOf(alias) == -1 || explicitIdOf(alias) == id);
        aliases.add(new Alias(alias, id));
    }

    void venueName(final int venueId, final String venueSymbol, final String name)
    {
        final int id = canonicalIdOf(name);
        require(id != -1);
        for (final VenueName known : venueNames)
        {
            require(known.venueId != venueId || !known.name.equals(venueSymbol) || known.id == id);
        }
        venueNames.add(new VenueName(venueId, venueSymbol, id));
    }

    int idOf(final String name)
    {
        if (canonicalIdOf(name) != -1)
        {
            return canonicalIdOf(name);
        }

        if (explicitIdOf(name) != -1)
        {
            return explicitIdOf(name);
        }

        for (final Symbol symbol : symbols)
        {
            if (isDerived(name, symbol.name()))
            {
                return symbol.id();
            }
        }

        return -1;
    }

    int idAtVenue(final int venueId, final String name)
    {
        for (final VenueName known : venueNames)
        {
            if (known.venueId == venueId && known.name.equals(name))
            {
                return known.id;
            }
        }

        for (final VenueName known : venueNames)
        {
            if (known.venueId == venueId && known.name.equalsIgnoreCase(name))
            {
                return known.id;
            }
        }

        return -1;
    }

    String nameAtVenue(final int symbolId, final int venueId)
    {
        for (final VenueName known : venueNames)
        {
            if (known.venueId == venueId && known.id == symbolId)
            {
                return known.name;
            }
        }

        return symbols.get(symbolId).name();
    }

    List<Symbol> startingWith(final String start)
    {
        final List<Symbol> matching = new ArrayList<>();
        for (final Symbol symbol : symbols)
        {
            if (symbol.name().regionMatches(true, 0, start, 0, start.length()))
            {
                matching.add(symbol);
            }
        }

        return matching;
    }

    private int canonicalIdOf(final String name)
    {
        for (final Symbol symbol : symbols)
        {
            if (symbol.name().equalsIgnoreCase(name))
            {
                return symbol.id();
            }
        }

        return -1;
    }

    private int explicitIdOf(final String name)
    {
        for (final Alias alias : aliases)
        {
            if (alias.name.equalsIgnoreCase(name))
            {
                return alias.id;
            }
        }

        return -1;
    }

    private static boolean isDerived(final String name, final String canonicalName)
    {
        final String base = canonicalName.split("[/\\-_:]", 2)[0];
        final String rest = canonicalName.substring(base.length());
        final String tight = tight(name);
        for (final String synonym : List.of(base, synonymOf(base.toUpperCase(Locale.ROOT))))
        {
            final boolean isPair = tight.equalsIgnoreCase(tight(synonym + rest));
            final boolean isBase = name.equalsIgnoreCase(synonym);
            if (!tight.isEmpty() && (isPair || isBase))
            {
                return true;
            }
        }

        return false;
    }

    private static String tight(final String name)
    {
        return name.replaceAll("[/\\-_:]", "");
    }

    private static String synonymOf(final String base)
    {
        return switch (base)
        {
            case "BTC" -> "XBT";
            case "XBT" -> "BTC";
            case "DOGE" -> "XDG";
            case "XDG" -> "DOGE";
            default -> base;
        };
    }

    private static void require(final boolean isAllowed)
    {
        if (!isAllowed)
        {
            throw new IllegalArgumentException();
        }
    }

    private record Alias(String name, int id)
    {
    }

    private record VenueName(int venueId, String name, int id)
    {
    }
}
