package io.tickwire.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any number of clients that one thread reads.
 */
final class ClientSwarm implements AutoCloseable
{
    private static final int READ_BYTES = 1 << 16;

    private final int port;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "swarm");
    private final List<Peer> peers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private volatile boolean isClosed;
    private volatile Throwable failure;

    ClientSwarm(final int port)
    {
        this.port = port;
        try
        {
            selector = Selector.open();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * One more client, that reads.
     *
     * @param messages that it sends first.
     */
    Peer connect(final String... messages)
    {
        return connect("/ws", 0, false, messages);
    }

    /**
     * One more client that has room for only so much, and the messages that it sends first.
     */
    Peer connectSmall(final int receiveBytes, final String... messages)
    {
        return connect("/ws", receiveBytes, false, messages);
    }

    /**
     * One more client.
     *
     * @param isCounting whether frames are only counted, and not looked at.
     */
    Peer connect(final String path, final int receiveBytes, final boolean isCounting, final String... messages)
    {
        return open(RawClient.request(path), receiveBytes, isCounting, messages);
    }

    /**
     * One more client that offers to have its messages deflated, and only counts them.
     */
    Peer connectDeflating(final String... messages)
    {
        return open(RawClient.request("/ws").replaceFirst(
            "\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"), 0, true, messages);
    }

    private Peer open(
        final String request, final int receiveBytes, final boolean isCounting, final String... messages)
    {
        try
        {
            final SocketChannel channel = SocketChannel.open();
            if (receiveBytes > 0)
            {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            final SelectionKey key = channel.register(selector, 0);
            final Peer peer = new Peer(channel, key, greeting(messages), isCounting);
            key.attach(peer);
            peers.add(peer);
            peer.resume();

            return peer;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    List<Peer> peers()
    {
        return peers;
    }

    /**
     * Wait until all clients have had their handshake.
     */
    void awaitOpen()
    {
        Patience.await("all connections open", () -> peers.stream().allMatch(Peer::isOpen));
    }

    /**
     * Wait until all clients were answered so many messages of a type.
     */
    void awaitEach(final String type, final int count)
    {
        Patience.await(
            () -> peers.stream().filter(peer -> peer.count(type) < count).count() + " without " + type,
            () -> failure != null || peers.stream().allMatch(peer -> peer.count(type) >= count));
        if (failure != null)
        {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close()
    {
        isClosed = true;
        selector.wakeup();
        try
        {
            thread.join();
            for (final Peer peer : peers)
            {
                peer.close();
            }
            selector.close();
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        if (failure != null)
        {
            throw new AssertionError(failure);
        }
    }

    private static byte[] greeting(final String... messages)
    {
        final ByteBuffer greeting = ByteBuffer.allocate(READ_BYTES);
        for (final String message : messages)
        {
            greeting.put(RawClient.text(message));
        }
        final byte[] bytes = new byte[greeting.flip().remaining()];
        greeting.get(bytes);

        return bytes;
    }

    private void run()
    {
        try
        {
            while (!isClosed)
            {
                selector.select(this::read);
            }
        }
        catch (final IOException | RuntimeException ex)
        {
            failure = ex;
        }
    }

    private void read(final SelectionKey key)
    {
        final Peer peer = (Peer)key.attachment();
        try
        {
            final int count = ((SocketChannel)key.channel()).read(buffer.clear());
            if (count < 0)
            {
                peer.close();
            }
            else
            {
                peer.take(buffer.flip());
            }
        }
        catch (final IOException ex)
        {
            // It was reset.
            peer.close();
        }
    }
}
