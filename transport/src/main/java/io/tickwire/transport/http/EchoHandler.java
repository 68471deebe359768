package io.tickwire.transport.http;

import io.tickwire.transport.session.EchoSession;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Takes WebSockets at {@code /echo}; all else goes to the next handler. Only where that is set: it is for tests of
 * WebSocket itself, and knows no limits of clients.
 * Thread: io-<n>
 */
public final class EchoHandler implements HttpHandler
{
    private static final String PATH = "/echo";

    private final HttpHandler next;
    private final Compression compression;
    private final ServerCounters counters;

    public EchoHandler(final HttpHandler next, final Compression compression, final ServerCounters counters)
    {
        this.next = next;
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
            exchange.upgradeChannel((connection, ended) -> new EchoSession(connection, agreed.deflate()).begin());
            exchange.endExchange();
        }
        catch (final HandshakeRefusedException ex)
        {
            counters.increment(ServerCounter.HANDSHAKES_REFUSED);
            ex.answer(exchange);
        }
    }
}
