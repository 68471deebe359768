package io.tickwire.transport.tls;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A connection with TLS over one without. The handshake is done by whoever reads first, on the I/O thread, with all
 * that it computes: others of that thread wait for it, and no shard does.
 * Thread: io-<n>
 */
final class TlsConnection extends SslConnection
{
    private static final Logger LOGGER = LoggerFactory.getLogger(TlsConnection.class);

    private final StreamConnection plain;
    private final SSLEngine engine;
    private final ServerCounters counters;
    private final TlsSink sink;
    private final ChannelListener.SimpleSetter<SslConnection> handshakeSetter = new ChannelListener.SimpleSetter<>();
    private volatile boolean isEstablished;
    private boolean hasFailed;
    private XnioExecutor.Key deadline;

    TlsConnection(final StreamConnection plain, final SSLEngine engine, final ServerCounters counters)
    {
        super(plain.getIoThread());
        this.plain = plain;
        this.engine = engine;
        this.counters = counters;
        sink = new TlsSink(this, plain.getSinkChannel().getConduit(), engine);
        setSinkConduit(sink);
        setSourceConduit(new TlsSource(this, plain.getSourceChannel().getConduit(), sink, engine));
        plain.setCloseListener(closed -> IoUtils.safeClose(this));
    }

    /**
     * Whoever has not shaken hands by then is let go.
     */
    void expectHandshake(final long withinMs) throws IOException
    {
        deadline = getIoThread().executeAfter(this::onLate, withinMs, TimeUnit.MILLISECONDS);
        startHandshake();
    }

    boolean isEstablished()
    {
        return isEstablished;
    }

    void onEstablished()
    {
        isEstablished = true;
        deadline.remove();
        counters.increment(ServerCounter.TLS_HANDSHAKES);
        LOGGER.debug("tls.established address={} protocol={} suite={}",
            getPeerAddress(), getSslSession().getProtocol(), getSslSession().getCipherSuite());
    }

    void onHandshakeFailed(final IOException cause)
    {
        if (!hasFailed)
        {
            hasFailed = true;
            counters.increment(ServerCounter.TLS_HANDSHAKES_FAILED);
            LOGGER.debug("tls.handshake_failed address={} cause=\"{}\"", getPeerAddress(), cause.getMessage());
        }
    }

    void onRenegotiation()
    {
        counters.increment(ServerCounter.TLS_RENEGOTIATIONS_REFUSED);
        LOGGER.debug("tls.renegotiation_refused address={}", getPeerAddress());
    }

    void onReadsTerminated()
    {
        readClosed();
    }

    void onWritesTerminated()
    {
        writeClosed();
    }

    @Override
    public void startHandshake() throws IOException
    {
        engine.beginHandshake();
    }

    @Override
    public SSLSession getSslSession()
    {
        return engine.getSession();
    }

    @Override
    public ChannelListener.Setter<? extends SslConnection> getHandshakeSetter()
    {
        return handshakeSetter;
    }

    @Override
    public SocketAddress getPeerAddress()
    {
        return plain.getPeerAddress();
    }

    @Override
    public SocketAddress getLocalAddress()
    {
        return plain.getLocalAddress();
    }

    @Override
    public boolean supportsOption(final Option<?> option)
    {
        return option == Options.SECURE || plain.supportsOption(option);
    }

    @Override
    public <T> T getOption(final Option<T> option) throws IOException
    {
        return option == Options.SECURE ? option.cast(true) : plain.getOption(option);
    }

    @Override
    public <T> T setOption(final Option<T> option, final T value) throws IOException
    {
        return plain.setOption(option, value);
    }

    @Override
    protected void notifyReadClosed()
    {
        // The connection below has told.
    }

    @Override
    protected void notifyWriteClosed()
    {
        // The connection below has told.
    }

    @Override
    protected void closeAction() throws IOException
    {
        if (deadline != null)
        {
            deadline.remove();
        }
        sink.onClose();
        plain.close();
    }

    private void onLate()
    {
        if (!isEstablished && isOpen())
        {
            counters.increment(ServerCounter.TLS_HANDSHAKES_TIMED_OUT);
            hasFailed = true;
            IoUtils.safeClose(this);
        }
    }
}
