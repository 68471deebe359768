package io.tickwire.client;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.StreamInfo;

/**
 * A stream as this client knows it.
 * Thread: client
 */
final class StreamState extends StreamInfo
{
    static final long NOTHING_KNOWN = -1;

    final Book book;
    Handle[] handles = {};
    int handlesVersion = -1;
    long last = NOTHING_KNOWN;
    StreamStatus status;
    long resyncNs;
    boolean hasAskedResync;
    double price = Double.NaN;
    /** Of a book, where streams are told apart by number: as the server granted it; null: not told. */
    BookDepth view;
    /** Another view of the same book; null: there is none. */
    StreamState other;

    StreamState(final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        super(channel, symbol, venue, intervalSeconds);
        book = channel == Channel.BOOK ? new Book(this) : null;
        status = book == null ? StreamStatus.LIVE : StreamStatus.RECOVERING;
    }

    boolean isEvent()
    {
        return !channel().isState() && !channel().isPrivate();
    }
}
