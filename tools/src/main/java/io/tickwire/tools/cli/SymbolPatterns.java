package io.tickwire.tools.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which symbols are meant by names in any case, in which a star is anything; without names, all.
 * Thread: conductor
 */
final class SymbolPatterns
{
    private final List<Pattern> patterns = new ArrayList<>();

    SymbolPatterns(final List<String> names)
    {
        for (final String name : names)
        {
            patterns.add(Pattern.compile(
                Pattern.quote(name).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
    }

    boolean have(final String symbol)
    {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matcher(symbol).matches());
    }
}
