package io.tickwire.client;

import io.tickwire.client.ws.Handshake;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that answers handshakes as it should and then says what a test wants.
 */
final class HostileServer implements AutoCloseable
{
    private final ServerSocket listener;
    private final Script script;
    private volatile Socket socket;

    /** What is said. */
    interface Script
    {
        /**
         * @param answer that accepts the handshake.
         */
        void run(String answer, OutputStream out) throws IOException;
    }

    HostileServer(final Script script)
    {
        this.script = script;
        try
        {
            listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        final Thread thread = new Thread(this::run, "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    /** That shakes hands, and then says these bytes. */
    static HostileServer saying(final byte[]... frames)
    {
        return new HostileServer((answer, out) ->
        {
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            for (final byte[] frame : frames)
            {
                out.write(frame);
                out.flush();
            }
        });
    }

    String url()
    {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/ws";
    }

    private void run()
    {
        try
        {
            socket = listener.accept();
            final InputStream in = socket.getInputStream();
            script.run(answer(request(in)), socket.getOutputStream());
            // Until the client has gone.
            in.transferTo(OutputStream.nullOutputStream());
            socket.close();
        }
        catch (final IOException ex)
        {
            CloseHelper.quietClose(socket);
        }
    }

    private static String request(final InputStream in) throws IOException
    {
        final StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0)
        {
            final int next = in.read();
            if (next < 0)
            {
                throw new IOException("no request");
            }
            request.append((char)next);
        }

        return request.toString();
    }

    private static String answer(final String request)
    {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + Handshake.accept(header(request, "Sec-WebSocket-Key")) +
            "\r\nSec-WebSocket-Protocol: " + header(request, "Sec-WebSocket-Protocol") + "\r\n\r\n";
    }

    private static String header(final String request, final String name)
    {
        final int from = request.indexOf(name + ": ") + name.length() + 2;

        return request.substring(from, request.indexOf("\r\n", from));
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(listener, socket);
    }
}
