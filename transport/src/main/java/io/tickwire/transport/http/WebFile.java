package io.tickwire.transport.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A file of the dashboard as it is sent: in memory, and deflated when it was built.
 *
 * @param contentType what it is.
 * @param isForever   whether its path is of its content, so that a browser never needs to ask again.
 * @param tag         a hash of its content.
 * @param plain       its content.
 * @param gzipped     the same, by gzip; null: that would not be shorter.
 * Thread: any
 */
record WebFile(String contentType, boolean isForever, String tag, byte[] plain, byte[] gzipped)
{
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String GZIP = "gzip";

    /**
     * Answer with the file, or that who asks has it. The two forms have tags of their own (RFC 9110, section 8.8.3).
     */
    void send(final HttpServerExchange exchange)
    {
        final HeaderMap headers = exchange.getResponseHeaders();
        final boolean isGzipped = gzipped != null && takesGzip(exchange.getRequestHeaders());
        final ETag etag = new ETag(false, isGzipped ? tag + "-" + GZIP : tag);
        headers.put(Headers.CACHE_CONTROL, isForever ? FOREVER : ASK_AGAIN);
        headers.put(Headers.ETAG, etag.toString());
        if (gzipped != null)
        {
            headers.put(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
        }
        if (!ETagUtils.handleIfNoneMatch(exchange, etag, true))
        {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();

            return;
        }
        if (isGzipped)
        {
            headers.put(Headers.CONTENT_ENCODING, GZIP);
        }
        Responses.bytes(exchange, contentType, ByteBuffer.wrap(isGzipped ? gzipped : plain));
    }

    /**
     * Whether gzip is named, and not refused by a weight of 0 (RFC 9110, section 12.5.3).
     */
    static boolean takesGzip(final HeaderMap headers)
    {
        if (!headers.contains(Headers.ACCEPT_ENCODING))
        {
            return false;
        }
        for (final String coding : String.join(",", headers.get(Headers.ACCEPT_ENCODING)).split(","))
        {
            final String[] parts = coding.toLowerCase(Locale.ROOT).split(";");
            if (parts[0].strip().equals(GZIP))
            {
                return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }

        return false;
    }
}
