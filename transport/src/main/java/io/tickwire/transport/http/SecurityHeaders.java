package io.tickwire.transport.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/**
 * Puts on every answer, whatever it is, what keeps a browser from doing more with it than is meant.
 * Thread: io-<n>
 */
public final class SecurityHeaders implements HttpHandler
{
    private static final String YEAR = "max-age=31536000";
    private static final String[][] ALWAYS = {
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
        {"Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
                "connect-src 'self'; manifest-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; " +
                "form-action 'none'; frame-ancestors 'none'"}};
    private static final HttpString[] NAMES = new HttpString[ALWAYS.length];

    static
    {
        for (int i = 0; i < ALWAYS.length; i++)
        {
            NAMES[i] = new HttpString(ALWAYS[i][0]);
        }
    }

    private final HttpHandler next;
    private final boolean isKeptToTls;

    /**
     * @param isKeptToTls whether browsers that came with TLS are to come with it for a year. They take that for all
     *                    ports of the host, so a developer's localhost must not ask for it.
     */
    public SecurityHeaders(final HttpHandler next, final boolean isKeptToTls)
    {
        this.next = next;
        this.isKeptToTls = isKeptToTls;
    }

    @Override
    public void handleRequest(final HttpServerExchange exchange) throws Exception
    {
        final HeaderMap headers = exchange.getResponseHeaders();
        for (int i = 0; i < NAMES.length; i++)
        {
            headers.put(NAMES[i], ALWAYS[i][1]);
        }
        if (isKeptToTls && exchange.isSecure())
        {
            headers.put(Headers.STRICT_TRANSPORT_SECURITY, YEAR);
        }
        next.handleRequest(exchange);
    }
}
