package io.tickwire.engine.pipeline;

import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

/**
 * The books as the second stage sees them after each tick: those that the first stage keeps, where one thread runs
 * both; else books of its own, kept by the same ticks.
 * Thread: pipeline-<k>
 */
final class BookView
{
    private final Books books;
    private final boolean isOwn;
    private final TickHeadDecoder head = new TickHeadDecoder();

    /**
     * @param isOwn whether nobody else keeps these books.
     */
    BookView(final Books books, final boolean isOwn)
    {
        this.books = books;
        this.isOwn = isOwn;
    }

    Books books()
    {
        return books;
    }

    /**
     * The book that a tick tells of, after that; null where its symbol or venue is not known.
     */
    BookState after(final TickSlot slot, final MessageHeaderDecoder header, final long sequence)
    {
        head.wrap(slot.buffer(), TickGate.bodyOffset(slot));
        final int symbolId = (int)head.symbolId();
        final int venueId = head.venueId();
        if (isOwn && books.isKnown(symbolId, venueId))
        {
            books.apply(slot, header, sequence);
        }

        return books.get(symbolId, venueId);
    }

    /**
     * A symbol's book at a venue, or all of the venue, can not be trusted.
     */
    void onStale(final long symbolId, final int venueId, final StaleReason reason)
    {
        if (isOwn)
        {
            books.onStale(symbolId, venueId, reason);
        }
    }

    /**
     * No book can be trusted any more: ticks of another time follow.
     */
    void startOver()
    {
        if (isOwn)
        {
            books.startOver();
        }
    }

    BookState get(final int symbolId, final int venueId)
    {
        return books.get(symbolId, venueId);
    }
}
