package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.Crc;

import java.time.Instant;
import java.util.List;

/**
 * Kraken, protocol 2: books of ten levels, whose checksum is in each message.
 */
final class KrakenScript extends VenueScript
{
    private static final int DEPTH = 10;

    KrakenScript(final long seed)
    {
        super("kraken", seed);
        book("MINA/GBP", DEPTH, true, 4, 8);
        book("BTC/USD", DEPTH, true, 1, 8);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        acknowledge("unsubscribe", symbol);
        subscribe(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\",\"version\":\"2.0.10\"}]}");
        books.keySet().forEach(this::subscribe);
    }

    private void subscribe(final String symbol)
    {
        acknowledge("subscribe", symbol);
        final ModelBook book = books.get(symbol);
        send(symbol, message("snapshot", symbol,
            levels(symbol, true, (price, size) -> level(book, price, size)),
            levels(symbol, false, (price, size) -> level(book, price, size))));
    }

    private void acknowledge(final String method, final String symbol)
    {
        send(("{\"method\":\"%s\",\"result\":{\"channel\":\"book\",\"depth\":10,\"snapshot\":true,\"symbol\":\"%s\"}," +
            "\"success\":true,\"time_in\":\"%s\",\"time_out\":\"%s\"}").formatted(method, symbol, time(), time()));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        switch (random.nextInt(8))
        {
            case 0 -> send("{\"channel\":\"heartbeat\"}");
            case 1 -> send(("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"%s\",\"side\":\"%s\"," +
                "\"price\":%s,\"qty\":%s,\"ord_type\":\"limit\",\"trade_id\":%d,\"timestamp\":\"%s\"}]}").formatted(
                symbol, random.nextBoolean() ? "buy" : "sell", book.price(book.asks().firstKey()),
                book.quantity(1 + random.nextInt(100_000)), nextTradeId++, time()));
            case 2 -> send(("{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[{\"symbol\":\"%s\",\"bid\":%s," +
                "\"bid_qty\":1.5,\"ask\":%s,\"ask_qty\":12,\"last\":%s,\"volume\":997038.98383185," +
                "\"vwap\":0.1,\"low\":%s,\"high\":0.25,\"change\":-0.01,\"change_pct\":-0.71}]}").formatted(
                symbol, book.price(book.bids().firstKey()), book.price(book.asks().firstKey()),
                book.price(book.bids().firstKey()), book.price(1)));
            default -> update(symbol, book);
        }
    }

    private void update(final String symbol, final ModelBook book)
    {
        final List<ModelBook.Change> changes = book.change();
        if (!changes.isEmpty())
        {
            send(symbol, message("update", symbol,
                changes(changes, true, (price, size) -> level(book, price, size)),
                changes(changes, false, (price, size) -> level(book, price, size))));
        }
    }

    private static String level(final ModelBook book, final long price, final long size)
    {
        return "{\"price\":%s,\"qty\":%s}".formatted(book.price(price), book.quantity(size));
    }

    private String message(final String type, final String symbol, final String bids, final String asks)
    {
        return ("{\"channel\":\"book\",\"type\":\"%s\",\"data\":[{\"symbol\":\"%s\",\"bids\":%s,\"asks\":%s," +
            "\"checksum\":%d,\"timestamp\":\"%s\"}]}").formatted(
            type, symbol, bids, asks, checksum(books.get(symbol)), time());
    }

    static long checksum(final ModelBook book)
    {
        final StringBuilder text = new StringBuilder();
        for (final boolean isBid : new boolean[]{false, true})
        {
            book.side(isBid).entrySet().stream().limit(DEPTH).forEach(level -> text
                .append(Long.parseLong(book.price(level.getKey()).replace(".", "")))
                .append(Long.parseLong(book.quantity(level.getValue()).replace(".", ""))));
        }

        return Crc.of(text.toString());
    }

    private String time()
    {
        return Instant.ofEpochMilli(timeMs).plusNanos(123_456).toString();
    }
}
