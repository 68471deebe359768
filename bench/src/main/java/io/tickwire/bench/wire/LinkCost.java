package io.tickwire.bench.wire;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.feed.net.LinkEnd;
import io.tickwire.transport.feed.net.LinkLimits;
import io.tickwire.transport.feed.net.LinkListener;
import io.tickwire.transport.feed.net.LinkTarget;
import io.tickwire.transport.feed.net.NetLoop;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.SystemEpochNanoClock;

import javax.net.ssl.SSLContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a feed's link costs beside the JDK's WebSocket: {@code LinkCost [MESSAGES_PER_SECOND]}. A thread of this process
 * sends binary messages of 300 bytes, each with the time at which it was written. Printed are, a message, the CPU time
 * and the bytes allocated of all threads but that one, and how long after it was written it was handed over.
 * Thread: conductor
 */
public final class LinkCost
{
    private static final int PER_SECOND = 5_000;
    private static final int MESSAGE_BYTES = 300;
    private static final int HEADER_BYTES = 4;
    private static final long WARM_UP_MS = 8_000;
    private static final long MEASURED_MS = 15_000;
    private static final long MAX_NS = TimeUnit.SECONDS.toNanos(10);
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "Sec-WebSocket-Key: ";

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final Histogram latencies = new Histogram(MAX_NS, 3);
    private final int perSecond;
    private volatile boolean isMeasuring;
    private volatile boolean isEnded;

    private LinkCost(final int perSecond)
    {
        this.perSecond = perSecond;
    }

    /**
     * A client, which hands its messages to {@link #onMessage}; and how to end it.
     * Thread: conductor
     */
    private interface Client
    {
        Runnable open(URI uri) throws Exception;
    }

    public static void main(final String[] args) throws Exception
    {
        final int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : PER_SECOND;
        System.out.println("client          us CPU/message bytes/message   p50 us   p99 us  p99.9 us");
        for (int round = 0; round < 2; round++)
        {
            for (final WaitProfile profile : new WaitProfile[]{WaitProfile.ECO, WaitProfile.BALANCED})
            {
                final LinkCost cost = new LinkCost(perSecond);
                cost.measure("link " + profile, uri -> cost.link(uri, profile));
            }
            final LinkCost cost = new LinkCost(perSecond);
            cost.measure("java.net.http", cost::jdk);
        }
    }

    private void measure(final String name, final Client client) throws Exception
    {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            final Thread sender = new Thread(() -> send(listener), "sender");
            sender.start();
            final Runnable ending = client.open(URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/"));
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MS);
            final Set<Long> apart = Set.of(sender.getId(), Thread.currentThread().getId());
            final long cpu = sum(apart, true);
            final long bytes = sum(apart, false);
            isMeasuring = true;
            TimeUnit.MILLISECONDS.sleep(MEASURED_MS);
            isMeasuring = false;
            final double messages = latencies.getTotalCount();
            System.out.printf(
                "%-16s %13.2f %13.1f %8.1f %8.1f %9.1f%n",
                name,
                (sum(apart, true) - cpu) / messages / 1e3,
                (sum(apart, false) - bytes) / messages,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3);
            isEnded = true;
            sender.join();
            ending.run();
        }
    }

    private long sum(final Set<Long> apart, final boolean isCpu)
    {
        long sum = 0;
        for (final long id : threads.getAllThreadIds())
        {
            if (!apart.contains(id))
            {
                sum += isCpu ? threads.getThreadCpuTime(id) : threads.getThreadAllocatedBytes(id);
            }
        }

        return sum;
    }

    private void onMessage(final long writtenNs)
    {
        if (isMeasuring)
        {
            latencies.recordValue(Math.min(MAX_NS, System.nanoTime() - writtenNs));
        }
    }

    private Runnable link(final URI uri, final WaitProfile profile) throws Exception
    {
        final NetLoop loop =
            NetLoop.open("feed-bench", SystemEpochNanoClock.INSTANCE, profile, Throwable::printStackTrace);
        final LinkTarget target = new LinkTarget(
            uri, Map.of(), SSLContext.getDefault(), Optional.empty(), false, 1 << 20, LinkLimits.defaults());
        loop.execute(() -> loop.connect(target, new Timing()));
        new Thread(loop, "feed-bench").start();

        return loop::close;
    }

    private Runnable jdk(final URI uri)
    {
        final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(uri, new WebSocket.Listener()
            {
                private boolean isBegun;

                @Override
                public CompletionStage<?> onBinary(final WebSocket from, final ByteBuffer data, final boolean isLast)
                {
                    if (!isBegun)
                    {
                        LinkCost.this.onMessage(data.getLong(data.position()));
                    }
                    isBegun = !isLast;
                    from.request(1);

                    return null;
                }
            }).join();

        return socket::abort;
    }

    private void send(final ServerSocket listener)
    {
        try (Socket socket = listener.accept())
        {
            socket.setTcpNoDelay(true);
            shakeHands(socket);
            final OutputStream out = socket.getOutputStream();
            final ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + MESSAGE_BYTES)
                .put((byte)0x82).put((byte)126).putShort((short)MESSAGE_BYTES);
            final long intervalNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
            long dueNs = System.nanoTime();
            while (!isEnded)
            {
                dueNs += intervalNs;
                LockSupport.parkNanos(dueNs - System.nanoTime());
                out.write(frame.putLong(HEADER_BYTES, System.nanoTime()).array());
            }
        }
        catch (final IOException | NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static void shakeHands(final Socket socket) throws IOException, NoSuchAlgorithmException
    {
        final InputStream in = socket.getInputStream();
        final StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0)
        {
            request.append((char)in.read());
        }
        final int from = request.indexOf(KEY) + KEY.length();
        final String key = request.substring(from, request.indexOf("\r\n", from));
        final byte[] accept =
            MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(("HTTP/1.1 101 ok\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Notes how late messages are.
     * Thread: feed-<venue>
     */
    private final class Timing implements LinkListener
    {
        @Override
        public void onOpen()
        {
            // Messages come.
        }

        @Override
        public void onMessage(
            final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            LinkCost.this.onMessage((long)LONG.get(buffer, offset));
        }

        @Override
        public void onClosed(final LinkEnd end)
        {
            // The measurement is over.
        }
    }
}
