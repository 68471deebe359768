package io.tickwire.engine.feed.script;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Binance: changes that build on a snapshot by REST; on spot each begins behind the one before it, on futures it names
 * that.
 */
final class BinanceScript extends VenueScript
{
    private final boolean isFutures;
    private final Map<String, Long> updateIds = new HashMap<>();
    private long nextId = 50_093_239_000L;

    BinanceScript(final String venue, final long seed)
    {
        super(venue, seed);
        isFutures = !"binance".equals(venue);
        book("BTCUSDT", 30, false, 2, 5);
        book("ETHUSDT", 12, false, 2, 4);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        answer(symbol, "{\"lastUpdateId\":%d,\"E\":%d,\"T\":%d,\"bids\":%s,\"asks\":%s}".formatted(
            updateIds.get(symbol), timeMs, timeMs,
            levels(symbol, true, (price, size) -> level(book, price, size)),
            levels(symbol, false, (price, size) -> level(book, price, size))));
    }

    @Override
    protected void begin()
    {
        send("{\"result\":null,\"id\":1}");
        books.keySet().forEach(symbol -> updateIds.putIfAbsent(symbol, nextId));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        switch (random.nextInt(7))
        {
            case 0 -> send(stream(symbol, "trade", ("{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\"," +
                "\"q\":\"%s\",\"T\":%d,%s\"m\":%s}").formatted(timeMs + 2, symbol, nextTradeId++,
                book.price(book.asks().firstKey()), book.quantity(1 + random.nextInt(10_000)), timeMs,
                isFutures ? "\"X\":\"MARKET\"," : "", random.nextBoolean())));
            case 1 -> send(stream(symbol, "bookTicker", ("{%s\"u\":%d,\"s\":\"%s\",\"b\":\"%s\",\"B\":\"1.5\"," +
                "\"a\":\"%s\",\"A\":\"2\"}").formatted(
                isFutures ? "\"e\":\"bookTicker\",\"T\":" + timeMs + ",\"E\":" + timeMs + "," : "",
                updateIds.get(symbol), symbol, book.price(book.bids().firstKey()),
                book.price(book.asks().firstKey()))));
            case 2 -> send(stream(symbol, "kline_1m", kline(symbol, book)));
            default -> update(symbol, book);
        }
    }

    private void update(final String symbol, final ModelBook book)
    {
        final List<ModelBook.Change> changes = book.change();
        final long previous = updateIds.get(symbol);
        final long first = isFutures ? previous + 1 + random.nextInt(20) : previous + 1;
        final long last = first + random.nextInt(9);
        updateIds.put(symbol, last);
        send(symbol, stream(symbol, "depth", ("{\"e\":\"depthUpdate\",\"E\":%d,%s\"s\":\"%s\",\"U\":%d,\"u\":%d,%s" +
            "\"b\":%s,\"a\":%s}").formatted(
            timeMs, isFutures ? "\"T\":" + timeMs + "," : "", symbol, first, last,
            isFutures ? "\"pu\":" + previous + "," : "",
            changes(changes, true, (price, size) -> level(book, price, size)),
            changes(changes, false, (price, size) -> level(book, price, size)))));
    }

    private String kline(final String symbol, final ModelBook book)
    {
        final String price = book.price(book.bids().firstKey());

        return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%s\",\"i\":\"1m\"," +
            "\"f\":1,\"L\":9,\"o\":\"%s\",\"c\":\"%s\",\"h\":\"%s\",\"l\":\"%s\",\"v\":\"12.5\",\"n\":%d,\"x\":%s," +
            "\"q\":\"99.125\",\"V\":\"1\",\"Q\":\"2\",\"B\":\"0\"}}").formatted(
            timeMs, symbol, timeMs / 60_000 * 60_000, timeMs / 60_000 * 60_000 + 59_999, symbol, price, price, price,
            price, 1 + random.nextInt(1000), random.nextBoolean());
    }

    private static String stream(final String symbol, final String name, final String data)
    {
        return "{\"stream\":\"%s@%s\",\"data\":%s}".formatted(symbol.toLowerCase(Locale.ROOT), name, data);
    }

    private static String level(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\"]".formatted(book.price(price), book.quantity(size));
    }
}
