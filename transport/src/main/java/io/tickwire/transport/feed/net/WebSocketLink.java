package io.tickwire.transport.feed.net;

/**
 * The client's side of a WebSocket connection, RFC 6455. It is opened by its loop, step by step, and told to its
 * listener; what is sent before that, or after its end, is refused.
 * Thread: feed-<venue>
 */
public final class WebSocketLink
{
    private final NetLoop loop;
    private final LinkTarget target;
    private final LinkListener listener;

    WebSocketLink(final NetLoop loop, final LinkTarget target, final LinkListener listener)
    {
        this.loop = loop;
        this.target = target;
        this.listener = listener;
    }

    public boolean isOpen()
    {
        throw new UnsupportedOperationException();
    }

    /**
     * Send a text.
     *
     * @return false: it is not open, or too much waits to be sent; nothing of it is.
     */
    public boolean sendText(final String text)
    {
        throw new UnsupportedOperationException();
    }

    /** The same with bytes. */
    public boolean sendBinary(final byte[] bytes, final int offset, final int length)
    {
        throw new UnsupportedOperationException();
    }

    /** Ask whether the other side is there: {@link LinkListener#onPong} is told. */
    public boolean ping()
    {
        throw new UnsupportedOperationException();
    }

    /**
     * End it with a closing handshake, or without one where it is not open or the other side takes too long. No more
     * messages are handed over; the listener is told when it is over.
     *
     * @param code 1000, 1001, or from 3000 to 4999.
     */
    public void close(final int code, final String reason)
    {
        throw new UnsupportedOperationException();
    }

    /**
     * End it at once, without a word to the other side: for one that does not listen. The listener is told in this turn
     * of the loop, but not within this call.
     */
    public void abort(final String reason)
    {
        throw new UnsupportedOperationException();
    }

    /** How many bytes wait to be sent. */
    public int queuedBytes()
    {
        throw new UnsupportedOperationException();
    }

    /** Who is at the other end, for people. */
    @Override
    public String toString()
    {
        return target.uri().toString();
    }
}
