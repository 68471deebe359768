package io.tickwire.tools.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * A multicast group of this machine: each message is a datagram.
 * Thread: exchange-<n>
 */
final class DatagramWire implements Wire
{
    /** By which groups of this machine are reached. */
    static final String INTERFACE = loopback().getName();

    private final DatagramChannel channel;
    private final InetSocketAddress group;

    private DatagramWire(final DatagramChannel channel, final InetSocketAddress group)
    {
        this.channel = channel;
        this.group = group;
    }

    /**
     * @param group where to; what is sent leaves the machine by no interface.
     */
    static DatagramWire open(final InetSocketAddress group) throws IOException
    {
        final DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback());
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);

        return new DatagramWire(channel, group);
    }

    /** What has no bytes is no message. */
    @Override
    public void write(final byte[] bytes) throws IOException
    {
        if (bytes.length > 0)
        {
            channel.send(ByteBuffer.wrap(bytes), group);
        }
    }

    @Override
    public void end()
    {
        abort();
    }

    @Override
    public void abort()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            // It is closed as far as it can be.
            return;
        }
    }

    private static NetworkInterface loopback()
    {
        try
        {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        }
        catch (final SocketException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
