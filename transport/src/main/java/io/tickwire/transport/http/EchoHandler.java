package io.tickwire.transport.http;

import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.EchoSession;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.Deflate;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import org.xnio.StreamConnection;

import java.net.InetAddress;

/**
 * Takes WebSockets at {@code /echo}; all else goes to the next handler. Only where that is set: it is for tests of
 * WebSocket itself, and knows no limits of clients but how many there may be.
 * Thread: io-<n>
 */
public final class EchoHandler implements HttpHandler
{
    private static final String PATH = "/echo";

    private final HttpHandler next;
    private final ConnectionGate gate;
    private final Compression compression;
    private final ServerCounters counters;

    /**
     * @param next takes all other requests.
     */
    public EchoHandler(
        final HttpHandler next,
        final ConnectionGate gate,
        final Compression compression,
        final ServerCounters counters)
    {
        this.next = next;
        this.gate = gate;
        this.compression = compression;
        this.counters = counters;
    }

    @Override
    public void handleRequest(final HttpServerExchange exchange) throws Exception
    {
        if (!exchange.getRequestPath().equals(PATH))
        {
            next.handleRequest(exchange);

            return;
        }
        try
        {
            final Handshake agreed = Handshake.ofEcho(exchange, compression);
            agreed.answer(exchange);
            final InetAddress address = EntryHandler.clientOf(exchange).address();
            exchange.upgradeChannel((connection, ended) -> open(connection, agreed.deflate(), address));
            exchange.endExchange();
        }
        catch (final HandshakeRefusedException ex)
        {
            counters.increment(ServerCounter.HANDSHAKES_REFUSED);
            ex.answer(exchange);
        }
    }

    private void open(final StreamConnection connection, final Deflate deflate, final InetAddress address)
    {
        if (gate.enter(address, System.nanoTime()) == ConnectionGate.Verdict.ADMITTED)
        {
            ClientSocket.of(connection).leave();
            new EchoSession(connection, deflate, () -> gate.leave(address)).begin();
        }
        else
        {
            counters.increment(ServerCounter.CONNECTIONS_REFUSED_LIMIT);
            counters.countClose(CloseCode.CONNECTION_LIMIT);
            Rejection.reject(
                connection,
                WireForm.JSON,
                ErrorCode.CONNECTION_LIMIT,
                "there are as many connections as there may be",
                CloseCode.CONNECTION_LIMIT);
        }
    }
}
