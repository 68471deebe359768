package io.tickwire.transport.feed.net;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.ws.ClientDeflater;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.Deflater;

import static io.tickwire.transport.ws.ClientFrames.CONTINUATION;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static io.tickwire.transport.ws.ClientFrames.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a loop's thread allocates while messages come, as the JVM counts it.
 */
class LinkAllocationTest
{
    private static final int RSV1 = 0x40;
    private static final int MESSAGES = 20_000;
    private static final int ROUNDS = 60;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(120);
    private static final byte[] TEXT_OF_300 =
        utf8("{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"64123.45000000\",\"q\":\"0.00120000\"} ".repeat(5));

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final AtomicLong messages = new AtomicLong();
    private volatile LinkEnd end;

    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldAllocateNothingForMessages(final WaitProfile profile)
    {
        final byte[] frames = ClientFrames.ofServer().frame(FIN | TEXT, TEXT_OF_300).bytes();

        assertEquals(0, leastAllocated(profile, "", frames), "bytes in a round");
    }

    /** Also those that do not come whole, and are longer than what is read at once. */
    @Test
    void shouldAllocateNothingForMessagesInPieces()
    {
        final byte[] frames = ClientFrames.ofServer()
            .frame(TEXT, TEXT_OF_300).frame(FIN | CONTINUATION, TEXT_OF_300)
            .frame(FIN | TEXT, utf8("x".repeat(100_000)))
            .bytes();

        assertEquals(0, leastAllocated(WaitProfile.ECO, "", frames), "bytes in a round");
    }

    @Test
    void shouldAllocateNothingForMessagesThatAreDeflated()
    {
        try (ClientDeflater deflater = new ClientDeflater(Deflater.DEFAULT_COMPRESSION))
        {
            // What points back only as far as a whole window of these may be sent again and again.
            final ClientFrames frames = ClientFrames.ofServer();
            for (int i = 0; i < 200; i++)
            {
                frames.frame(FIN | RSV1 | TEXT, deflater.reset().deflate(TEXT_OF_300));
            }

            assertEquals(
                0,
                leastAllocated(
                    WaitProfile.ECO, "Sec-WebSocket-Extensions: permessage-deflate\r\n", frames.bytes()),
                "bytes in a round");
        }
    }

    /** The JDK's engine allocates for each record, however many messages are in it. */
    @Test
    void shouldAllocateByTheRecordOverTls(@TempDir final Path folder)
    {
        final PrivateAuthority authority = new PrivateAuthority(folder);
        final ClientFrames frames = ClientFrames.ofServer();
        for (int i = 0; i < 40; i++)
        {
            frames.frame(FIN | TEXT, TEXT_OF_300);
        }
        final byte[] record = frames.bytes();
        try (ScriptedServer server = ScriptedServer.start(authority.server("localhost", 30), peer ->
        {
            peer.open();
            while (true)
            {
                peer.send(record);
            }
        }))
        {
            final long least =
                leastAllocated(WaitProfile.ECO, Targets.trusting(server.target(), authority.trust()));

            assertTrue(least < 128L * MESSAGES, "bytes a message: " + (double)least / MESSAGES);
        }
    }

    @Test
    void shouldAllocateNothingForDatagrams() throws Exception
    {
        final InetAddress group = InetAddress.getByName("239.255.77.3");
        final NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        final AtomicBoolean isEnded = new AtomicBoolean();
        try (DatagramSocket sender = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            LoopThread loop = LoopThread.start())
        {
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
            final int port = sender.getLocalPort();
            loop.run(() -> join(loop, new MulticastGroup(group, port, loopback.getName(), 1 << 20, 1_500)));
            final Thread sending = new Thread(() ->
            {
                final DatagramPacket packet =
                    new DatagramPacket(TEXT_OF_300, TEXT_OF_300.length, group, port);
                while (!isEnded.get())
                {
                    send(sender, packet);
                }
            }, "datagrams");
            sending.start();
            final long least = leastAllocated(loop);
            isEnded.set(true);
            sending.join();

            assertEquals(0, least, "bytes in a round");
        }
    }

    private long leastAllocated(final WaitProfile profile, final String agreed, final byte[] frames)
    {
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            peer.open(agreed);
            while (true)
            {
                peer.send(frames);
            }
        }))
        {
            return leastAllocated(
                profile, agreed.isEmpty() ? server.target() : Targets.deflating(server.target()));
        }
    }

    private long leastAllocated(final WaitProfile profile, final LinkTarget target)
    {
        try (LoopThread loop = LoopThread.start(profile))
        {
            loop.connect(target, new Counting());
            final long least = leastAllocated(loop);
            assertTrue(loop.errors().isEmpty(), () -> loop.errors().toString());

            return least;
        }
    }

    /** The JVM itself may allocate while it still compiles; what the code allocates comes back in each round. */
    private long leastAllocated(final LoopThread loop)
    {
        final long thread = loop.thread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(thread);
            await(messages.get() + MESSAGES);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }

        return least;
    }

    private void await(final long count)
    {
        final long fromNs = System.nanoTime();
        while (messages.get() < count)
        {
            assertTrue(System.nanoTime() - fromNs < PATIENCE_NS, () -> "messages come no more: " + end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void join(final LoopThread loop, final MulticastGroup group)
    {
        try
        {
            loop.loop().join(group, new DatagramListener()
            {
                @Override
                public void onDatagram(
                    final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
                {
                    messages.lazySet(messages.get() + 1);
                }

                @Override
                public void onFailed(final String reason)
                {
                    throw new AssertionError(reason);
                }
            });
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void send(final DatagramSocket sender, final DatagramPacket packet)
    {
        try
        {
            sender.send(packet);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Only counts. */
    private final class Counting implements LinkListener
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
            messages.lazySet(messages.get() + 1);
        }

        @Override
        public void onClosed(final LinkEnd end)
        {
            LinkAllocationTest.this.end = end;
        }
    }
}
