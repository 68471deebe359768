package io.tickwire.engine.pipeline;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.schema.Encoding;

/**
 * Puts views into the frame ring: what a lane was not told of them, or the whole of them for one recipient.
 * Thread: pipeline-<k>
 */
final class ViewSender
{
    private final BookSender books;
    private final BatchSender batches;

    ViewSender(final LaneSender sender, final CounterSheet counters)
    {
        books = new BookSender(sender, counters);
        batches = new BatchSender(sender, counters);
    }

    /**
     * Tell a lane what it was not told.
     *
     * @return false where there was no room for all of it.
     */
    boolean send(final Lane lane, final ViewStream stream)
    {
        return stream instanceof final BookStream book ?
            books.send(lane, book) : batches.send(lane, (BatchStream)stream);
    }

    /**
     * Whether there is room for the whole view for one recipient, besides an answer to a command.
     */
    boolean hasRoomForSnapshot(final ViewStream stream, final Encoding encoding)
    {
        return stream instanceof final BookStream book ?
            books.hasRoomForSnapshot(book, encoding) : batches.hasRoomForSnapshot((BatchStream)stream, encoding);
    }

    /**
     * Send one recipient the whole view, as its lane knows it: the lane has been told all. There must be room.
     */
    void putSnapshot(final Lane lane, final ViewStream stream, final Encoding encoding, final int recipient)
    {
        if (stream instanceof final BookStream book)
        {
            books.putSnapshot(lane, book, encoding, recipient);
        }
        else
        {
            batches.putSnapshot(lane, (BatchStream)stream, encoding, recipient);
        }
    }
}
