package io.tickwire.transport;

import io.tickwire.transport.ws.ClientFrames;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A client that sends what bytes it likes, and answers nothing by itself.
 */
final class RawSocket implements AutoCloseable
{
    private static final int OPCODE_MASK = 0xF;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private final Socket socket;
    private final DataInputStream input;
    private int status;

    /**
     * A frame that the server sent.
     */
    record Frame(int opcode, byte[] payload)
    {
        String text()
        {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode()
        {
            return (payload[0] & 0xFF) << Byte.SIZE | payload[1] & 0xFF;
        }
    }

    private RawSocket(final int port, final int receiveBufferBytes)
    {
        try
        {
            socket = new Socket();
            if (receiveBufferBytes > 0)
            {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Patience.LIMIT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            input = new DataInputStream(socket.getInputStream());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    static RawSocket connect(final int port)
    {
        return new RawSocket(port, 0);
    }

    /**
     * A client whose kernel takes little before it reads.
     */
    static RawSocket slow(final int port, final int receiveBufferBytes, final String path)
    {
        final RawSocket socket = new RawSocket(port, receiveBufferBytes);
        socket.write(request(path, ""));
        socket.status();

        return socket;
    }

    /**
     * Connect, and ask for a WebSocket.
     *
     * @param headers more of them, each with its end of line.
     */
    static RawSocket handshake(final int port, final String path, final String headers)
    {
        final RawSocket socket = connect(port);
        socket.write(request(path, headers));
        socket.status();

        return socket;
    }

    static String request(final String path, final String headers)
    {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
    }

    void write(final String text)
    {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(final ClientFrames frames)
    {
        write(frames.bytes());
    }

    /**
     * What the answer's first line says; the headers are passed over.
     */
    int status()
    {
        if (status == 0)
        {
            final String first = line();
            status = Integer.parseInt(first.split(" ")[1]);
            for (String line = line(); !line.isEmpty(); line = line())
            {
                // Nobody asks for it.
                assert line.contains(":") : line;
            }
        }

        return status;
    }

    /**
     * What came and was not read yet.
     */
    String rest()
    {
        try
        {
            final byte[] bytes = new byte[input.available()];
            input.readFully(bytes);

            return new String(bytes, StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The next frame; null where the connection ended.
     */
    Frame frame()
    {
        try
        {
            final int opcode = input.readUnsignedByte() & OPCODE_MASK;
            final int shortLength = input.readUnsignedByte();
            final long length = shortLength == LENGTH_IN_2_BYTES ? input.readUnsignedShort() :
                shortLength == LENGTH_IN_8_BYTES ? input.readLong() : shortLength;
            final byte[] payload = new byte[(int)length];
            input.readFully(payload);

            return new Frame(opcode, payload);
        }
        catch (final EOFException | SocketException ex)
        {
            return null;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The next frame of a kind, what comes before it passed over; null where the connection ended.
     */
    Frame frame(final int opcode)
    {
        Frame frame = frame();
        while (frame != null && frame.opcode != opcode)
        {
            frame = frame();
        }

        return frame;
    }

    /**
     * The code that the connection is closed with.
     */
    int closeCode()
    {
        final Frame close = frame(ClientFrames.CLOSE);
        if (close == null)
        {
            throw new AssertionError("the connection ended without a close frame");
        }

        return close.closeCode();
    }

    /**
     * Say nothing more, and go on reading.
     */
    void shutdownOutput()
    {
        try
        {
            socket.shutdownOutput();
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

    private void write(final byte[] bytes)
    {
        try
        {
            socket.getOutputStream().write(bytes);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private String line()
    {
        try
        {
            final StringBuilder line = new StringBuilder();
            for (int next = input.read(); next != '\n'; next = input.read())
            {
                if (next < 0)
                {
                    throw new AssertionError("the connection ended in a line: " + line);
                }
                if (next != '\r')
                {
                    line.append((char)next);
                }
            }

            return line.toString();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
