package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.CheckedBook;
import io.tickwire.engine.feed.CheckedBooks;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

/**
 * The books of a connection to Kraken, and how deep they are: what falls out of the depth that was subscribed the venue
 * does not tell again, so that it must go here, too.
 * Thread: feed-<venue>
 */
final class KrakenBooks
{
    private static final int[] DEPTHS = {10, 25, 100, 500, 1000};

    /** What is subscribed where nothing is said. */
    static final int DEFAULT_DEPTH = DEPTHS[0];

    private static final MalformedMessageException NO_DEPTH = new MalformedMessageException("no depth of a book");

    private final CheckedBooks books = new CheckedBooks(CheckedBook.Rule.KRAKEN);

    CheckedBook of(final Instrument instrument)
    {
        return books.of(instrument);
    }

    /**
     * What comes next of a book has come. One that is older than the last has been overtaken: where they are of one
     * level, each leaves the book that its checksum is of, and yet the wrong one stays.
     */
    void delta(final Instrument instrument, final long timeNs, final long checksum, final LevelBuffer levels)
    {
        final BookTracker tracker = instrument.book();
        if (!tracker.isLive())
        {
            return;
        }
        if (timeNs != Decimals.NULL && timeNs < tracker.lastDeltaNs())
        {
            tracker.gap();
            return;
        }
        books.of(instrument).delta(timeNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, checksum, levels);
    }

    /**
     * A depth that the venue has told.
     */
    static int requireDepth(final long depth)
    {
        if (depth < 1 || depth > OrderBook.MAX_LEVELS)
        {
            throw NO_DEPTH;
        }

        return (int)depth;
    }

    /**
     * The depth of a book of which only its snapshot is known: the smallest that could have sent it. Where that is too
     * small the book is thin, and its checksum fails as soon as the venue has more levels than are kept here.
     */
    static int depthOf(final LevelBuffer snapshot)
    {
        final int levels = Math.max(snapshot.bids().count(), snapshot.asks().count());
        for (final int depth : DEPTHS)
        {
            if (levels <= depth)
            {
                return depth;
            }
        }

        return levels;
    }
}
