package io.tickwire.client;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server, and can tear them apart.
 */
final class Proxy implements AutoCloseable
{
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final int port;

    /**
     * @param port of the server.
     */
    Proxy(final int port)
    {
        this.port = port;
        try
        {
            listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        start(this::accept);
    }

    String url()
    {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/ws";
    }

    /** End all connections, wherever they are in a frame. */
    void tear()
    {
        sockets.forEach(CloseHelper::quietClose);
        sockets.clear();
    }

    private void accept()
    {
        try
        {
            while (!listener.isClosed())
            {
                final Socket client = listener.accept();
                final Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.addAll(List.of(client, server));
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        }
        catch (final IOException ex)
        {
            tear();
        }
    }

    private static void pump(final Socket from, final Socket to)
    {
        try
        {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        catch (final IOException ex)
        {
            // Torn.
        }
        CloseHelper.quietCloseAll(from, to);
    }

    private static void start(final Runnable task)
    {
        final Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(listener);
        tear();
    }
}
