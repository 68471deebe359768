package io.tickwire.transport.feed.net;

/**
 * What becomes of a link. Nothing of this is called from within a call of the link or its loop, and nothing behind
 * {@link #onClosed}.
 * Thread: feed-<venue>
 */
public interface LinkListener
{
    /**
     * The server has taken the handshake: messages may be sent.
     */
    void onOpen();

    /**
     * A message has come, its fragments put together, inflated.
     *
     * @param buffer        its bytes are there during the call only. Behind them are at least
     *                      {@link io.tickwire.engine.feed.json.JsonReader#PADDING} more, whatever stands there.
     * @param receiveTimeNs when its last bytes were read, since 1970.
     */
    void onMessage(boolean isText, byte[] buffer, int offset, int length, long receiveTimeNs);

    /**
     * An answer to a ping, or one that nobody asked for.
     */
    default void onPong()
    {
    }

    /**
     * The link is over, or has never been. Called exactly once.
     */
    void onClosed(LinkEnd end);
}
