package io.tickwire.engine.feed;

/**
 * What a decoder asks of whoever holds its venue's sockets.
 * Thread: feed-<venue>
 */
public interface FeedControl
{
    /** Asks for nothing: for what was recorded, where nobody answers. */
    FeedControl NONE = new FeedControl()
    {
        @Override
        public void requestSnapshot(final Instrument instrument)
        {
        }

        @Override
        public void reconnect(final String reason)
        {
        }
    };

    /**
     * A book needs a new snapshot: by REST, or by unsubscribing and subscribing, as the venue has it. Asked once until
     * it has come.
     */
    void requestSnapshot(Instrument instrument);

    /**
     * The connection has lost messages, so that nothing that comes by it can be trusted. What the venue says of its
     * end comes by {@link #onControl}.
     */
    void reconnect(String reason);

    /**
     * The venue asks by a message of its own whether anybody listens, and hangs up where it is not answered. Venues
     * that ask by WebSocket's pings need nothing of this.
     */
    default void answerTest()
    {
    }

    /**
     * A message has come, whole, that is no market data, but of the connection: an answer to what was sent, an error, a
     * sign of life, what the venue says of itself; or one of no kind that is known, which may be a new refusal.
     * The bytes are there during the call only.
     */
    default void onControl(final byte[] buffer, final int offset, final int length)
    {
    }

    /**
     * The venue has defined an instrument by the feed itself, and its name comes for the first time. Whoever wants its
     * ticks makes it known to the feed's {@link SymbolSource} now; it is asked next.
     */
    default void onListing(final InstrumentReader.Listing listing)
    {
    }

    /**
     * The decoder failed at a message. That is counted, and its connection's books are stale and asked for. Who goes on
     * must keep what went wrong; it is thrown on where nobody does.
     */
    default void onError(final RuntimeException error)
    {
        throw error;
    }
}
