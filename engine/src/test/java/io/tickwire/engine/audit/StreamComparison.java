package io.tickwire.engine.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what ticks come to against what the capture that they were made of comes to.
 */
final class StreamComparison
{
    /** What decoders, and not ticks, tell of a book. */
    private static final Set<String> UNTOLD = Set.of(
        "applied", "bbo_differs_from_bookTicker", "bbo_equals_bookTicker", "later_snapshot_differs",
        "later_snapshot_equal", "buffered_before_snapshot", "checksum_bad", "checksum_ok", "deletes_of_unknown_level",
        "discarded_stale", "gaps", "snapshots", "live", "last_seq");

    private static final String SPOT = "spot:";

    private StreamComparison()
    {
    }

    /**
     * A line for each place where they differ.
     *
     * @param capture what {@link Audit} reports.
     * @param stream  what {@link StreamAudit} reports.
     */
    static List<String> differences(final Map<?, ?> capture, final Map<?, ?> stream)
    {
        final Map<String, Map<Object, Object>> ofStream = ofStream(stream);
        if (capture.containsKey("frames"))
        {
            // Of binary messages, trades alone are added up.
            ofStream.values().forEach(symbol -> symbol.keySet().retainAll(Set.of("trades")));
        }

        return JsonTrees.differences(ofCapture(capture), ofStream);
    }

    /** Books that are called by their depth stand with their symbol; what is empty is left out. */
    private static Map<String, Map<Object, Object>> ofCapture(final Map<?, ?> report)
    {
        final Map<String, Map<Object, Object>> symbols = new TreeMap<>();
        if (report.containsKey("frames"))
        {
            ((Map<?, ?>)report.get("trades")).forEach((name, trades) ->
                symbols.computeIfAbsent((String)name, key -> new TreeMap<>()).put("trades", trades));

            return symbols;
        }
        ((Map<?, ?>)report.get("symbols")).forEach((name, value) ->
        {
            final Map<Object, Object> symbol =
                symbols.computeIfAbsent(((String)name).replaceFirst("@\\d+$", ""), key -> new TreeMap<>());
            ((Map<?, ?>)value).forEach((key, part) -> symbol.put(key, key.equals("book") ? book(part) : part));
            symbol.remove("instrument_id");
        });

        return symbols;
    }

    private static Map<String, Map<Object, Object>> ofStream(final Map<?, ?> report)
    {
        final Map<String, Map<Object, Object>> symbols = new TreeMap<>();
        ((Map<?, ?>)report.get("venues")).forEach((venue, of) -> ((Map<?, ?>)of).forEach((name, parts) ->
        {
            final Map<Object, Object> symbol = new TreeMap<>((Map<?, ?>)parts);
            symbols.put((venue.equals("bybit-spot") ? SPOT : "") + name, symbol);
        }));

        return symbols;
    }

    private static Map<Object, Object> book(final Object part)
    {
        final Map<Object, Object> book = new LinkedHashMap<>((Map<?, ?>)part);
        final List<Object> untold = new ArrayList<>(book.keySet());
        untold.retainAll(UNTOLD);
        untold.forEach(book::remove);

        return book;
    }
}
