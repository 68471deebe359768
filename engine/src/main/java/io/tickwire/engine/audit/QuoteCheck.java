package io.tickwire.engine.audit;

import java.util.ArrayDeque;

/**
 * Holds a book's best levels against the quotes that its venue sends beside it, where both are numbered in one
 * sequence: the book at a number must show the last quote that is not above it. Which that is, is known once a later
 * one has come.
 * Thread: any
 */
final class QuoteCheck
{
    /**
     * The best levels at a number.
     * Thread: any
     */
    private record Best(long sequence, long bid, long bidQuantity, long ask, long askQuantity)
    {
        boolean isLike(final Best other)
        {
            return bid == other.bid && bidQuantity == other.bidQuantity && ask == other.ask &&
                askQuantity == other.askQuantity;
        }
    }

    private final ArrayDeque<Best> quotes = new ArrayDeque<>();
    private final ArrayDeque<Best> books = new ArrayDeque<>();
    private long equal;
    private long different;
    private boolean hasQuotes;

    void onQuote(
        final long sequence, final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        hasQuotes = true;
        quotes.addLast(new Best(sequence, bid, bidQuantity, ask, askQuantity));
        check();
    }

    void onBook(
        final long sequence, final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        books.addLast(new Best(sequence, bid, bidQuantity, ask, askQuantity));
        check();
    }

    /** Whether there were quotes at all. */
    boolean hasQuotes()
    {
        return hasQuotes;
    }

    long equal()
    {
        return equal;
    }

    long different()
    {
        return different;
    }

    private void check()
    {
        while (!books.isEmpty() && !quotes.isEmpty() && quotes.getLast().sequence() > books.getFirst().sequence())
        {
            final Best book = books.removeFirst();
            Best shown = null;
            while (quotes.getFirst().sequence() <= book.sequence())
            {
                shown = quotes.removeFirst();
            }
            if (shown != null)
            {
                equal += shown.isLike(book) ? 1 : 0;
                different += shown.isLike(book) ? 0 : 1;
                // It may still be the last one at the next book's number.
                quotes.addFirst(shown);
            }
        }
    }
}
