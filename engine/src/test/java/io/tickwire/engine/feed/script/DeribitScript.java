package io.tickwire.engine.feed.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deribit: each change of a book names the one before it.
 */
final class DeribitScript extends VenueScript
{
    private final Map<String, Long> changeIds = new HashMap<>();
    private long nextChangeId = 8_973_367_653L;

    DeribitScript(final long seed)
    {
        super("deribit", seed);
        book("BTC-PERPETUAL", 30, false, 1, 0);
        book("ETH-24SEP21-2000-C", 10, false, 4, 1);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        snapshot(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"book.BTC-PERPETUAL.raw\"],\"usIn\":1,\"usOut\":2}");
        books.keySet().forEach(this::snapshot);
    }

    private void snapshot(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        send(symbol, notification("book." + symbol + ".raw",
            ("{\"type\":\"snapshot\",\"timestamp\":%d,\"instrument_name\":\"%s\",\"change_id\":%d," +
                "\"bids\":%s,\"asks\":%s}").formatted(
                timeMs, symbol, changeIds.computeIfAbsent(symbol, name -> nextChangeId++),
                levels(symbol, true, (price, size) -> level(book, "new", price, size)),
                levels(symbol, false, (price, size) -> level(book, "new", price, size)))));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        switch (random.nextInt(8))
        {
            case 0 -> send("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}");
            case 1 -> send(notification("trades." + symbol + ".raw", trade(symbol)));
            case 2 -> send(notification("ticker." + symbol + ".raw", ticker(symbol)));
            default -> update(symbol);
        }
    }

    private void update(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        final List<ModelBook.Change> changes = book.change();
        final long previous = changeIds.get(symbol);
        changeIds.put(symbol, nextChangeId += 1 + random.nextInt(200));
        send(symbol, notification("book." + symbol + ".raw",
            ("{\"type\":\"change\",\"timestamp\":%d,\"prev_change_id\":%d,\"instrument_name\":\"%s\"," +
                "\"change_id\":%d,\"bids\":%s,\"asks\":%s}").formatted(
                timeMs, previous, symbol, nextChangeId,
                changes(changes, true, (price, size) -> level(book, action(size), price, size)),
                changes(changes, false, (price, size) -> level(book, action(size), price, size)))));
    }

    private static String action(final long size)
    {
        return size == 0 ? "delete" : "change";
    }

    private static String level(final ModelBook book, final String action, final long price, final long size)
    {
        final String amount = book.shortQuantity(size);

        return "[\"%s\",%s,%s]".formatted(
            action, book.shortPrice(price), amount.contains(".") ? amount : amount + ".0");
    }

    private String trade(final String symbol)
    {
        final ModelBook book = books.get(symbol);

        return ("[{\"trade_seq\":%d,\"trade_id\":\"%s%d\",\"timestamp\":%d,\"tick_direction\":2,\"price\":%s," +
            "\"mark_price\":0.0251,\"instrument_name\":\"%s\",\"index_price\":31800.2,\"direction\":\"%s\"," +
            "\"amount\":%s%s}]").formatted(
            nextTradeId, symbol.startsWith("ETH") ? "ETH-" : "", nextTradeId++, timeMs,
            book.shortPrice(book.asks().firstKey()), symbol, random.nextBoolean() ? "buy" : "sell",
            book.shortQuantity(1 + random.nextInt(1000)), random.nextInt(4) == 0 ? ",\"liquidation\":\"T\"" : "");
    }

    private String ticker(final String symbol)
    {
        final ModelBook book = books.get(symbol);

        return ("{\"timestamp\":%d,\"stats\":{\"volume\":1234.5,\"price_change\":-12.0707,\"low\":0.0235," +
            "\"high\":0.0315},\"state\":\"open\",\"mark_price\":0.0257,\"last_price\":0.0265," +
            "\"instrument_name\":\"%s\",\"best_bid_price\":%s,\"best_bid_amount\":8.0,\"best_ask_price\":%s," +
            "\"best_ask_amount\":0.0,\"greeks\":{\"vega\":24.51,\"theta\":-17.92}}").formatted(
            timeMs, symbol, book.shortPrice(book.bids().firstKey()), book.shortPrice(book.asks().firstKey()));
    }

    private static String notification(final String channel, final String data)
    {
        return ("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"%s\"," +
            "\"data\":%s}}").formatted(channel, data);
    }
}
