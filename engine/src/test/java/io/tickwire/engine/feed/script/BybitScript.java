package io.tickwire.engine.feed.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bybit: each message of a book has the number of the one before it plus one.
 */
final class BybitScript extends VenueScript
{
    private final Map<String, Long> updateIds = new HashMap<>();

    BybitScript(final String venue, final long seed)
    {
        super(venue, seed);
        book("BTCUSDT", 30, false, 2, 3);
        book("SHIB1000USDT", 10, false, 6, 0);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        send("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"a-1\",\"op\":\"unsubscribe\"}");
        snapshot(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"a-1\",\"op\":\"subscribe\"}");
        books.keySet().forEach(this::snapshot);
    }

    private void snapshot(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        updateIds.putIfAbsent(symbol, 15_077_365L);
        book(symbol, "snapshot",
            levels(symbol, true, (price, size) -> level(book, price, size)),
            levels(symbol, false, (price, size) -> level(book, price, size)));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        switch (random.nextInt(7))
        {
            case 0 -> send(("{\"topic\":\"publicTrade.%s\",\"type\":\"snapshot\",\"ts\":%d,\"data\":[{\"T\":%d," +
                "\"s\":\"%s\",\"S\":\"%s\",\"v\":\"%s\",\"p\":\"%s\",\"L\":\"PlusTick\",\"i\":\"%d\",\"BT\":false," +
                "\"RPI\":false,\"seq\":7}]}").formatted(
                symbol, timeMs, timeMs, symbol, random.nextBoolean() ? "Buy" : "Sell",
                book.quantity(1 + random.nextInt(10_000)), book.price(book.bids().firstKey()), nextTradeId++));
            default ->
            {
                final List<ModelBook.Change> changes = book.change();
                updateIds.merge(symbol, 1L, Long::sum);
                book(symbol, "delta",
                    changes(changes, true, (price, size) -> level(book, price, size)),
                    changes(changes, false, (price, size) -> level(book, price, size)));
            }
        }
    }

    private void book(final String symbol, final String type, final String bids, final String asks)
    {
        send(symbol, ("{\"topic\":\"orderbook.50.%s\",\"ts\":%d,\"type\":\"%s\",\"data\":{\"s\":\"%s\",\"b\":%s," +
            "\"a\":%s,\"u\":%d,\"seq\":%d},\"cts\":%d}").formatted(
            symbol, timeMs, type, symbol, bids, asks, updateIds.get(symbol), timeMs, timeMs - 3));
    }

    private static String level(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\"]".formatted(book.price(price), size == 0 ? "0" : book.quantity(size));
    }
}
