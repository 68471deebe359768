package io.tickwire.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Bytes to and from a socket that does not block, as they are.
 * Thread: client
 */
class Pipe
{
    final SocketChannel channel;

    Pipe(final SocketChannel channel)
    {
        this.channel = channel;
    }

    /** Go on with what comes before data. */
    boolean isReady() throws IOException
    {
        return true;
    }

    /**
     * @param mayFill whether to ask the socket, and not only give what was read already.
     * @return bytes; 0: none now; -1: there will be none.
     */
    int read(final ByteBuffer into, final boolean mayFill) throws IOException
    {
        return mayFill ? channel.read(into) : 0;
    }

    /** Write what fits. */
    void write(final ByteBuffer from) throws IOException
    {
        channel.write(from);
    }

    /** Whether something waits for room in the socket. */
    boolean isWriting()
    {
        return false;
    }
}
