package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection's socket, bare or with TLS over it, and what waits to be sent by it. The loop is told to look for room
 * only while something waits.
 * Thread: feed-<venue>
 */
final class Wire
{
    private final NetLoop loop;
    private final SocketChannel channel;
    private final Outgoing outgoing;
    private final SelectionKey key;
    private TlsLayer tls;
    private int ops;
    private long readTimeNs;
    private boolean isDrained;

    private Wire(
        final NetLoop loop,
        final SocketChannel channel,
        final boolean isConnected,
        final Outgoing outgoing,
        final SocketReader reader) throws IOException
    {
        this.loop = loop;
        this.channel = channel;
        this.outgoing = outgoing;
        // One that is connected at once is never said to have become so.
        ops = isConnected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
        key = loop.register(channel, ops, reader);
    }

    /**
     * Begin to connect.
     *
     * @param reader is told when it is, or is not to be, for which {@link #finishConnect}.
     */
    static Wire connect(
        final NetLoop loop, final InetSocketAddress address, final Outgoing outgoing, final SocketReader reader)
        throws IOException
    {
        final SocketChannel channel = SocketChannel.open();
        try
        {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);

            return new Wire(loop, channel, channel.connect(address), outgoing, reader);
        }
        catch (final IOException | RuntimeException ex)
        {
            channel.close();

            throw ex;
        }
    }

    boolean finishConnect() throws IOException
    {
        if (!channel.finishConnect())
        {
            return false;
        }
        interest(SelectionKey.OP_READ);

        return true;
    }

    /** From now on, somebody else is told. */
    void reader(final SocketReader reader)
    {
        key.attach(reader);
    }

    void secure(final SSLEngine engine)
    {
        tls = new TlsLayer(engine);
    }

    /**
     * Go on with TLS's handshake. While its tasks run, which is elsewhere, the loop looks for nothing.
     */
    TlsLayer.Step shakeHands() throws IOException
    {
        final TlsLayer.Step step = tls.shakeHands(channel);
        interest(switch (step)
        {
            case DONE, READ -> SelectionKey.OP_READ;
            case WRITE -> SelectionKey.OP_WRITE;
            case TASKS -> 0;
        });

        return step;
    }

    TlsLayer tls()
    {
        return tls;
    }

    /**
     * Read once.
     *
     * @param target has all of a {@link ReadRoom}'s room.
     * @return how many bytes; -1: no more come.
     */
    int read(final ByteBuffer target) throws IOException
    {
        final ByteBuffer incoming = tls == null ? target : tls.incoming();
        final int count = channel.read(incoming);
        readTimeNs = loop.receiveTimeNs();
        isDrained = incoming.hasRemaining();
        if (tls == null)
        {
            return count;
        }

        final boolean isOpen = tls.unwrap(target) && count >= 0;
        if (tls.mustAnswer())
        {
            flush();
        }

        return target.position() == 0 && !isOpen ? -1 : target.position();
    }

    /** When the last bytes were read. */
    long readTimeNs()
    {
        return readTimeNs;
    }

    /** Whether nothing was left to be read. */
    boolean isDrained()
    {
        return isDrained;
    }

    /**
     * Send what the socket takes of what waits.
     *
     * @return whether nothing waits any more.
     */
    boolean flush() throws IOException
    {
        final ByteBuffer waiting = outgoing.waiting();
        final boolean isSent;
        if (tls == null)
        {
            if (waiting.hasRemaining())
            {
                channel.write(waiting);
            }
            isSent = !waiting.hasRemaining();
        }
        else
        {
            isSent = tls.write(channel, waiting);
        }
        interest(isSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);

        return isSent;
    }

    /**
     * Say that no more comes, and go on reading. What waits is lost.
     */
    void endOutput() throws IOException
    {
        if (tls != null)
        {
            tls.sayGoodbye(channel);
        }
        channel.shutdownOutput();
    }

    void close()
    {
        try
        {
            channel.close();
        }
        catch (final IOException ex)
        {
            loop.onError(ex);
        }
    }

    private void interest(final int wanted)
    {
        if (wanted != ops)
        {
            ops = wanted;
            key.interestOps(wanted);
        }
    }
}
