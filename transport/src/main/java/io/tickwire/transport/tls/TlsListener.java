package io.tickwire.transport.tls;

import io.tickwire.transport.stats.ServerCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

import java.io.IOException;

/**
 * Takes connections, and hands them on with TLS.
 * Thread: io-<n>
 */
public final class TlsListener implements ChannelListener<StreamConnection>
{
    private static final Logger LOGGER = LoggerFactory.getLogger(TlsListener.class);

    private final TlsContext context;
    private final long handshakeMs;
    private final ServerCounters counters;
    private final ChannelListener<StreamConnection> next;

    /**
     * @param handshakeMs that a client has to shake hands.
     */
    public TlsListener(
        final TlsContext context,
        final long handshakeMs,
        final ServerCounters counters,
        final ChannelListener<StreamConnection> next)
    {
        this.context = context;
        this.handshakeMs = handshakeMs;
        this.counters = counters;
        this.next = next;
    }

    @Override
    public void handleEvent(final StreamConnection plain)
    {
        try
        {
            final TlsConnection connection = new TlsConnection(plain, context.newEngine(), counters);
            connection.expectHandshake(handshakeMs);
            next.handleEvent(connection);
        }
        catch (final IOException ex)
        {
            LOGGER.warn("tls.not_begun address={}", plain.getPeerAddress(), ex);
            IoUtils.safeClose(plain);
        }
    }
}
