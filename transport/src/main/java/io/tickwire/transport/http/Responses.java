package io.tickwire.transport.http;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.ReplyWriter;
import io.tickwire.transport.protocol.WireForm;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteBuffer;

/**
 * Ways to answer a request.
 * Thread: io-<n>
 */
final class Responses
{
    private Responses()
    {
    }

    static void text(final HttpServerExchange exchange, final String text)
    {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(text + "\n");
    }

    /**
     * Who asks is not known.
     */
    static void unauthorized(final HttpServerExchange exchange, final String why)
    {
        exchange.setStatusCode(StatusCodes.UNAUTHORIZED);
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        text(exchange, why);
    }

    /**
     * Nothing is there, or nothing that who asks may know of.
     */
    static void nothing(final HttpServerExchange exchange, final String path)
    {
        exchange.setStatusCode(StatusCodes.NOT_FOUND);
        text(exchange, "nothing is here: " + path);
    }

    static void json(final HttpServerExchange exchange, final Reply reply)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final int length = new ReplyWriter().write(reply, WireForm.JSON, buffer, 0);
        bytes(exchange, "application/json", ByteBuffer.wrap(buffer.byteArray(), 0, length));
    }

    static void bytes(final HttpServerExchange exchange, final String contentType, final ByteBuffer bytes)
    {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.setResponseContentLength(bytes.remaining());
        exchange.getResponseSender().send(bytes);
    }
}
