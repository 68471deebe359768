package io.tickwire.transport.feed.net;

/**
 * Who a loop tells that a socket is ready.
 * Thread: feed-<venue>
 */
interface SocketReader
{
    /**
     * @param readyOps of {@link java.nio.channels.SelectionKey}.
     */
    void onReady(int readyOps);

    /**
     * The loop ends: say goodbye where that takes no waiting, and close the socket.
     */
    void onLoopEnd();
}
