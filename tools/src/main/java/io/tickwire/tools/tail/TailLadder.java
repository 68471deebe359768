package io.tickwire.tools.tail;

import io.tickwire.client.Book;
import io.tickwire.tools.terminal.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A symbol's book at each venue, asks above bids. The client's thread fills it, the conductor draws it; its monitor
 * guards it.
 * Thread: any
 */
final class TailLadder
{
    private final Style style;
    private final int depth;
    private final Map<String, List<String>> ladders = new TreeMap<>();

    TailLadder(final Style style, final int depth)
    {
        this.style = style;
        this.depth = depth;
    }

    synchronized void onBook(final Book book)
    {
        final List<String> lines = new ArrayList<>();
        lines.add(style.bold(book.symbol() + " at " + book.venue()) + "  seq " + book.seq() +
            (book.isLive() ? "" : "  " + style.red(book.status().name().toLowerCase(Locale.ROOT))));
        for (int i = Math.min(depth, book.asks()) - 1; i >= 0; i--)
        {
            lines.add(String.format(Locale.ROOT, "%13s", "") + style.red(
                MessageLine.pad(MessageLine.level(book.askPrice(i), book.priceExponent()))) +
                MessageLine.pad(MessageLine.level(book.askQuantity(i), book.quantityExponent())));
        }
        for (int i = 0; i < Math.min(depth, book.bids()); i++)
        {
            lines.add(MessageLine.pad(MessageLine.level(book.bidQuantity(i), book.quantityExponent())) + style.green(
                MessageLine.pad(MessageLine.level(book.bidPrice(i), book.priceExponent()))));
        }
        ladders.put(book.venue(), lines);
    }

    synchronized List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        ladders.values().forEach(ladder ->
        {
            lines.addAll(ladder);
            lines.add("");
        });

        return lines;
    }
}
