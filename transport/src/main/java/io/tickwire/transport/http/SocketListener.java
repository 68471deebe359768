package io.tickwire.transport.http;

import io.tickwire.transport.access.ProxyHeader;
import io.tickwire.transport.access.SocketGate;
import io.tickwire.transport.access.TrustedProxies;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Takes sockets as they are accepted: no more than may be, and each only until it should have asked for something.
 * Where proxies say first for whom they speak, that is read before anything else.
 * Thread: io-<n>
 */
final class SocketListener implements ChannelListener<StreamConnection>
{
    private static final Logger LOGGER = LoggerFactory.getLogger(SocketListener.class);

    private final Gate gate;
    private final boolean isProxied;
    private final ChannelListener<StreamConnection> next;

    /**
     * @param isProxied whether connections begin with a PROXY header.
     * @param next      takes what comes then.
     */
    SocketListener(final Gate gate, final boolean isProxied, final ChannelListener<StreamConnection> next)
    {
        this.gate = gate;
        this.isProxied = isProxied;
        this.next = next;
    }

    /**
     * What all listeners of a server share.
     *
     * @param sockets   how many there are.
     * @param proxies   who is believed.
     * @param requestMs that a first request may take.
     * Thread: any
     */
    record Gate(SocketGate sockets, TrustedProxies proxies, long requestMs, ServerCounters counters)
    {
    }

    @Override
    public void handleEvent(final StreamConnection accepted)
    {
        final InetSocketAddress peer = accepted.getPeerAddress(InetSocketAddress.class);
        final InetAddress countedFor = gate.proxies.isTrusted(peer.getAddress()) ? null : peer.getAddress();
        if (!gate.sockets.enter(countedFor))
        {
            refuse(accepted);

            return;
        }

        final ClientSocket socket = new ClientSocket(accepted, gate.sockets, countedFor);
        socket.expect(gate.requestMs, () -> giveUp(socket));
        if (isProxied)
        {
            final ConduitStreamSourceChannel source = socket.getSourceChannel();
            source.setReadListener(new HeaderReader(socket, countedFor == null));
            source.resumeReads();
            source.wakeupReads();
        }
        else
        {
            next.handleEvent(socket);
        }
    }

    private void refuse(final StreamConnection socket)
    {
        gate.counters.increment(ServerCounter.SOCKETS_REFUSED);
        IoUtils.safeClose(socket);
    }

    private void giveUp(final ClientSocket socket)
    {
        gate.counters.increment(ServerCounter.REQUESTS_OVERDUE);
        LOGGER.debug("socket.overdue address={}", socket.client().text());
        IoUtils.safeClose(socket);
    }

    /**
     * Reads what a proxy says. Not more than that: what follows is for others, who may speak TLS.
     * Thread: io-<n>
     */
    private final class HeaderReader implements ChannelListener<ConduitStreamSourceChannel>
    {
        private final ProxyHeader header = new ProxyHeader();
        private final ByteBuffer bytes = ByteBuffer.allocate(ProxyHeader.MAX_LACKING);
        private final ClientSocket socket;
        private final boolean isTrusted;

        private HeaderReader(final ClientSocket socket, final boolean isTrusted)
        {
            this.socket = socket;
            this.isTrusted = isTrusted;
        }

        @Override
        public void handleEvent(final ConduitStreamSourceChannel source)
        {
            try
            {
                while (header.lacking() > 0)
                {
                    final int count = source.read(bytes.clear().limit(header.lacking()));
                    if (count < 0)
                    {
                        IoUtils.safeClose(socket);
                    }
                    if (count <= 0)
                    {
                        return;
                    }
                    header.take(bytes.flip());
                }
                source.suspendReads();
                source.setReadListener(null);
                goOn();
            }
            catch (final ProxyHeader.MalformedException ex)
            {
                gate.counters.increment(ServerCounter.PROXY_HEADERS_REFUSED);
                LOGGER.debug("socket.no_proxy_header address={} cause=\"{}\"", socket.client().text(), ex.getMessage());
                IoUtils.safeClose(socket);
            }
            catch (final IOException ex)
            {
                IoUtils.safeClose(socket);
            }
        }

        private void goOn()
        {
            if (!isTrusted || header.source() == null || socket.claim(header.source()))
            {
                next.handleEvent(socket);
            }
            else
            {
                refuse(socket);
            }
        }
    }
}
