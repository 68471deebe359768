package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of a venue's listings are wanted: names are compared without what separates their parts, and in any case.
 * Thread: feed-<venue>
 */
final class Wanted
{
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Z0-9*]");

    private final List<String> names;
    private final List<Pattern> patterns;
    private final Set<Integer> found = new TreeSet<>();

    /**
     * @param names as they were set; {@code *} in them stands for anything.
     */
    Wanted(final List<String> names)
    {
        this.names = List.copyOf(names);
        patterns = names.stream().map(Wanted::bare).map(Wanted::pattern).toList();
    }

    /**
     * Whether a listing is wanted, by the venue's name or ours.
     */
    boolean take(final Listing listing)
    {
        final String venueName = bare(listing.venueSymbol());
        final String name = bare(listing.canonicalName());
        boolean isTaken = false;
        for (int i = 0; i < patterns.size(); i++)
        {
            if (patterns.get(i).matcher(venueName).matches() || patterns.get(i).matcher(name).matches())
            {
                found.add(i);
                isTaken = true;
            }
        }

        return isTaken;
    }

    /** Those names that no listing had. */
    List<String> missing()
    {
        final List<String> missing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++)
        {
            if (!found.contains(i))
            {
                missing.add(names.get(i));
            }
        }

        return Collections.unmodifiableList(missing);
    }

    private static String bare(final String name)
    {
        return SEPARATORS.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
    }

    private static Pattern pattern(final String bareName)
    {
        return Pattern.compile(List.of(bareName.split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
    }
}
