package io.tickwire.transport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * A WebSocket client that does what it is told and nothing else: it answers no pings, reads only when asked to, and can
 * go without a word.
 */
final class RawClient implements AutoCloseable
{
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int LONGEST_SHORT = 125;
    private static final int MASK_BYTES = 4;

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(final Socket socket, final DataInputStream in)
    {
        this.socket = socket;
        this.in = in;
    }

    /**
     * A frame that the server sent.
     */
    record Frame(int opcode, byte[] payload)
    {
        JsonNode json()
        {
            return JSON.readTree(payload);
        }

        /**
         * The type of a message, or nothing where it is none.
         */
        String type()
        {
            return opcode == TEXT ? json().path("type").asString("") : "";
        }

        int closeCode()
        {
            return (payload[0] & 0xFF) << Byte.SIZE | payload[1] & 0xFF;
        }
    }

    static RawClient open(final TestServer server)
    {
        return open(server.port(), "/ws", 0);
    }

    /**
     * Connect with a subprotocol.
     */
    static RawClient open(final TestServer server, final String path, final String subprotocol)
    {
        try
        {
            final Socket socket = new Socket("127.0.0.1", server.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Patience.LIMIT_MS);

            return open(
                socket,
                request(path).replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: " + subprotocol + "\r\n\r\n"),
                new BufferedInputStream(socket.getInputStream()));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Connect.
     *
     * @param receiveBytes of the socket's buffer; 0: as the machine likes.
     */
    static RawClient open(final int port, final String path, final int receiveBytes)
    {
        try
        {
            final Socket socket = new Socket();
            if (receiveBytes > 0)
            {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Patience.LIMIT_MS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), Patience.LIMIT_MS);

            return open(socket, path, receiveBytes > 0);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The same over a connection that there is.
     *
     * @param isSmall whether no more is to be read than is asked for.
     */
    static RawClient open(final Socket socket, final String path, final boolean isSmall)
    {
        try
        {
            return open(
                socket,
                request(path),
                isSmall ? socket.getInputStream() : new BufferedInputStream(socket.getInputStream()));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static RawClient open(final Socket socket, final String request, final InputStream buffered)
    {
        try
        {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            final DataInputStream in = new DataInputStream(buffered);
            final String answer = readAnswer(in);
            if (!answer.startsWith("HTTP/1.1 101 "))
            {
                throw new IllegalStateException(answer);
            }

            return new RawClient(socket, in);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * What asks for a WebSocket.
     */
    static String request(final String path)
    {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    /**
     * A masked frame, and the mask is 0.
     */
    static byte[] frame(final int opcode, final byte[] payload)
    {
        final boolean isShort = payload.length <= LONGEST_SHORT;
        final int headerBytes = isShort ? Short.BYTES : 2 * Short.BYTES;
        final byte[] frame = new byte[headerBytes + MASK_BYTES + payload.length];
        frame[0] = (byte)(FIN | opcode);
        frame[1] = (byte)(MASKED | (isShort ? payload.length : LENGTH_IN_2_BYTES));
        if (!isShort)
        {
            frame[2] = (byte)(payload.length >>> Byte.SIZE);
            frame[3] = (byte)payload.length;
        }
        System.arraycopy(payload, 0, frame, headerBytes + MASK_BYTES, payload.length);

        return frame;
    }

    static byte[] text(final String message)
    {
        return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(final String message)
    {
        return sendBytes(text(message));
    }

    void sendFrame(final int opcode, final byte[] payload)
    {
        sendBytes(frame(opcode, payload));
    }

    /**
     * Send bytes as they are, be they a frame or not.
     */
    RawClient sendBytes(final byte[] bytes)
    {
        try
        {
            socket.getOutputStream().write(bytes);

            return this;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The next frame; null where the connection has ended.
     */
    Frame next()
    {
        try
        {
            final int first = in.read();
            if (first < 0)
            {
                return null;
            }
            final byte[] payload = new byte[payloadLength()];
            in.readFully(payload);

            return new Frame(first & 0x0F, payload);
        }
        catch (final SocketException ex)
        {
            // It was reset.
            return null;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * The next frame that fits, and those before it are passed over.
     */
    Frame await(final Predicate<Frame> fits)
    {
        Frame frame = next();
        while (frame != null && !fits.test(frame))
        {
            frame = next();
        }
        if (frame == null)
        {
            throw new AssertionError("the connection ended");
        }

        return frame;
    }

    /**
     * The next message of a type.
     */
    JsonNode message(final String type)
    {
        return await(frame -> frame.type().equals(type)).json();
    }

    /**
     * Read to the end of the connection.
     *
     * @return the code of the close frame, which must be the last; 0: there was none.
     */
    int awaitEnd()
    {
        int code = 0;
        for (Frame frame = next(); frame != null; frame = next())
        {
            if (code != 0)
            {
                throw new AssertionError("a frame after the close frame: opcode=" + frame.opcode());
            }
            if (frame.opcode() == CLOSE)
            {
                code = frame.closeCode();
                sendFrame(CLOSE, frame.payload());
            }
        }

        return code;
    }

    /**
     * Go without a word: the server sees a reset.
     */
    void kill()
    {
        try
        {
            socket.setSoLinger(true, 0);
            socket.close();
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

    private int payloadLength() throws IOException
    {
        final int length = in.readUnsignedByte();

        return switch (length)
        {
            case LENGTH_IN_2_BYTES -> in.readUnsignedShort();
            case LENGTH_IN_8_BYTES -> (int)in.readLong();
            default -> length;
        };
    }

    private static String readAnswer(final DataInputStream in) throws IOException
    {
        final StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n"))
        {
            final int read = in.read();
            if (read < 0)
            {
                throw new IllegalStateException("the connection ended: " + answer);
            }
            answer.append((char)read);
        }

        return answer.toString();
    }
}
