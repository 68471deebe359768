package io.tickwire.transport;

import io.tickwire.transport.ws.ClientFrames;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A client that sends what bytes it is given, and holds each frame of the server's against RFC 6455 and RFC 7692.
 */
final class EchoClient implements AutoCloseable
{
    static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    private static final int SLOW_BYTES = 4_096;
    private static final byte[] TAIL = {0, 0, -1, -1};

    private final Socket socket;
    private final DataInputStream in;
    private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String statusLine;
    private int deflatedFrames;

    private EchoClient(final int port, final int receiveBytes, final String request)
    {
        try
        {
            socket = new Socket();
            if (receiveBytes > 0)
            {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(Patience.LIMIT_MS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            statusLine = line();
            for (String line = line(); !line.isEmpty(); line = line())
            {
                headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Send a request as it stands.
     */
    static EchoClient ask(final int port, final String request)
    {
        return new EchoClient(port, 0, request);
    }

    /**
     * Become a WebSocket.
     *
     * @param more headers, each with its end of line.
     */
    static EchoClient open(final int port, final String path, final String more)
    {
        return open(port, 0, path, more);
    }

    /**
     * The same, and its kernel takes little before it reads.
     */
    static EchoClient slow(final int port, final String path, final String more)
    {
        return open(port, SLOW_BYTES, path, more);
    }

    private static EchoClient open(final int port, final int receiveBytes, final String path, final String more)
    {
        final EchoClient client = new EchoClient(port, receiveBytes, RawSocket.request(path, more));
        if (client.status() != 101)
        {
            throw new AssertionError(client.statusLine);
        }

        return client;
    }

    int status()
    {
        return Integer.parseInt(statusLine.split(" ")[1]);
    }

    /**
     * A header of the answer, or null.
     */
    String header(final String name)
    {
        return headers.get(name);
    }

    /**
     * How many of the server's frames were deflated.
     */
    int deflatedFrames()
    {
        return deflatedFrames;
    }

    EchoClient send(final ClientFrames frames)
    {
        return send(frames.bytes(), Integer.MAX_VALUE);
    }

    /**
     * Send bytes in pieces, each a write of its own.
     */
    EchoClient send(final byte[] bytes, final int pieceBytes)
    {
        try
        {
            for (int at = 0; at < bytes.length; at += Math.min(pieceBytes, bytes.length - at))
            {
                socket.getOutputStream().write(bytes, at, Math.min(pieceBytes, bytes.length - at));
            }
        }
        catch (final SocketException ex)
        {
            // It was closed before it had all; what it said of it is still to be read.
            return this;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return this;
    }

    /**
     * All that comes until the connection ends: {@code text}, {@code binary}, {@code ping} and {@code pong} with their
     * payloads, {@code close} with its code.
     */
    List<String> untilEnd()
    {
        final List<String> lines = new ArrayList<>();
        for (String line = next(); line != null; line = next())
        {
            lines.add(line);
        }

        return lines;
    }

    /**
     * The next of these; null where the connection has ended.
     */
    String next()
    {
        try
        {
            final int first = in.read();
            if (first < 0)
            {
                return null;
            }
            final byte[] payload = new byte[length(in.readUnsignedByte())];
            in.readFully(payload);

            return lineOf(first, payload);
        }
        catch (final SocketException | EOFException ex)
        {
            return null;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close()
    {
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private int length(final int shortLength) throws IOException
    {
        require((shortLength & 0x80) == 0, "a server's frame is never masked");
        final long length = shortLength == 126 ? in.readUnsignedShort() : shortLength == 127 ? in.readLong() :
            shortLength;
        require(shortLength < 126 || length > (shortLength == 126 ? 125 : 65_535), "a length in its shortest form");

        return (int)length;
    }

    private String lineOf(final int first, final byte[] payload)
    {
        final int opcode = first & 0xF;
        require((first & 0x80) != 0, "no fragments are sent here");
        require((first & 0x30) == 0, "RSV2 and RSV3 mean nothing");
        final boolean isDeflated = (first & 0x40) != 0;
        if (isDeflated)
        {
            require(header("Sec-WebSocket-Extensions") != null, "RSV1 was not agreed on");
            require(opcode == ClientFrames.TEXT || opcode == ClientFrames.BINARY, "RSV1 on opcode " + opcode);
            deflatedFrames++;
        }
        final String hex = HexFormat.of().formatHex(isDeflated ? inflate(payload) : payload);

        return switch (opcode)
        {
            case ClientFrames.TEXT -> "text " + hex;
            case ClientFrames.BINARY -> "binary " + hex;
            case ClientFrames.PING -> "ping " + hex;
            case ClientFrames.PONG -> "pong " + hex;
            case ClientFrames.CLOSE ->
                "close " + (payload.length == 0 ? "" : Integer.parseInt(hex.substring(0, 4), 16));
            default -> throw new AssertionError("opcode " + opcode);
        };
    }

    /**
     * Each message on its own, within the window that was agreed on: the server keeps no context.
     */
    private byte[] inflate(final byte[] payload)
    {
        require(payload.length > 0, "a deflated message has a byte at the least");
        final Inflater inflater = new Inflater(true);
        try
        {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            final byte[] part = new byte[1 << 16];
            for (final byte[] input : new byte[][]{payload, TAIL})
            {
                inflater.setInput(input);
                for (int count = inflater.inflate(part); count > 0; count = inflater.inflate(part))
                {
                    out.write(part, 0, count);
                }
                require(inflater.getRemaining() == 0, "bytes behind the end");
            }

            return out.toByteArray();
        }
        catch (final DataFormatException ex)
        {
            throw new AssertionError("not DEFLATE: " + HexFormat.of().formatHex(payload), ex);
        }
        finally
        {
            inflater.end();
        }
    }

    private String line() throws IOException
    {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read())
        {
            if (next < 0)
            {
                throw new AssertionError("the connection ended: " + line);
            }
            if (next != '\r')
            {
                line.append((char)next);
            }
        }

        return line.toString();
    }

    private static void require(final boolean isTrue, final String rule)
    {
        if (!isTrue)
        {
            throw new AssertionError(rule);
        }
    }
}
