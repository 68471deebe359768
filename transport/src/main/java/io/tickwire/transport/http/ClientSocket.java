package io.tickwire.transport.http;

import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.SocketGate;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.channels.Configurable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A socket that was accepted, with what is known of it: who is at its other end, and for whom it counts until it
 * becomes a WebSocket. Whoever has a connection over it, with TLS or without, finds it as one of the connection's
 * options.
 * Thread: io-<n>
 */
final class ClientSocket extends StreamConnection
{
    private static final Option<ClientSocket> SELF =
        Option.simple(ClientSocket.class, "SELF", ClientSocket.class);

    private final StreamConnection socket;
    private final SocketGate gate;
    private InetAddress countedFor;
    private boolean isCounted;
    private InetSocketAddress claimed;
    private XnioExecutor.Key deadline;

    /**
     * @param countedFor the address that the socket was let in for; null: for none.
     */
    ClientSocket(final StreamConnection socket, final SocketGate gate, final InetAddress countedFor)
    {
        super(socket.getIoThread());
        this.socket = socket;
        this.gate = gate;
        this.countedFor = countedFor;
        isCounted = true;
        setSourceConduit(socket.getSourceChannel().getConduit());
        setSinkConduit(socket.getSinkChannel().getConduit());
        socket.setCloseListener(closed -> IoUtils.safeClose(this));
    }

    /**
     * The socket under a connection.
     */
    static ClientSocket of(final Configurable connection)
    {
        try
        {
            return connection.getOption(SELF);
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("a closed socket is still one", ex);
        }
    }

    /**
     * Where the other end is, or who a proxy at the other end speaks for.
     */
    ClientAddress client()
    {
        final InetSocketAddress address = getPeerAddress(InetSocketAddress.class);

        return new ClientAddress(address.getAddress(), claimed == null);
    }

    /**
     * Something has to come in time.
     */
    void expect(final long withinMs, final Runnable otherwise)
    {
        deadline = getIoThread().executeAfter(otherwise, withinMs, TimeUnit.MILLISECONDS);
    }

    /**
     * It came. May be called again.
     */
    void came()
    {
        if (deadline != null)
        {
            deadline.remove();
            deadline = null;
        }
    }

    /**
     * A proxy says for whom it speaks, and from now on the socket counts for that one.
     *
     * @return whether it may stay.
     */
    boolean claim(final InetSocketAddress address)
    {
        leave();
        claimed = address;
        countedFor = address.getAddress();
        isCounted = gate.enter(countedFor);

        return isCounted;
    }

    /**
     * It is closed, or has become a WebSocket, of which others keep count. May be called again.
     */
    void leave()
    {
        if (isCounted)
        {
            isCounted = false;
            gate.leave(countedFor);
        }
    }

    @Override
    public SocketAddress getPeerAddress()
    {
        return claimed == null ? socket.getPeerAddress() : claimed;
    }

    @Override
    public SocketAddress getLocalAddress()
    {
        return socket.getLocalAddress();
    }

    @Override
    public boolean supportsOption(final Option<?> option)
    {
        return option == SELF || socket.supportsOption(option);
    }

    @Override
    public <T> T getOption(final Option<T> option) throws IOException
    {
        return option == SELF ? option.cast(this) : socket.getOption(option);
    }

    @Override
    public <T> T setOption(final Option<T> option, final T value) throws IOException
    {
        return socket.setOption(option, value);
    }

    @Override
    protected void closeAction() throws IOException
    {
        came();
        leave();
        socket.close();
    }

    @Override
    protected void notifyReadClosed()
    {
        // The socket is closed with this.
    }

    @Override
    protected void notifyWriteClosed()
    {
        // The socket is closed with this.
    }
}
