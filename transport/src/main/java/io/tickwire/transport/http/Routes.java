package io.tickwire.transport.http;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.status.ServerHealth;
import io.tickwire.transport.status.ServerMetrics;
import io.tickwire.transport.status.ServerStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is where. Nothing here blocks, so all of it is done by the I/O thread that read the request.
 * Thread: io-<n>
 */
public final class Routes implements HttpHandler
{
    private static final String METRICS = "/metrics";
    private static final String API = "/api/";

    private final UpgradeHandler upgrades;
    private final Credentials credentials;
    private final List<String> openPaths;
    private final ServerStatus status;
    private final ServerHealth health;
    private final ServerMetrics metrics;
    private final HistoryHandler history;
    private final StaticFiles files;

    /**
     * @param openPaths that need no token; all that is below where one ends with {@code /}.
     */
    public Routes(
        final UpgradeHandler upgrades,
        final Credentials credentials,
        final List<String> openPaths,
        final ServerStatus status,
        final ServerHealth health,
        final ServerMetrics metrics,
        final HistoryHandler history,
        final StaticFiles files)
    {
        this.upgrades = upgrades;
        this.credentials = credentials;
        this.openPaths = List.copyOf(openPaths);
        this.status = status;
        this.health = health;
        this.metrics = metrics;
        this.history = history;
        this.files = files;
    }

    @Override
    public void handleRequest(final HttpServerExchange exchange)
    {
        final String path = exchange.getRequestPath();
        final Endpoint endpoint = Endpoint.ofPath(path);
        if (endpoint != null && (Handshake.isAskedFor(exchange) || endpoint != Endpoint.BROADCAST))
        {
            upgrades.handle(exchange, endpoint);
        }
        else if (!exchange.getRequestMethod().equals(Methods.GET) && !exchange.getRequestMethod().equals(Methods.HEAD))
        {
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Responses.text(exchange, "only GET and HEAD are known here");
        }
        else
        {
            get(exchange, path);
        }
    }

    private void get(final HttpServerExchange exchange, final String path)
    {
        switch (path)
        {
            case "/health":
                health(exchange, ServerHealth.worst(health.components()) != ServerHealth.State.DOWN);
                break;

            case "/health/live":
                probe(exchange, health.isLive());
                break;

            case "/health/ready":
                probe(exchange, health.isReady());
                break;

            default:
                if (path.equals(METRICS) || path.startsWith(API))
                {
                    forReaders(exchange, path);
                }
                else if (!files.serve(exchange, path))
                {
                    nothing(exchange, path);
                }
                break;
        }
    }

    /**
     * What is told to those who may read.
     */
    private void forReaders(final HttpServerExchange exchange, final String path)
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
        else if (path.equals("/api/symbols"))
        {
            Responses.json(exchange, Reply.of("symbols").with("symbols", status.symbols(entitlements)));
        }
        else if (path.startsWith(HistoryHandler.PATH))
        {
            history.handle(exchange, path.substring(HistoryHandler.PATH.length()), entitlements);
        }
        else
        {
            nothing(exchange, path);
        }
    }

    private boolean isOpen(final String path)
    {
        return openPaths.stream().anyMatch(open -> open.endsWith("/") ? path.startsWith(open) : path.equals(open));
    }

    private static void nothing(final HttpServerExchange exchange, final String path)
    {
        exchange.setStatusCode(StatusCodes.NOT_FOUND);
        Responses.text(exchange, "nothing is here: " + path);
    }

    private void health(final HttpServerExchange exchange, final boolean isWell)
    {
        exchange.setStatusCode(isWell ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        final Reply reply = Reply.of("health");
        status.health().forEach(reply::with);
        reply.with("uptime_seconds", status.uptimeSeconds()).with("metrics", status.metrics());
        Responses.json(exchange, reply);
    }

    private static void probe(final HttpServerExchange exchange, final boolean isWell)
    {
        exchange.setStatusCode(isWell ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        Responses.text(exchange, isWell ? "ok" : "no");
    }

    private void metrics(final HttpServerExchange exchange)
    {
        final ServerMetrics.Exposition exposition =
            metrics.scrape(exchange.getRequestHeaders().getFirst(Headers.ACCEPT));
        Responses.bytes(exchange, exposition.contentType(), ByteBuffer.wrap(exposition.body()));
    }
}
