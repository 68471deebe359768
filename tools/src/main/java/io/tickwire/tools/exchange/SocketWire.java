package io.tickwire.tools.exchange;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * A socket, plain or of TLS.
 *
 * @param socket of the client.
 * Thread: exchange-<n>
 */
record SocketWire(Socket socket) implements Wire
{
    private static final long LINGER_MS = 200;

    @Override
    public void write(final byte[] bytes) throws IOException
    {
        socket.getOutputStream().write(bytes);
    }

    /**
     * What the client has sent and nobody has read would turn the end into a reset, and lose what it has not read yet.
     */
    @Override
    public void end() throws IOException, InterruptedException
    {
        socket.shutdownOutput();
        TimeUnit.MILLISECONDS.sleep(LINGER_MS);
    }

    @Override
    public void abort()
    {
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            // It is closed as far as it can be.
            return;
        }
    }
}
