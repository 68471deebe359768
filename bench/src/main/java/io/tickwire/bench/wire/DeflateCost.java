package io.tickwire.bench.wire;

import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.Compression;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What deflating costs the thread of a shard: {@code DeflateCost [QUOTES_PER_SECOND]}. Clients of this process want
 * quotes of one symbol, as JSON, and one thread reads what they are sent and passes it over. Printed are the CPU
 * time of the shard's thread and the bytes that sockets took, a frame of the stream and a message of a client.
 * Thread: conductor
 */
public final class DeflateCost
{
    private static final int MANY = 20_000;
    private static final int QUOTES_PER_SECOND = 2_000;
    private static final int[] CLIENTS = {1, 10, 100};
    private static final int[] LEVELS = {0, 1, 6};
    private static final long WARM_UP_MS = 4_000;
    private static final long MEASURED_MS = 6_000;
    private static final String SHARD = "io-0";
    private static final String SUBSCRIBE =
        "{\"type\":\"subscribe\",\"channel\":\"bbo\",\"mode\":\"raw\",\"symbols\":[\"" + QuoteFeed.SYMBOL + "\"]}";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int perSecond;

    private DeflateCost(final int perSecond)
    {
        this.perSecond = perSecond;
    }

    public static void main(final String[] args) throws StartException, IOException, InterruptedException
    {
        final DeflateCost cost = new DeflateCost(args.length > 0 ? Integer.parseInt(args[0]) : QUOTES_PER_SECOND);
        System.out.println("level clients  us/frame us/message bytes/message");
        for (final int clients : CLIENTS)
        {
            for (final int level : LEVELS)
            {
                cost.measure(level, clients);
            }
        }
    }

    /**
     * @param level of zlib; 0: nothing is deflated.
     */
    private void measure(final int level, final int clients) throws StartException, IOException, InterruptedException
    {
        final ServerConfig defaults = ServerConfig.defaults();
        final ServerConfig config = defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(defaults.limits().with(new Limits.Connections(MANY, MANY, 0, 1_000)))
            .with(new Compression(level > 0, 0, Math.max(1, level), false))
            .with(FeedSettings.none());
        try (TickwireServer server = new TickwireServer(
            config,
            List.of((engine, listings, clock, roleThreads) ->
                new QuoteFeed(engine, listings, clock, roleThreads, List.of(), 1, perSecond, 0)));
            Selector selector = Selector.open())
        {
            server.start();
            for (int i = 0; i < clients; i++)
            {
                subscribe(server.addresses().get(0), selector);
            }
            final Thread reader = new Thread(() -> passOver(selector), "reader");
            reader.start();
            Thread.sleep(WARM_UP_MS);
            final long shard = shardThread();
            final long cpuNs = threads.getThreadCpuTime(shard);
            final long messages = server.counters().get(ServerCounter.FRAMES_DELIVERED);
            final long bytes = server.counters().get(ServerCounter.BYTES_WRITTEN);
            Thread.sleep(MEASURED_MS);
            final double cpuUs =
                (threads.getThreadCpuTime(shard) - cpuNs) / (double)TimeUnit.MICROSECONDS.toNanos(1);
            final double told = server.counters().get(ServerCounter.FRAMES_DELIVERED) - messages;
            final double written = server.counters().get(ServerCounter.BYTES_WRITTEN) - bytes;
            System.out.printf("%5d %7d %9.2f %10.3f %13.1f%n",
                level, clients, cpuUs * clients / told, cpuUs / told, written / told);
            reader.interrupt();
            reader.join();
        }
    }

    private long shardThread()
    {
        for (final ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds()))
        {
            if (info != null && info.getThreadName().equals(SHARD))
            {
                return info.getThreadId();
            }
        }

        throw new IllegalStateException("there is no thread " + SHARD);
    }

    private static void subscribe(final SocketAddress address, final Selector selector) throws IOException
    {
        final SocketChannel client = SocketChannel.open(address);
        client.write(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n" +
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        // The answer first: what comes with the handshake would be one with it, and here it is passed over.
        client.read(ByteBuffer.allocate(1 << 12));
        final byte[] text = SUBSCRIBE.getBytes(StandardCharsets.US_ASCII);
        // Masked with 0.
        final ByteBuffer frame = ByteBuffer.allocate(text.length + 6);
        frame.put((byte)0x81).put((byte)(0x80 | text.length)).putInt(0).put(text).flip();
        client.write(frame);
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ);
    }

    private static void passOver(final Selector selector)
    {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 18);
        try
        {
            while (!Thread.currentThread().isInterrupted())
            {
                selector.select(key -> read(key, bytes));
            }
            for (final SelectionKey key : selector.keys())
            {
                key.channel().close();
            }
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("reading failed", ex);
        }
    }

    private static void read(final SelectionKey key, final ByteBuffer bytes)
    {
        try
        {
            if (((SocketChannel)key.channel()).read(bytes.clear()) < 0)
            {
                key.cancel();
            }
        }
        catch (final IOException ex)
        {
            key.cancel();
        }
    }
}
