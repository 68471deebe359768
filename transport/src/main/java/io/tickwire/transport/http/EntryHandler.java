package io.tickwire.transport.http;

import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.IpAllowList;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.OriginPolicy;
import io.tickwire.transport.access.TrustedProxies;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What every request passes first: where it comes from, and whose page it is of.
 * Thread: io-<n>
 */
public final class EntryHandler implements HttpHandler
{
    private static final AttachmentKey<ClientAddress> CLIENT = AttachmentKey.create(ClientAddress.class);
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString ASKED_METHOD = new HttpString("Access-Control-Request-Method");
    private static final List<HttpString> PASSED_ON =
        List.of(new HttpString("X-Forwarded-For"), new HttpString("Forwarded"), new HttpString("X-Real-IP"));
    private static final Pattern LOOPBACK_HOST =
        Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]*)?", Pattern.CASE_INSENSITIVE);
    private static final String MAX_AGE_S = "600";
    private static final String HEALTH = "/health";

    private final HttpHandler next;
    private final IpAllowList addresses;
    private final TrustedProxies proxies;
    private final HttpString forwarding;
    private final OriginPolicy origins;
    private final boolean isHealthOpen;
    private final AddressRefusal refusal;
    private final ServerCounters counters;

    /**
     * @param next takes the requests that may come.
     */
    public EntryHandler(final HttpHandler next, final Network network, final ServerCounters counters)
    {
        this.next = next;
        this.counters = counters;
        refusal = new AddressRefusal(counters);
        addresses = new IpAllowList(network);
        proxies = new TrustedProxies(network);
        forwarding = new HttpString(proxies.header());
        origins = new OriginPolicy(network);
        isHealthOpen = network.isHealthOpen();
    }

    /**
     * Where the client of a request is that has passed.
     */
    static ClientAddress clientOf(final HttpServerExchange exchange)
    {
        return exchange.getAttachment(CLIENT);
    }

    @Override
    public void handleRequest(final HttpServerExchange exchange) throws Exception
    {
        final ClientSocket socket = ClientSocket.of(exchange.getConnection());
        socket.came();
        final ClientAddress claimed = proxies.clientOf(socket.client(), forwardedFor(exchange));
        final ClientAddress client = claimed.isLocal() && isForOthers(exchange) ? claimed.notLocal() : claimed;
        final String path = exchange.getRequestPath();
        if (!addresses.isAllowed(client.address()) && !(isHealthOpen && client.isLocal() && isHealth(path)))
        {
            refusal.refuse(exchange);

            return;
        }

        exchange.putAttachment(CLIENT, client);
        final String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        if (Endpoint.ofPath(path) != null && Handshake.isAskedFor(exchange))
        {
            if (!origins.isAllowed(origin, exchange.getRequestHeaders().getFirst(Headers.HOST)))
            {
                counters.increment(ServerCounter.ORIGINS_REFUSED);
                AddressRefusal.forbid(exchange);

                return;
            }
        }
        else if (isShared(path))
        {
            share(exchange, origin);
            if (isPreflight(exchange, origin))
            {
                exchange.setStatusCode(StatusCodes.NO_CONTENT);
                exchange.endExchange();

                return;
            }
        }
        next.handleRequest(exchange);
    }

    /**
     * What the pages of others may read, where they are named (Fetch, section 3.2).
     */
    private void share(final HttpServerExchange exchange, final String origin)
    {
        exchange.getResponseHeaders().add(Headers.VARY, "Origin");
        if (origin == null || !origins.isNamed(origin))
        {
            return;
        }

        exchange.getResponseHeaders().put(ALLOW_ORIGIN, origin);
        if (isPreflight(exchange, origin))
        {
            exchange.getResponseHeaders().put(ALLOW_METHODS, "GET, HEAD");
            exchange.getResponseHeaders().put(ALLOW_HEADERS, "Authorization");
            exchange.getResponseHeaders().put(MAX_AGE, MAX_AGE_S);
        }
    }

    /**
     * Whether a request from this machine may be someone else's. A proxy here passes it on, which is so whether or not
     * proxies are believed; or a page sends it to a name that is not this machine's, and that its name server has led
     * here.
     */
    private static boolean isForOthers(final HttpServerExchange exchange)
    {
        final HeaderMap headers = exchange.getRequestHeaders();
        if (PASSED_ON.stream().anyMatch(headers::contains))
        {
            return true;
        }

        final String host = headers.getFirst(Headers.HOST);

        return headers.contains(Headers.ORIGIN) && (host == null || !LOOPBACK_HOST.matcher(host).matches());
    }

    private List<String> forwardedFor(final HttpServerExchange exchange)
    {
        final HeaderValues values = exchange.getRequestHeaders().get(forwarding);

        return values == null ? List.of() : values;
    }

    private static boolean isHealth(final String path)
    {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    private static boolean isShared(final String path)
    {
        return path.startsWith("/api/") || path.startsWith("/schema/");
    }

    private static boolean isPreflight(final HttpServerExchange exchange, final String origin)
    {
        return origin != null &&
            exchange.getRequestMethod().equals(Methods.OPTIONS) &&
            exchange.getRequestHeaders().contains(ASKED_METHOD);
    }
}
