package io.tickwire.engine.feed.script;

import java.util.List;

/**
 * Bitstamp: changes have times and no numbers, and books come by REST.
 */
final class BitstampScript extends VenueScript
{
    private long micros = 1_641_343_691_244_908L;

    BitstampScript(final long seed)
    {
        super("bitstamp", seed);
        book("btceur", 30, false, 2, 8);
        book("galaeur", 10, false, 5, 8);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED && fault != Fault.DROPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        answer(symbol, book(
            levels(symbol, true, (price, size) -> level(symbol, price, size)),
            levels(symbol, false, (price, size) -> level(symbol, price, size))));
    }

    @Override
    protected void begin()
    {
        for (final String symbol : books.keySet())
        {
            send("{\"event\":\"bts:subscription_succeeded\",\"channel\":\"diff_order_book_" + symbol +
                "\",\"data\":{}}");
        }
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        micros += 1 + random.nextInt(50_000);
        if (random.nextInt(7) == 0)
        {
            send(("{\"data\":{\"id\":%d,\"timestamp\":\"%d\",\"amount\":%s,\"amount_str\":\"%s\",\"price\":%s," +
                "\"price_str\":\"%s\",\"type\":%d,\"microtimestamp\":\"%d\"},\"channel\":\"live_trades_%s\"," +
                "\"event\":\"trade\"}").formatted(
                nextTradeId++, micros / 1_000_000, 0.5, book.quantity(1 + random.nextInt(10_000)), 0.25,
                book.price(book.bids().firstKey()), random.nextInt(2), micros, symbol));
            return;
        }

        final List<ModelBook.Change> changes = book.change();
        send(symbol, "{\"data\":" + book(
            changes(changes, true, (price, size) -> level(symbol, price, size)),
            changes(changes, false, (price, size) -> level(symbol, price, size))) +
            ",\"channel\":\"diff_order_book_" + symbol + "\",\"event\":\"data\"}");
    }

    private String book(final String bids, final String asks)
    {
        return "{\"timestamp\": \"%d\", \"microtimestamp\": \"%d\", \"bids\": %s, \"asks\": %s}".formatted(
            micros / 1_000_000, micros, bids, asks);
    }

    private String level(final String symbol, final long price, final long size)
    {
        final ModelBook book = books.get(symbol);

        return "[\"%s\", \"%s\"]".formatted(book.price(price), book.quantity(size));
    }
}
