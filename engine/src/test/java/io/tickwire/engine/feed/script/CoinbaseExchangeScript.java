package io.tickwire.engine.feed.script;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Coinbase Exchange: level 2 without a sequence.
 */
final class CoinbaseExchangeScript extends VenueScript
{
    CoinbaseExchangeScript(final long seed)
    {
        super("coinbase", seed);
        book("SKL-BTC", 12, false, 8, 1);
        book("ETH-USD", 20, false, 2, 8);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault == Fault.DUPLICATED || fault == Fault.TRUNCATED;
    }

    @Override
    public void requested(final String symbol)
    {
        snapshot(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"level2\",\"product_ids\":[\"SKL-BTC\"]}]}");
        books.keySet().forEach(this::snapshot);
    }

    private void snapshot(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        send(symbol, "{\"type\":\"snapshot\",\"product_id\":\"%s\",\"asks\":%s,\"bids\":%s}".formatted(
            symbol,
            levels(symbol, false, (price, size) -> pair(book, price, size)),
            levels(symbol, true, (price, size) -> pair(book, price, size))));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        switch (random.nextInt(6))
        {
            case 0 -> send(trade(symbol, "match"));
            case 1 -> send(trade(symbol, random.nextInt(10) == 0 ? "last_match" : "ticker"));
            default -> update(symbol);
        }
    }

    private void update(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        final List<ModelBook.Change> changes = book.change();
        send(symbol, "{\"type\":\"l2update\",\"product_id\":\"%s\",\"changes\":[%s],\"time\":\"%s\"}".formatted(
            symbol,
            changes.stream()
                .map(change -> "[\"%s\",\"%s\",\"%s\"]".formatted(
                    change.isBid() ? "buy" : "sell", book.price(change.price()), book.quantity(change.quantity())))
                .collect(Collectors.joining(",")),
            time()));
    }

    private String trade(final String symbol, final String type)
    {
        final ModelBook book = books.get(symbol);
        final boolean isBuy = random.nextBoolean();
        final long price = book.side(isBuy).firstKey();
        final String fields = type.equals("ticker") ?
            ("\"open_24h\":\"%s\",\"volume_24h\":\"123456.78\",\"low_24h\":\"%s\",\"high_24h\":\"%s\"," +
                "\"best_bid\":\"%s\",\"best_ask\":\"%s\",\"last_size\":\"1\"").formatted(
                book.price(price - 7), book.price(price - 9), book.price(price + 3),
                book.price(book.bids().firstKey()), book.price(book.asks().firstKey())) :
            "\"maker_order_id\":\"0f5c\",\"taker_order_id\":\"ab12\",\"size\":\"%s\"".formatted(
                book.quantity(1 + random.nextInt(1000)));

        return ("{\"type\":\"%s\",\"trade_id\":%d,\"side\":\"%s\",\"price\":\"%s\",\"product_id\":\"%s\"," +
            "\"sequence\":%d,\"time\":\"%s\",%s}").formatted(
            type, nextTradeId++, isBuy ? "buy" : "sell", book.price(price), symbol, timeMs, time(), fields);
    }

    private String time()
    {
        return Instant.ofEpochMilli(timeMs).plusNanos(123_000).toString();
    }

    private static String pair(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\"]".formatted(book.price(price), book.quantity(size));
    }
}
