package io.tickwire.transport.access;

import java.util.List;
import java.util.Locale;

/**
 * What of the market, and whose accounts, a principal may have. A name is one, or the beginning of many where it ends
 * with {@code *}. Channels and symbols are compared without regard to case; accounts are secrets, and are not.
 *
 * @param channels by their names on the wire.
 * @param symbols  of the market's channels.
 * @param accounts whose private channels it may have.
 * Thread: any
 */
public record Entitlements(List<String> channels, List<String> symbols, List<String> accounts)
{
    private static final String ALL_NAMES = "*";

    /** Everything there is. */
    public static final Entitlements ALL = new Entitlements(List.of("*"), List.of("*"), List.of("*"));

    /** All of the market, and nobody's account. */
    public static final Entitlements MARKET = new Entitlements(List.of("*"), List.of("*"), List.of());

    /** Nothing. */
    public static final Entitlements NONE = new Entitlements(List.of(), List.of(), List.of());

    public Entitlements
    {
        channels = channels.stream().map(Entitlements::folded).toList();
        symbols = symbols.stream().map(Entitlements::folded).toList();
        accounts = List.copyOf(accounts);
    }

    public boolean hasChannel(final String channel)
    {
        return isIn(channels, folded(channel));
    }

    /**
     * Whether there is no symbol that it may not have.
     */
    public boolean hasAllSymbols()
    {
        return symbols.contains(ALL_NAMES);
    }

    public boolean hasSymbol(final String symbol)
    {
        return isIn(symbols, folded(symbol));
    }

    public boolean hasAccount(final String account)
    {
        return isIn(accounts, account);
    }

    private static boolean isIn(final List<String> patterns, final String name)
    {
        for (int i = 0; i < patterns.size(); i++)
        {
            final String pattern = patterns.get(i);
            final int last = pattern.length() - 1;
            if (last >= 0 && pattern.charAt(last) == '*' ?
                name.regionMatches(0, pattern, 0, last) : pattern.equals(name))
            {
                return true;
            }
        }

        return false;
    }

    private static String folded(final String name)
    {
        return name.toUpperCase(Locale.ROOT);
    }
}
