package io.tickwire.transport.http;

import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Who sends a request, by the token that it shows. One is shown at most, and where it is no good, that is no anonymous
 * request, but a refused one.
 * Thread: any
 */
public final class Credentials
{
    private static final String SCHEME = "Bearer";
    private static final String QUERY = "token";

    private final Identities identities;
    private final boolean isTokenInQuery;

    /**
     * @param isTokenInQuery whether the address of a WebSocket may have the token in it. That of another request never
     *                       may: whoever sends one can set a header.
     */
    public Credentials(final Identities identities, final boolean isTokenInQuery)
    {
        this.identities = identities;
        this.isTokenInQuery = isTokenInQuery;
    }

    /**
     * Who asks for a WebSocket.
     */
    Principal ofHandshake(final HttpServerExchange exchange) throws RefusedTokenException
    {
        final List<String> tokens = bearers(exchange);
        tokens.addAll(Handshake.tokensIn(exchange.getRequestHeaders()));
        final Deque<String> inQuery = exchange.getQueryParameters().get(QUERY);
        if (inQuery != null)
        {
            if (!isTokenInQuery)
            {
                throw new RefusedTokenException(RefusedTokenException.Reason.MALFORMED);
            }
            tokens.addAll(inQuery);
        }

        return of(exchange, tokens);
    }

    /**
     * Who sends any other request.
     */
    Principal ofRequest(final HttpServerExchange exchange) throws RefusedTokenException
    {
        return of(exchange, bearers(exchange));
    }

    private Principal of(final HttpServerExchange exchange, final List<String> tokens) throws RefusedTokenException
    {
        if (tokens.isEmpty())
        {
            return identities.withoutToken(EntryHandler.clientOf(exchange).isLocal());
        }
        if (tokens.size() > 1)
        {
            throw new RefusedTokenException(RefusedTokenException.Reason.MALFORMED);
        }

        return identities.of(tokens.get(0));
    }

    private static List<String> bearers(final HttpServerExchange exchange)
    {
        final List<String> tokens = new ArrayList<>(1);
        final HeaderValues values = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        if (values != null)
        {
            for (final String value : values)
            {
                final String[] parts = value.strip().split(" ", 2);
                if (parts[0].equalsIgnoreCase(SCHEME))
                {
                    tokens.add(parts.length == 1 ? "" : parts[1].strip());
                }
            }
        }

        return tokens;
    }
}
