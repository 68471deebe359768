package io.tickwire.transport.http;

import io.tickwire.transport.access.TokenBucket;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.Compression;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/**
 * What becomes of requests from addresses that may not come: 403, without a word. But a WebSocket's client can be a
 * browser, which is not told a status: its handshake is taken, and it is told why it can not stay, so that it does not
 * come again. That costs more than a 403, so only so many a second have it, of all addresses together.
 * Thread: io-<n>
 */
final class AddressRefusal
{
    private static final int TOLD_PER_SECOND = 10;
    private static final int TOLD_AT_ONCE = 50;
    private static final long SECOND_MS = 1_000;
    private static final Compression NONE = new Compression(false, 0, 1, false);

    private final ServerCounters counters;
    // Guarded by itself.
    private final TokenBucket told =
        new TokenBucket(TOLD_PER_SECOND, SECOND_MS, TOLD_AT_ONCE, System.nanoTime());

    AddressRefusal(final ServerCounters counters)
    {
        this.counters = counters;
    }

    void refuse(final HttpServerExchange exchange)
    {
        counters.increment(ServerCounter.ADDRESSES_REFUSED);
        final Endpoint endpoint = Endpoint.ofPath(exchange.getRequestPath());
        if (endpoint == null || !Handshake.isAskedFor(exchange) || !mayBeTold())
        {
            forbid(exchange);

            return;
        }
        try
        {
            final Handshake agreed = Handshake.of(exchange, endpoint, NONE);
            final WireForm form =
                WireForm.of(agreed.encoding() == null ? endpoint.encoding() : agreed.encoding());
            agreed.answer(exchange);
            counters.countClose(CloseCode.IP_NOT_ALLOWED);
            exchange.upgradeChannel((connection, ended) -> Rejection.reject(
                connection, form, ErrorCode.IP_NOT_ALLOWED, "this address may not connect",
                CloseCode.IP_NOT_ALLOWED));
            exchange.endExchange();
        }
        catch (final HandshakeRefusedException ex)
        {
            forbid(exchange);
        }
    }

    private boolean mayBeTold()
    {
        synchronized (told)
        {
            return told.take(System.nanoTime()) == 0;
        }
    }

    /**
     * Without a word: who may not come is told no more.
     */
    static void forbid(final HttpServerExchange exchange)
    {
        exchange.setStatusCode(StatusCodes.FORBIDDEN);
        exchange.endExchange();
    }
}
