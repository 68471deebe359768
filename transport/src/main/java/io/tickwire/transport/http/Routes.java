package io.tickwire.transport.http;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.status.ServerHealth;
import io.tickwire.transport.status.ServerStatus;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * What is where. Nothing here blocks, so all of it is done by the I/O thread that read the request.
 * Thread: io-<n>
 */
public final class Routes implements HttpHandler
{
    private final UpgradeHandler upgrades;
    private final AdminHandler admin;
    private final ReaderRoutes readers;
    private final ServerStatus status;
    private final ServerHealth health;
    private final StaticFiles files;

    public Routes(
        final UpgradeHandler upgrades,
        final AdminHandler admin,
        final ReaderRoutes readers,
        final ServerStatus status,
        final ServerHealth health,
        final StaticFiles files)
    {
        this.upgrades = upgrades;
        this.admin = admin;
        this.readers = readers;
        this.status = status;
        this.health = health;
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
        else if (!path.startsWith(AdminHandler.PATH) || !admin.handle(exchange, path))
        {
            answer(exchange, path);
        }
    }

    private void answer(final HttpServerExchange exchange, final String path)
    {
        if (!exchange.getRequestMethod().equals(Methods.GET) && !exchange.getRequestMethod().equals(Methods.HEAD))
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
                health(exchange, ServerHealth.worst(health.components()) != HealthState.DOWN);
                break;

            case "/health/live":
                probe(exchange, health.isLive());
                break;

            case "/health/ready":
                probe(exchange, health.isReady());
                break;

            default:
                if (!readers.handle(exchange, path) && !files.serve(exchange, path))
                {
                    Responses.nothing(exchange, path);
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
}
