package io.tickwire.tools.feed;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A client of a server: it has all books and trades, by symbol and venue.
 */
final class MarketClient implements WebSocket.Listener, AutoCloseable
{
    private static final int SUBSCRIPTIONS = 2;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, JsonNode> books = new HashMap<>();
    private final Map<String, Trades> trades = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private final WebSocket socket;
    private int subscribed;

    private MarketClient(final int port)
    {
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this).join();
    }

    static MarketClient connect(final int port)
    {
        final MarketClient client = new MarketClient(port);
        client.socket.sendText("{\"type\":\"subscribe\",\"channel\":\"book\",\"symbols\":[\"*\"],\"depth\":10}", true)
            .join();
        client.socket.sendText("{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"*\"]}", true).join();

        return client;
    }

    /**
     * What came of a symbol's trades.
     */
    static final class Trades
    {
        private long count;
        private long buys;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal notional = BigDecimal.ZERO;

        long count()
        {
            return count;
        }

        long buys()
        {
            return buys;
        }

        BigDecimal quantity()
        {
            return quantity;
        }

        BigDecimal notional()
        {
            return notional;
        }

        private void add(final JsonNode trade)
        {
            final BigDecimal ofTrade = trade.path("quantity").decimalValue();
            count++;
            buys += trade.path("side").asText().equals("buy") ? 1 : 0;
            quantity = quantity.add(ofTrade);
            notional = notional.add(ofTrade.multiply(trade.path("price").decimalValue()));
        }
    }

    /** The newest book; null: none came. */
    synchronized JsonNode book(final String symbol, final String venue)
    {
        return books.get(symbol + '@' + venue);
    }

    synchronized Trades trades(final String symbol, final String venue)
    {
        return trades.getOrDefault(symbol + '@' + venue, new Trades());
    }

    /** Whether the newest word on a book was that it is not to be believed. */
    synchronized boolean isStale(final String symbol, final String venue)
    {
        return stale.contains(symbol + '@' + venue);
    }

    /** Whether all that was asked for is granted, so that what comes from now on is told. */
    synchronized boolean isSubscribed()
    {
        return subscribed == SUBSCRIPTIONS;
    }

    /** Errors, gaps and the like. */
    synchronized List<String> troubles()
    {
        return List.copyOf(troubles);
    }

    @Override
    public void close()
    {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean isLast)
    {
        text.append(part);
        if (isLast)
        {
            take(Recordings.parse(text.toString()));
            text.setLength(0);
        }
        from.request(1);

        return null;
    }

    private synchronized void take(final JsonNode message)
    {
        final String key = message.path("symbol").asText() + '@' + message.path("venue").asText();
        switch (message.path("type").asText())
        {
            case "orderbook_update" ->
            {
                books.put(key, message);
                stale.remove(key);
            }
            case "trade_update" -> trades.computeIfAbsent(key, any -> new Trades()).add(message);
            case "subscribed" -> subscribed++;
            case "stale" -> stale.add(key);
            case "error", "gap" -> troubles.add(message.toString());
            default ->
            {
                // Of no interest here.
            }
        }
    }
}
