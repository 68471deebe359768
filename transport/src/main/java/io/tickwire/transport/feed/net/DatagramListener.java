package io.tickwire.transport.feed.net;

/**
 * Takes what comes by multicast.
 * Thread: feed-<venue>
 */
public interface DatagramListener
{
    /**
     * A datagram has come.
     *
     * @param buffer        its bytes are there during the call only.
     * @param receiveTimeNs when it was read, since 1970.
     */
    void onDatagram(byte[] buffer, int offset, int length, long receiveTimeNs);

    /**
     * The socket is of no more use, without having been closed. Called once, from a later turn of the loop.
     */
    void onFailed(String reason);
}
