package io.tickwire.transport.feed.net;

import io.tickwire.transport.ws.ClientFrames;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server of one script, which each connection runs on a thread of its own. It does what it is told, right or wrong.
 */
final class ScriptedServer implements AutoCloseable
{
    static final int PATIENCE_MS = 60_000;

    private final ServerSocket listener;
    private final Script script;
    private final boolean isSecure;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /**
     * What becomes of a connection.
     */
    interface Script
    {
        void run(Peer peer) throws IOException;
    }

    private ScriptedServer(final ServerSocketFactory factory, final boolean isSecure, final Script script)
    {
        try
        {
            listener = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        this.isSecure = isSecure;
        this.script = script;
        final Thread thread = new Thread(this::accept, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer start(final Script script)
    {
        return new ScriptedServer(ServerSocketFactory.getDefault(), false, script);
    }

    /** The same over TLS. */
    static ScriptedServer start(final SSLContext context, final Script script)
    {
        return new ScriptedServer(context.getServerSocketFactory(), true, script);
    }

    int port()
    {
        return listener.getLocalPort();
    }

    URI uri()
    {
        return URI.create((isSecure ? "wss" : "ws") + "://localhost:" + port() + "/stream?streams=a/b");
    }

    LinkTarget target()
    {
        return Targets.to(uri());
    }

    /** What scripts threw, but for broken connections. */
    List<Throwable> failures()
    {
        return failures;
    }

    @Override
    public void close()
    {
        closeQuietly(listener);
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    private void accept()
    {
        while (!listener.isClosed())
        {
            try
            {
                final Socket socket = listener.accept();
                sockets.add(socket);
                socket.setSoTimeout(PATIENCE_MS);
                socket.setTcpNoDelay(true);
                final Thread thread = new Thread(() -> run(socket), "scripted-peer");
                thread.setDaemon(true);
                thread.start();
            }
            catch (final IOException ex)
            {
                // Closed.
                return;
            }
        }
    }

    private void run(final Socket socket)
    {
        try (socket)
        {
            script.run(new Peer(socket));
        }
        catch (final IOException ex)
        {
            // The link has gone, or does not want to hear more.
            sockets.remove(socket);
        }
        catch (final RuntimeException | AssertionError ex)
        {
            failures.add(ex);
        }
    }

    private static void closeQuietly(final AutoCloseable closeable)
    {
        try
        {
            closeable.close();
        }
        catch (final Exception ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * The server's side of a connection.
     */
    static final class Peer
    {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private List<String> request = List.of();

        Peer(final Socket socket) throws IOException
        {
            this.socket = socket;
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        Socket socket()
        {
            return socket;
        }

        /** Read a request's head. */
        List<String> readRequest() throws IOException
        {
            final List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line())
            {
                lines.add(line);
            }
            request = lines;

            return lines;
        }

        Optional<String> header(final String name)
        {
            return request.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
        }

        /** The answer that takes the handshake that was read, its head unended. */
        String taken()
        {
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                "Sec-WebSocket-Accept: " + Upgrade.acceptOf(header("Sec-WebSocket-Key").orElseThrow()) + "\r\n";
        }

        /** Take a handshake. */
        Peer open(final String... more) throws IOException
        {
            readRequest();

            return send(taken() + String.join("", more) + "\r\n");
        }

        Peer send(final String text) throws IOException
        {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        Peer send(final byte... bytes) throws IOException
        {
            out.write(bytes);
            out.flush();

            return this;
        }

        /** Send bytes in pieces, each in a segment of its own. */
        Peer send(final byte[] bytes, final int piece) throws IOException
        {
            for (int at = 0; at < bytes.length; at += piece)
            {
                out.write(bytes, at, Math.min(piece, bytes.length - at));
                out.flush();
            }

            return this;
        }

        Peer send(final ClientFrames frames) throws IOException
        {
            return send(frames.bytes());
        }

        /** Read a frame of the link's, which must be masked. */
        Frame readFrame() throws IOException
        {
            final int first = in.readUnsignedByte();
            final int second = in.readUnsignedByte();
            if ((second & 0x80) == 0)
            {
                throw new AssertionError("a frame that is not masked");
            }
            final int shortLength = second & 0x7F;
            final long length =
                shortLength == 126 ? in.readUnsignedShort() : shortLength == 127 ? in.readLong() : shortLength;
            final byte[] key = in.readNBytes(4);
            final byte[] payload = in.readNBytes((int)length);
            for (int i = 0; i < payload.length; i++)
            {
                payload[i] ^= key[i & 3];
            }

            return new Frame(first, payload);
        }

        /**
         * Be the way to somebody else, until one of both ends.
         *
         * @param piece that is handed on at once to the link, at the most.
         */
        void tunnelTo(final Socket other, final int piece) throws IOException
        {
            try (other)
            {
                final Thread back = new Thread(() -> pump(other, piece), "scripted-tunnel");
                back.setDaemon(true);
                back.start();
                final byte[] part = new byte[1 << 14];
                for (int count = in.read(part); count >= 0; count = in.read(part))
                {
                    other.getOutputStream().write(part, 0, count);
                }
            }
        }

        private void pump(final Socket other, final int piece)
        {
            try
            {
                final byte[] part = new byte[1 << 14];
                for (int count = other.getInputStream().read(part); count >= 0;
                    count = other.getInputStream().read(part))
                {
                    send(Arrays.copyOf(part, count), piece);
                }
                socket.shutdownOutput();
            }
            catch (final IOException ex)
            {
                // One of both has gone.
                return;
            }
        }

        /** Whether nothing more comes of the link. */
        boolean hasEnded() throws IOException
        {
            return in.read() < 0;
        }

        /** Wait until the link has gone. */
        void awaitEnd()
        {
            try
            {
                in.skipNBytes(Long.MAX_VALUE);
            }
            catch (final IOException ex)
            {
                // It has.
            }
        }

        private String line() throws IOException
        {
            final ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read())
            {
                if (next < 0)
                {
                    throw new EOFException();
                }
                line.write(next);
            }

            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }

    /**
     * A frame that a link sent.
     */
    record Frame(int first, byte[] payload)
    {
        int opcode()
        {
            return first & 0xF;
        }

        String text()
        {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode()
        {
            return payload.length < 2 ? 0 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }
}
