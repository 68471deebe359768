package io.tickwire.transport.session;

import org.xnio.StreamConnection;

import java.net.SocketAddress;

/**
 * A connection without a socket.
 */
public final class FakeConnection extends StreamConnection
{
    private final FakeIoThread thread;
    private final FakeSource source;
    private final FakeSink sink;

    public FakeConnection()
    {
        this(new FakeIoThread());
    }

    private FakeConnection(final FakeIoThread thread)
    {
        super(thread);
        this.thread = thread;
        source = new FakeSource(thread);
        sink = new FakeSink(thread);
        setSourceConduit(source);
        setSinkConduit(sink);
    }

    public FakeIoThread thread()
    {
        return thread;
    }

    public FakeSource source()
    {
        return source;
    }

    public FakeSink sink()
    {
        return sink;
    }

    @Override
    protected void notifyWriteClosed()
    {
        // Nobody is told.
    }

    @Override
    protected void notifyReadClosed()
    {
        // Nobody is told.
    }

    @Override
    public SocketAddress getPeerAddress()
    {
        return null;
    }

    @Override
    public SocketAddress getLocalAddress()
    {
        return null;
    }
}
