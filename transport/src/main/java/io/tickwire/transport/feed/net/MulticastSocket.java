package io.tickwire.transport.feed.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/**
 * Listens to a group, and to nothing else that is sent to its port: the socket is bound to the group's address.
 * Thread: feed-<venue>
 */
public final class MulticastSocket implements AutoCloseable
{
    private static final int DATAGRAMS_PER_TURN = 256;

    private final NetLoop loop;
    private final DatagramListener listener;
    private final DatagramChannel channel;
    private final ByteBuffer buffer;
    private final int maxBytes;
    private final Socket socket = new Socket();
    private long tooLong;

    MulticastSocket(final NetLoop loop, final MulticastGroup group, final DatagramListener listener)
        throws IOException
    {
        this.loop = loop;
        this.listener = listener;
        maxBytes = group.maxDatagramBytes();
        // One byte more than may be, so as to see it.
        buffer = ByteBuffer.allocate(maxBytes + 1);
        channel = joined(group);
        try
        {
            loop.register(channel, SelectionKey.OP_READ, socket);
            loop.add(socket);
        }
        catch (final IOException ex)
        {
            channel.close();

            throw ex;
        }
    }

    /** How many datagrams were longer than may be, and passed over. */
    public long tooLong()
    {
        return tooLong;
    }

    @Override
    public void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            loop.onError(ex);
        }
        loop.remove(socket);
    }

    private static DatagramChannel joined(final MulticastGroup group) throws IOException
    {
        final NetworkInterface by = NetworkInterface.getByName(group.networkInterface());
        if (by == null)
        {
            throw new IOException("there is no such network interface: " + group.networkInterface());
        }
        final DatagramChannel channel = DatagramChannel.open(
            group.group() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try
        {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, group.receiveBufferBytes());
            channel.bind(new InetSocketAddress(group.group(), group.port()));
            channel.join(group.group(), by);

            return channel;
        }
        catch (final IOException | RuntimeException ex)
        {
            channel.close();

            throw ex;
        }
    }

    private void fail(final IOException ex)
    {
        close();
        loop.defer(() -> listener.onFailed(String.valueOf(ex.getMessage())));
    }

    /**
     * The socket as the loop sees it.
     * Thread: feed-<venue>
     */
    private final class Socket implements SocketReader
    {
        @Override
        public void onReady(final int readyOps)
        {
            try
            {
                for (int i = 0; i < DATAGRAMS_PER_TURN && channel.isOpen(); i++)
                {
                    if (channel.receive(buffer.clear()) == null)
                    {
                        return;
                    }
                    hand(buffer.position());
                }
            }
            catch (final IOException ex)
            {
                fail(ex);
            }
        }

        @Override
        public void onLoopEnd()
        {
            close();
        }

        private void hand(final int length)
        {
            if (length > maxBytes)
            {
                tooLong++;
            }
            else
            {
                listener.onDatagram(buffer.array(), 0, length, loop.receiveTimeNs());
            }
        }
    }
}
