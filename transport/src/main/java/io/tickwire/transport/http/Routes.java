package io.tickwire.transport.http;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.status.ServerHealth;
import io.tickwire.transport.status.ServerMetrics;
import io.tickwire.transport.status.ServerStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

import java.nio.ByteBuffer;

/**
 * What is where. Nothing here blocks, so all of it is done by the I/O thread that read the request.
 * Thread: io-<n>
 */
public final class Routes implements HttpHandler
{
    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString CONTENT_POLICY = new HttpString("Content-Security-Policy");

    private final UpgradeHandler upgrades;
    private final ServerStatus status;
    private final ServerHealth health;
    private final ServerMetrics metrics;
    private final HistoryHandler history;
    private final StaticFiles files;

    public Routes(
        final UpgradeHandler upgrades,
        final ServerStatus status,
        final ServerHealth health,
        final ServerMetrics metrics,
        final HistoryHandler history,
        final StaticFiles files)
    {
        this.upgrades = upgrades;
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
            exchange.getResponseHeaders().put(NO_SNIFF, "nosniff");
            exchange.getResponseHeaders().put(
                CONTENT_POLICY, "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'");
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

            case "/metrics":
                metrics(exchange);
                break;

            case "/api/symbols":
                Responses.json(exchange, Reply.of("symbols").with("symbols", status.symbols()));
                break;

            default:
                if (path.startsWith(HistoryHandler.PATH))
                {
                    history.handle(exchange, path.substring(HistoryHandler.PATH.length()));
                }
                else if (!files.serve(exchange, path))
                {
                    exchange.setStatusCode(StatusCodes.NOT_FOUND);
                    Responses.text(exchange, "nothing is here: " + path);
                }
                break;
        }
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
