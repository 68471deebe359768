package io.tickwire.transport.http;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.shard.Catalog;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.shard.HistoryQuery;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Candles of the past. The engine is asked by way of a shard, and nobody waits for it: the exchange goes on when the
 * answer is there.
 * Thread: io-<n>
 */
public final class HistoryHandler
{
    static final String PATH = "/api/history/";

    private final Catalog catalog;
    private final List<EgressShard> shards;

    public HistoryHandler(final Catalog catalog, final List<EgressShard> shards)
    {
        this.catalog = catalog;
        this.shards = List.copyOf(shards);
    }

    void handle(final HttpServerExchange exchange, final String symbol, final Entitlements entitlements)
    {
        final Map<String, String> params = new HashMap<>();
        for (final Map.Entry<String, Deque<String>> param : exchange.getQueryParameters().entrySet())
        {
            params.put(param.getKey(), param.getValue().peekLast());
        }
        params.put("symbol", symbol);
        try
        {
            final HistoryQuery query = HistoryQuery.of(catalog, params, entitlements, null);
            exchange.dispatch(exchange.getIoThread(), () -> ask(exchange, query));
        }
        catch (final BadCommandException ex)
        {
            exchange.setStatusCode(switch (ex.code())
            {
                case INVALID_SYMBOL -> StatusCodes.NOT_FOUND;
                case FORBIDDEN -> StatusCodes.FORBIDDEN;
                default -> StatusCodes.BAD_REQUEST;
            });
            Responses.json(exchange, Reply.error(ex.code(), ex.getMessage(), null));
        }
    }

    private void ask(final HttpServerExchange exchange, final HistoryQuery query)
    {
        final EgressShard shard = shards.get((int)(Thread.currentThread().getId() % shards.size()));
        final Pending pending = new Pending(exchange);
        final boolean isAsked = shard.proxy().offer(() -> shard.onHistory(query, result -> pending.execute(() ->
        {
            final Reply history = Reply.of("history");
            result.forEach(history::with);
            pending.answer(history);
        })));
        if (!isAsked)
        {
            pending.fail();
        }
    }
}
