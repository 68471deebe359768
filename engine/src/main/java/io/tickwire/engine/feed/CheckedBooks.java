package io.tickwire.engine.feed;

import io.tickwire.engine.book.BookChecksum;

import java.util.Arrays;

/**
 * The books that come by one connection to a venue with checksums.
 * Thread: feed-<venue>
 */
public final class CheckedBooks
{
    private final CheckedBook.Rule rule;
    private final BookChecksum checksums = new BookChecksum();
    private CheckedBook[] books = new CheckedBook[0];

    public CheckedBooks(final CheckedBook.Rule rule)
    {
        this.rule = rule;
    }

    /** An instrument's book; it is made when it is asked for first. */
    public CheckedBook of(final Instrument instrument)
    {
        final int index = instrument.index();
        if (index >= books.length)
        {
            books = Arrays.copyOf(books, Math.max(index + 1, 2 * books.length));
        }
        if (books[index] == null)
        {
            books[index] = new CheckedBook(instrument, rule, checksums);
        }

        return books[index];
    }
}
