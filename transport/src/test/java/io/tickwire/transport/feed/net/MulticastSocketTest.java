package io.tickwire.transport.feed.net;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Multicast by the loopback interface.
 */
class MulticastSocketTest
{
    private static final int MAX_BYTES = 1_500;
    private static final long PATIENCE_S = 60;
    private static final String LOOPBACK = loopback();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final InetAddress group = address("239.255.77.1");
    private LoopThread loop;
    private DatagramSocket sender;
    private int port;

    @BeforeEach
    void start() throws IOException
    {
        loop = LoopThread.start();
        sender = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(LOOPBACK));
        port = sender.getLocalPort();
    }

    @AfterEach
    void stop()
    {
        sender.close();
        loop.close();
        assertEquals(List.of(), loop.errors());
    }

    @Test
    void shouldHandOverEachDatagram() throws IOException
    {
        final MulticastSocket socket = join(group);
        final String longest = "x".repeat(MAX_BYTES);
        send(group, "a");
        send(group, "");
        send(group, longest);
        send(group, longest + "x");
        send(group, "b");

        assertEquals("a", next());
        assertEquals("", next());
        assertEquals(longest, next());
        assertEquals("b", next());
        assertEquals(1, loop.call(socket::tooLong));
    }

    @Test
    void shouldHearOnlyItsGroup() throws IOException
    {
        final InetAddress other = address("239.255.77.2");
        join(group);
        loop.call(() -> joined(other, new Ignoring()));
        send(other, "other");
        sender.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port));
        send(group, "mine");

        assertEquals("mine", next());
    }

    @Test
    void shouldListenTwiceToOneGroup() throws IOException
    {
        join(group);
        join(group);
        send(group, "a");

        assertEquals("a", next());
        assertEquals("a", next());
    }

    @Test
    void shouldHearNothingWhenItIsClosed() throws IOException
    {
        final MulticastSocket socket = join(group);
        loop.run(socket::close);
        loop.run(socket::close);
        send(group, "a");
        join(group);
        send(group, "b");

        assertEquals("b", next());
    }

    @Test
    void shouldSayWhatIsWrongWithAGroup()
    {
        assertThrows(IllegalArgumentException.class, () ->
            new MulticastGroup(InetAddress.getLoopbackAddress(), 1, LOOPBACK, 1 << 16, MAX_BYTES));
        final UncheckedIOException ex = loop.call(() -> assertThrows(UncheckedIOException.class, () ->
            joined(new MulticastGroup(group, port, "nosuch0", 1 << 16, MAX_BYTES), new Ignoring())));
        assertTrue(ex.getMessage().contains("nosuch0"), ex::getMessage);
    }

    private MulticastSocket join(final InetAddress wanted)
    {
        return loop.call(() -> joined(wanted, new Ignoring()
        {
            @Override
            public void onDatagram(
                final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
            {
                received.add(new String(buffer, offset, length, StandardCharsets.US_ASCII));
            }
        }));
    }

    private MulticastSocket joined(final InetAddress wanted, final DatagramListener listener)
    {
        return joined(new MulticastGroup(wanted, port, LOOPBACK, 1 << 16, MAX_BYTES), listener);
    }

    private MulticastSocket joined(final MulticastGroup wanted, final DatagramListener listener)
    {
        try
        {
            return loop.loop().join(wanted, listener);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void send(final InetAddress to, final String text) throws IOException
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        sender.send(new DatagramPacket(bytes, bytes.length, to, port));
    }

    private String next()
    {
        try
        {
            final String datagram = received.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (datagram == null)
            {
                throw new AssertionError("nothing comes");
            }

            return datagram;
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static InetAddress address(final String literal)
    {
        try
        {
            return InetAddress.getByName(literal);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static String loopback()
    {
        try
        {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Hears nothing, and does not fail. */
    private static class Ignoring implements DatagramListener
    {
        @Override
        public void onDatagram(final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            // Not of interest.
        }

        @Override
        public void onFailed(final String reason)
        {
            throw new AssertionError(reason);
        }
    }
}
