package io.tickwire.engine.feed.script;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Coinbase Advanced Trade: all messages of a connection are numbered.
 */
final class CoinbaseAdvancedScript extends VenueScript
{
    private long sequence;

    CoinbaseAdvancedScript(final long seed)
    {
        super("coinbase-advanced", seed);
        book("BTC-USD", 30, false, 2, 8);
        book("ETH-USD", 10, false, 2, 8);
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
        sequence = 0;
        books.keySet().forEach(this::snapshot);
        send(message("subscriptions", "{\"subscriptions\":{\"level2\":[\"BTC-USD\",\"ETH-USD\"]}}"));
    }

    private void snapshot(final String symbol)
    {
        final String bids = levels(symbol, true, (price, size) -> level(symbol, true, price, size));
        final String asks = levels(symbol, false, (price, size) -> level(symbol, false, price, size));
        send(symbol, message("l2_data", "{\"type\":\"snapshot\",\"product_id\":\"%s\",\"updates\":%s}".formatted(
            symbol, bids.replace("]", ",") + asks.substring(1))));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        switch (random.nextInt(8))
        {
            case 0 -> send(message("heartbeats", "{\"current_time\":\"%s\"}".formatted(time())));
            case 1 -> send(message("market_trades", trades(symbol)));
            case 2 -> send(message("ticker", ticker(symbol)));
            default -> update(symbol);
        }
    }

    private void update(final String symbol)
    {
        final List<ModelBook.Change> changes = books.get(symbol).change();
        send(symbol, message("l2_data", "{\"type\":\"update\",\"product_id\":\"%s\",\"updates\":[%s]}".formatted(
            symbol,
            changes.stream()
                .map(change -> level(symbol, change.isBid(), change.price(), change.quantity()))
                .collect(Collectors.joining(",")))));
    }

    private String level(final String symbol, final boolean isBid, final long price, final long size)
    {
        final ModelBook book = books.get(symbol);

        return "{\"side\":\"%s\",\"event_time\":\"%s\",\"price_level\":\"%s\",\"new_quantity\":\"%s\"}".formatted(
            isBid ? "bid" : "offer", time(), book.shortPrice(price), book.shortQuantity(size));
    }

    private String trades(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        final String rows = random.ints(1 + random.nextInt(3), 1, 100_000).mapToObj(size ->
            ("{\"product_id\":\"%s\",\"trade_id\":\"%d\",\"price\":\"%s\",\"size\":\"%s\",\"time\":\"%s\"," +
                "\"side\":\"%s\"}").formatted(
                symbol, nextTradeId++, book.price(book.bids().firstKey()), book.quantity(size), time(),
                size % 2 == 0 ? "BUY" : "SELL")).collect(Collectors.joining(","));

        return "{\"type\":\"%s\",\"trades\":[%s]}".formatted(random.nextInt(9) == 0 ? "snapshot" : "update", rows);
    }

    private String ticker(final String symbol)
    {
        final ModelBook book = books.get(symbol);

        return ("{\"type\":\"update\",\"tickers\":[{\"type\":\"ticker\",\"product_id\":\"%s\",\"price\":\"%s\"," +
            "\"volume_24_h\":\"3245.12345678\",\"price_percent_chg_24_h\":\"-0.45678\",\"best_bid\":\"%s\"," +
            "\"best_ask\":\"%s\",\"best_bid_quantity\":\"0.5\",\"best_ask_quantity\":\"0\"}]}").formatted(
            symbol, book.price(book.bids().firstKey()), book.price(book.bids().firstKey()),
            book.price(book.asks().firstKey()));
    }

    private String message(final String channel, final String event)
    {
        return ("{\"channel\":\"%s\",\"client_id\":\"\",\"timestamp\":\"%s\",\"sequence_num\":%d," +
            "\"events\":[%s]}").formatted(channel, time(), sequence++, event);
    }

    private String time()
    {
        return Instant.ofEpochMilli(timeMs).plusNanos(123_456).toString();
    }
}
