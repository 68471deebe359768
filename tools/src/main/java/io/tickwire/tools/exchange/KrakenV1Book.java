package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A book of Kraken's protocol 1, in the depth that it was recorded in, and what of its last change concerns who has it
 * in another.
 * Thread: market-<venue>
 */
final class KrakenV1Book
{
    private final String pair;
    private final int depth;
    private final TextBook book = new TextBook();
    private final Map<Integer, List<List<TextBook.Level>>> changes = new HashMap<>();

    KrakenV1Book(final String pair, final int depth)
    {
        this.pair = pair;
        this.depth = depth;
    }

    /**
     * Change it as a message says.
     *
     * @param others depths that somebody has it in.
     */
    void apply(final JsonNode message, final List<Integer> others)
    {
        final Map<Integer, List<List<TextBook.Level>>> before = new HashMap<>();
        others.forEach(other -> before.put(other, List.of(side(true, other), side(false, other))));
        for (int i = 1; i < message.size() - 2; i++)
        {
            message.path(i).properties().forEach(side -> side.getValue().forEach(level ->
                set(side.getKey().startsWith("b"), level)));
        }
        book.truncate(depth);
        changes.clear();
        before.forEach((other, sides) -> changes.put(
            other, List.of(changes(true, sides.get(0), other), changes(false, sides.get(1), other))));
    }

    /** A level that is gone went now. */
    private List<TextBook.Level> changes(final boolean isBid, final List<TextBook.Level> before, final int other)
    {
        return book.changes(isBid, before, Math.min(depth, other)).stream()
            .map(level -> new BigDecimal(level.quantity()).signum() > 0 ? level :
                new TextBook.Level(level.price(), level.quantity(), book.time()))
            .toList();
    }

    private void set(final boolean isBid, final JsonNode level)
    {
        book.set(isBid, new TextBook.Level(level.path(0).asText(), level.path(1).asText(), level.path(2).asText()));
        book.time(level.path(2).asText());
    }

    String snapshot(final int other, final int number)
    {
        return "[" + number + ",{\"as\":" + text(side(false, other)) + ",\"bs\":" + text(side(true, other)) + "},\"" +
            "book-" + other + "\"," + Json.quoted(pair) + "]";
    }

    /** What the last change is to who has it in a depth; null: nothing. */
    String update(final int other, final int number)
    {
        final List<List<TextBook.Level>> sides = changes.get(other);
        if (sides == null || sides.get(0).isEmpty() && sides.get(1).isEmpty())
        {
            return null;
        }
        final String checksum = ",\"c\":\"" + KrakenBook.checksum(book) + "\"}";
        final String bids = sides.get(0).isEmpty() ? "" : "{\"b\":" + text(sides.get(0)) + checksum;
        final String asks = sides.get(1).isEmpty() ? "" :
            "{\"a\":" + text(sides.get(1)) + (bids.isEmpty() ? checksum : "}");

        return "[" + number + "," + asks + (asks.isEmpty() || bids.isEmpty() ? "" : ",") + bids +
            ",\"book-" + other + "\"," + Json.quoted(pair) + "]";
    }

    /** The best of both sides. */
    String best()
    {
        return book.side(true, 1).toString() + book.side(false, 1);
    }

    String spread(final int number)
    {
        final TextBook.Level bid = top(true);
        final TextBook.Level ask = top(false);
        final String time = bid.extra().compareTo(ask.extra()) > 0 ? bid.extra() : ask.extra();

        return "[" + number + ",[\"" + bid.price() + "\",\"" + ask.price() + "\",\"" + time + "\",\"" +
            bid.quantity() + "\",\"" + ask.quantity() + "\"],\"spread\"," + Json.quoted(pair) + "]";
    }

    private TextBook.Level top(final boolean isBid)
    {
        final List<TextBook.Level> side = book.side(isBid, 1);

        return side.isEmpty() ? new TextBook.Level("0.00000", "0.00000000", "0.000000") : side.get(0);
    }

    private List<TextBook.Level> side(final boolean isBid, final int other)
    {
        return book.side(isBid, Math.min(depth, other));
    }

    private static String text(final List<TextBook.Level> levels)
    {
        return levels.stream()
            .map(level -> "[\"" + level.price() + "\",\"" + level.quantity() + "\",\"" + level.extra() + "\"]")
            .collect(Collectors.joining(",", "[", "]"));
    }
}
