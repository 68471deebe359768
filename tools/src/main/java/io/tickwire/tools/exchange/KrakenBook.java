package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A book of Kraken's, in the depth that it was recorded in, and what of its last change concerns who has it in another.
 * Thread: market-<venue>
 */
final class KrakenBook
{
    private static final int[] DEPTHS = {10, 25, 100, 500, 1000};
    private static final int CHECKED = 10;

    private final String symbol;
    private final int depth;
    private final TextBook book = new TextBook();
    private final Map<Integer, String> updates = new HashMap<>();

    KrakenBook(final String symbol, final int depth)
    {
        this.symbol = symbol;
        this.depth = depth;
    }

    /** The least depth that can be subscribed to and has so many levels. */
    static int depthOf(final int levels)
    {
        for (final int depth : DEPTHS)
        {
            if (levels <= depth)
            {
                return depth;
            }
        }

        return DEPTHS[DEPTHS.length - 1];
    }

    /**
     * Change it as a message says.
     *
     * @param others depths that somebody has it in.
     */
    void apply(final List<JsonNode> entries, final List<Integer> others)
    {
        updates.clear();
        final Map<Integer, List<List<TextBook.Level>>> before = new HashMap<>();
        others.forEach(other -> before.put(other, List.of(side(true, other), side(false, other))));
        for (final JsonNode entry : entries)
        {
            entry.path("bids").forEach(level -> set(true, level));
            entry.path("asks").forEach(level -> set(false, level));
            book.truncate(depth);
            book.time(entry.path("timestamp").asText(book.time()));
        }
        before.forEach((other, sides) ->
        {
            final List<TextBook.Level> bids = book.changes(true, sides.get(0), Math.min(depth, other));
            final List<TextBook.Level> asks = book.changes(false, sides.get(1), Math.min(depth, other));
            if (!bids.isEmpty() || !asks.isEmpty())
            {
                updates.put(other, message("update", bids, asks));
            }
        });
    }

    /** What the last change is to who has it in a depth; null: nothing. */
    String update(final int other)
    {
        return updates.get(other);
    }

    String snapshot(final int other)
    {
        return message("snapshot", side(true, other), side(false, other));
    }

    /** As the venue says: the digits of the best ten asks, then of the bids. */
    static long checksum(final TextBook book)
    {
        final CRC32 crc = new CRC32();
        for (final boolean isBid : new boolean[] {false, true})
        {
            for (final TextBook.Level level : book.side(isBid, CHECKED))
            {
                crc.update((digits(level.price()) + digits(level.quantity())).getBytes(StandardCharsets.US_ASCII));
            }
        }

        return crc.getValue();
    }

    private void set(final boolean isBid, final JsonNode level)
    {
        book.set(isBid, Json.token(level.path("price")), Json.token(level.path("qty")));
    }

    private List<TextBook.Level> side(final boolean isBid, final int other)
    {
        return book.side(isBid, Math.min(depth, other));
    }

    private String message(final String type, final List<TextBook.Level> bids, final List<TextBook.Level> asks)
    {
        return "{\"channel\":\"book\",\"type\":\"" + type + "\",\"data\":[{\"symbol\":" + Json.quoted(symbol) +
            ",\"bids\":[" + text(bids) + "],\"asks\":[" + text(asks) + "],\"checksum\":" + checksum(book) +
            ",\"timestamp\":\"" + book.time() + "\"}]}";
    }

    private static String text(final List<TextBook.Level> levels)
    {
        return levels.stream()
            .map(level -> "{\"price\":" + level.price() + ",\"qty\":" + level.quantity() + "}")
            .collect(Collectors.joining(","));
    }

    private static String digits(final String text)
    {
        return text.replace(".", "").replaceFirst("^0+", "");
    }
}
