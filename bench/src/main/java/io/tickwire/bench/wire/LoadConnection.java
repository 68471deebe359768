package io.tickwire.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One subscriber. It opens, and sends, while it blocks; then it reads whenever there is something.
 */
final class LoadConnection
{
    private static final int BUFFER_BYTES = 16 * 1024;

    /** For how long holes count as told of once the server said that this client is slow: it does so once a second. */
    private static final long SLOW_NS = TimeUnit.SECONDS.toNanos(10);

    /** A record is taken whole. */
    private static final int TLS_BUFFER_BYTES = 64 * 1024;
    private static final int INFLATED_BYTES = 64 * 1024;
    private static final byte[] TAIL = {0, 0, (byte)0xff, (byte)0xff};
    private static final int RSV1 = 0x40;
    private static final int OPCODE = 0x0f;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final int MASK = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int IN_2_BYTES = 126;

    private final WireEncoding encoding;
    private final SocketChannel socket;
    private final ByteChannel link;
    private final ByteBuffer buffer;
    private final Inflater inflater;
    private final ByteBuffer inflated;
    private final Figures figures;
    private final boolean isOneStream;
    private long sequence = WireEncoding.NONE;
    private long toldSlowNs;
    private boolean wasToldSlow;
    private boolean isNewlySlow;

    /**
     * @param isOneStream whether all that comes is of one stream, so that its sequence has no holes.
     */
    LoadConnection(
        final int port,
        final WireEncoding encoding,
        final Transport transport,
        final boolean isOneStream,
        final Figures figures) throws IOException
    {
        this.encoding = encoding;
        this.isOneStream = isOneStream;
        this.figures = figures;
        buffer = ByteBuffer.allocate(transport == Transport.TLS ? TLS_BUFFER_BYTES : BUFFER_BYTES);
        final boolean isDeflating = transport == Transport.DEFLATE;
        inflater = isDeflating ? new Inflater(true) : null;
        inflated = isDeflating ? ByteBuffer.allocate(INFLATED_BYTES) : null;
        socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        link = transport == Transport.TLS ? new TlsLink(socket) : socket;
        upgrade(isDeflating);
    }

    private void upgrade(final boolean isDeflating) throws IOException
    {
        final String request = "GET /ws?encoding=" + encoding.name().toLowerCase(Locale.ROOT) +
            (isDeflating ? "&compress=true" : "") + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n" +
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            (isDeflating ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; " +
                "client_no_context_takeover\r\n" : "") + "\r\n";
        link.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        String answer = "";
        while (!answer.contains("\r\n\r\n"))
        {
            if (link.read(buffer) < 0)
            {
                throw new EOFException("the server closed while upgrading: " + answer);
            }
            answer = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        }
        if (!answer.startsWith("HTTP/1.1 101") || isDeflating && !answer.contains("permessage-deflate"))
        {
            throw new IOException("not what was asked for: " + answer);
        }
        buffer.limit(buffer.position()).position(answer.indexOf("\r\n\r\n") + 4);
        buffer.compact();
    }

    /**
     * Ask for quotes, and begin to listen.
     */
    void subscribe(final List<String> symbols, final Selector selector) throws IOException
    {
        final byte[] payload = encoding.subscribe(symbols);
        final ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).order(ByteOrder.BIG_ENDIAN);
        frame.put((byte)(FIN | (encoding.isText() ? TEXT : BINARY)));
        if (payload.length < IN_2_BYTES)
        {
            frame.put((byte)(MASK | payload.length));
        }
        else
        {
            frame.put((byte)(MASK | IN_2_BYTES)).putShort((short)payload.length);
        }
        // A mask of zeros leaves the payload as it is.
        frame.putInt(0).put(payload).flip();
        link.write(frame);
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Read what there is.
     *
     * @return false at the end.
     */
    boolean read() throws IOException
    {
        int bytes = link.read(buffer);
        while (bytes > 0)
        {
            final long nowNs = figures.now();
            buffer.flip();
            while (takeFrame(nowNs))
            {
                // All that are whole.
            }
            buffer.compact();
            bytes = link.read(buffer);
        }

        return bytes == 0;
    }

    void close() throws IOException
    {
        link.close();
        if (inflater != null)
        {
            inflater.end();
        }
    }

    private boolean takeFrame(final long nowNs) throws IOException
    {
        buffer.order(ByteOrder.BIG_ENDIAN);
        final int start = buffer.position();
        if (buffer.remaining() < 2)
        {
            return false;
        }
        final int shortLength = buffer.get(start + 1) & LENGTH;
        final int header = shortLength < IN_2_BYTES ? 2 : shortLength == IN_2_BYTES ? 4 : 10;
        if (buffer.remaining() < header)
        {
            return false;
        }
        final long length = shortLength < IN_2_BYTES ? shortLength :
            shortLength == IN_2_BYTES ? buffer.getShort(start + 2) & 0xffff : buffer.getLong(start + 2);
        if (length + header > buffer.capacity())
        {
            throw new IOException("a frame that is too long: length=" + length);
        }
        if (buffer.remaining() < header + length)
        {
            return false;
        }

        final int limit = buffer.limit();
        final int end = start + header + (int)length;
        buffer.position(start + header).limit(end);
        onFrame(buffer.get(start), nowNs);
        buffer.limit(limit).position(end);

        return true;
    }

    private void onFrame(final int first, final long nowNs) throws IOException
    {
        final int opcode = first & OPCODE;
        if (opcode == CLOSE)
        {
            throw new EOFException("the server closed: " + (buffer.remaining() < 2 ? "" : buffer.getShort()));
        }
        if (opcode == PING)
        {
            // Who is silent is taken for dead.
            final ByteBuffer pong = ByteBuffer.allocate(6 + buffer.remaining());
            pong.put((byte)(FIN | PONG)).put((byte)(MASK | buffer.remaining())).putInt(0).put(buffer).flip();
            link.write(pong);
        }
        else if (opcode == TEXT || opcode == BINARY)
        {
            onMessage((first & RSV1) == 0 ? buffer : inflate(), nowNs);
        }
    }

    private ByteBuffer inflate() throws IOException
    {
        inflater.reset();
        inflated.clear();
        try
        {
            inflater.setInput(buffer);
            inflated.position(inflater.inflate(inflated.array()));
            inflater.setInput(TAIL);
            inflated.position(inflated.position() + inflater.inflate(
                inflated.array(), inflated.position(), inflated.remaining()));
        }
        catch (final DataFormatException ex)
        {
            throw new IOException(ex);
        }

        return inflated.flip();
    }

    private void onMessage(final ByteBuffer message, final long nowNs)
    {
        final long found = encoding.sequence(message);
        final long dueNs = found == WireEncoding.NONE ? found : encoding.dueNs(message);
        if (dueNs == WireEncoding.NONE)
        {
            if (encoding.tellsSlow(message))
            {
                isNewlySlow = true;
                wasToldSlow = true;
                toldSlowNs = nowNs;
            }

            return;
        }
        if (isOneStream && sequence != WireEncoding.NONE && found != sequence + 1)
        {
            figures.onHole(hole(message, nowNs));
        }
        sequence = found;
        figures.onMessage(nowNs - dueNs);
    }

    private Hole hole(final ByteBuffer message, final long nowNs)
    {
        if (encoding.previousSequence(message) == sequence)
        {
            return Hole.MERGED;
        }
        final boolean isTold = isNewlySlow || wasToldSlow && nowNs - toldSlowNs < SLOW_NS;
        isNewlySlow = false;

        return isTold ? Hole.PASSED_OVER : Hole.UNTOLD;
    }
}
