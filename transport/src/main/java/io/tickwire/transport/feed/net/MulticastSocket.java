package io.tickwire.transport.feed.net;

import java.io.IOException;

/**
 * Listens to a group.
 * Thread: feed-<venue>
 */
public final class MulticastSocket implements AutoCloseable
{
    MulticastSocket(final NetLoop loop, final MulticastGroup group, final DatagramListener listener)
        throws IOException
    {
        throw new UnsupportedOperationException();
    }

    /** How many datagrams were longer than may be, and cut. */
    public long cut()
    {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close()
    {
        throw new UnsupportedOperationException();
    }
}
