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
     * The connection has lost messages, so that nothing that comes by it can be trusted, or its venue is about to end
     * it.
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
     * A message has come that is no market data, but of the connection: an answer to what was sent, an error, what the
     * venue says of itself. The bytes are there during the call only.
     */
    default void onControl(final byte[] buffer, final int offset, final int length)
    {
    }
}
