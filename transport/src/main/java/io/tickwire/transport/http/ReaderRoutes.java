package io.tickwire.transport.http;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.status.ServerMetrics;
import io.tickwire.transport.status.ServerStatus;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is told to those who may read, each as much of it as it may have: symbols, history, and the server's metrics.
 * Thread: io-<n>
 */
public final class ReaderRoutes
{
    private static final String METRICS = "/metrics";
    private static final String API = "/api/";
    private static final String SYMBOLS = API + "symbols";

    private final Credentials credentials;
    private final List<String> openPaths;
    private final ServerStatus status;
    private final ServerMetrics metrics;
    private final HistoryHandler history;

    /**
     * @param openPaths that need no token; all that is below where one ends with {@code /}.
     */
    public ReaderRoutes(
        final Credentials credentials,
        final List<String> openPaths,
        final ServerStatus status,
        final ServerMetrics metrics,
        final HistoryHandler history)
    {
        this.credentials = credentials;
        this.openPaths = List.copyOf(openPaths);
        this.status = status;
        this.metrics = metrics;
        this.history = history;
    }

    /**
     * Answer a request.
     *
     * @return false where it is for something else.
     */
    boolean handle(final HttpServerExchange exchange, final String path)
    {
        final boolean isMine = path.equals(METRICS) || path.startsWith(API);
        if (isMine)
        {
            answer(exchange, path);
        }

        return isMine;
    }

    private void answer(final HttpServerExchange exchange, final String path)
    {
        final Principal principal;
        try
        {
            principal = credentials.ofRequest(exchange);
        }
        catch (final RefusedTokenException ex)
        {
            Responses.unauthorized(exchange, "the token is not valid here");

            return;
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "private, no-cache");
        if (principal.is(Role.READER))
        {
            read(exchange, path, principal.entitlements());
        }
        else if (!principal.isNobody())
        {
            exchange.setStatusCode(StatusCodes.FORBIDDEN);
            Responses.text(exchange, "this client may not read");
        }
        else if (isOpen(path))
        {
            read(exchange, path, Entitlements.MARKET);
        }
        else
        {
            Responses.unauthorized(exchange, "a token is needed here");
        }
    }

    private void read(final HttpServerExchange exchange, final String path, final Entitlements entitlements)
    {
        if (path.equals(METRICS))
        {
            metrics(exchange);
        }
        else if (path.equals(SYMBOLS))
        {
            Responses.json(exchange, Reply.of("symbols").with("symbols", status.symbols(entitlements)));
        }
        else if (path.startsWith(HistoryHandler.PATH))
        {
            history.handle(exchange, path.substring(HistoryHandler.PATH.length()), entitlements);
        }
        else
        {
            Responses.nothing(exchange, path);
        }
    }

    private boolean isOpen(final String path)
    {
        return openPaths.stream().anyMatch(open -> open.endsWith("/") ? path.startsWith(open) : path.equals(open));
    }

    private void metrics(final HttpServerExchange exchange)
    {
        final ServerMetrics.Exposition exposition =
            metrics.scrape(exchange.getRequestHeaders().getFirst(Headers.ACCEPT));
        Responses.bytes(exchange, exposition.contentType(), ByteBuffer.wrap(exposition.body()));
    }
}
