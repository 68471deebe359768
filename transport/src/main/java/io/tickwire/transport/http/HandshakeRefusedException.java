package io.tickwire.transport.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * A handshake that is not one, or asks for what is not spoken here.
 * Thread: any
 */
final class HandshakeRefusedException extends Exception
{
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of HTTP.
     */
    HandshakeRefusedException(final int status, final String message)
    {
        super(message, null, false, false);
        this.status = status;
    }

    int status()
    {
        return status;
    }

    /**
     * Tell the client, and what is spoken here.
     */
    void answer(final HttpServerExchange exchange)
    {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
        exchange.getResponseHeaders().put(Handshake.VERSION_HEADER, Handshake.VERSION);
        Responses.text(exchange, getMessage());
    }
}
