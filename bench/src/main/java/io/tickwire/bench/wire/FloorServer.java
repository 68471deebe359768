package io.tickwire.bench.wire;

import io.tickwire.engine.WallClock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The floor: {@code FloorServer FRAMES_PER_SECOND}. A loop that writes one ready frame, an SBE message of which only
 * the sequence and the time are new, to all sockets, at the times that frames are due. It reads nothing, keeps nothing,
 * and waits for who is slow.
 */
public final class FloorServer
{
    private static final int PAYLOAD_BYTES = 136;
    private static final int HEADER_BYTES = 4;
    private static final int SEQUENCE = HEADER_BYTES + 16;
    private static final int TIME = HEADER_BYTES + 40;
    private static final int BACKLOG = 1_024;
    private static final int REQUEST_BYTES = 4_096;
    private static final String KEY = "Sec-WebSocket-Key: ";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final List<SocketChannel> sockets = new CopyOnWriteArrayList<>();
    private final ByteBuffer frame =
        ByteBuffer.allocateDirect(HEADER_BYTES + PAYLOAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final WallClock clock = new WallClock();
    private long sequence;

    private FloorServer()
    {
        frame.put(0, (byte)0x82).put(1, (byte)126).put(3, (byte)PAYLOAD_BYTES);
    }

    public static void main(final String[] args) throws IOException
    {
        final FloorServer floor = new FloorServer();
        final ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        final Thread acceptor = new Thread(() -> floor.accept(server), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        System.out.println("ready [" + server.getLocalAddress() + "]");
        floor.write(TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[0]));
    }

    private void write(final long intervalNs)
    {
        long dueNs = clock.nanoTime();
        while (true)
        {
            while (dueNs <= clock.nanoTime())
            {
                frame.putLong(SEQUENCE, ++sequence).putLong(TIME, dueNs);
                sockets.forEach(this::writeTo);
                dueNs += intervalNs;
            }
            LockSupport.parkNanos(Math.max(1, dueNs - clock.nanoTime()));
        }
    }

    private void writeTo(final SocketChannel socket)
    {
        try
        {
            frame.clear();
            while (frame.hasRemaining())
            {
                socket.write(frame);
            }
        }
        catch (final IOException ex)
        {
            sockets.remove(socket);
        }
    }

    private void accept(final ServerSocketChannel server)
    {
        while (true)
        {
            try
            {
                final SocketChannel socket = server.accept();
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                final String request = request(socket);
                final int from = request.indexOf(KEY) + KEY.length();
                final String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade" +
                    "\r\nSec-WebSocket-Accept: " + accept(request.substring(from, request.indexOf('\r', from))) +
                    "\r\n\r\n";
                socket.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                sockets.add(socket);
            }
            catch (final IOException ex)
            {
                System.err.println("not connected: " + ex);
            }
        }
    }

    private static String request(final SocketChannel socket) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(REQUEST_BYTES);
        String request = "";
        while (!request.contains("\r\n\r\n"))
        {
            if (socket.read(bytes) < 0)
            {
                throw new IOException("closed before it had asked");
            }
            request = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        }

        return request;
    }

    private static String accept(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
