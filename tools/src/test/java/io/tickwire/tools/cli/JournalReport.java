package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the audits of a capture and of its journal must agree in: all that ticks tell of a symbol.
 */
final class JournalReport
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What decoders, and not ticks, tell of a book. */
    private static final List<String> UNTOLD = List.of(
        "applied", "bbo_differs_from_bookTicker", "bbo_equals_bookTicker", "later_snapshot_differs",
        "later_snapshot_equal", "buffered_before_snapshot", "checksum_bad", "checksum_ok", "deletes_of_unknown_level",
        "discarded_stale", "gaps", "snapshots", "live", "last_seq");

    private JournalReport()
    {
    }

    /** By symbol, those of Bybit's spot market with that before their name. */
    static Map<String, ObjectNode> ofCapture(final String report) throws IOException
    {
        final JsonNode tree = MAPPER.readTree(report);
        final Map<String, ObjectNode> symbols = new TreeMap<>();
        tree.path("trades").properties().forEach(trades ->
            symbols.computeIfAbsent(trades.getKey(), key -> MAPPER.createObjectNode())
                .set("trades", trades.getValue()));
        tree.path("symbols").properties().forEach(symbol ->
        {
            // A book that is named by its depth belongs to the symbol.
            final ObjectNode parts = symbols.computeIfAbsent(
                symbol.getKey().replaceFirst("@\\d+$", ""), key -> MAPPER.createObjectNode());
            symbol.getValue().properties().forEach(part -> parts.set(part.getKey(), part.getValue()));
            parts.remove("instrument_id");
            if (parts.get("book") instanceof ObjectNode book)
            {
                book.remove(UNTOLD);
            }
        });

        return symbols;
    }

    /**
     * @param isTradesOnly as the audit of binary frames is.
     */
    static Map<String, ObjectNode> ofJournal(final String report, final boolean isTradesOnly) throws IOException
    {
        final Map<String, ObjectNode> symbols = new TreeMap<>();
        MAPPER.readTree(report).path("venues").properties().forEach(venue ->
            venue.getValue().properties().forEach(symbol ->
            {
                final ObjectNode parts = (ObjectNode)symbol.getValue();
                if (isTradesOnly)
                {
                    parts.retain("trades");
                }
                symbols.put(("bybit-spot".equals(venue.getKey()) ? "spot:" : "") + symbol.getKey(), parts);
            }));

        return symbols;
    }
}
