package io.tickwire.engine.feed.script;

import java.util.List;

/**
 * Kraken, protocol 1: arrays, and a checksum in each change of a book.
 */
final class KrakenV1Script extends VenueScript
{
    KrakenV1Script(final long seed)
    {
        super("kraken-v1", seed);
        book("XMR/USD", 10, true, 2, 8);
        book("ADA/XBT", 10, true, 8, 8);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        status("unsubscribed", symbol);
        subscribe(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"connectionID\":13834774380200032777,\"event\":\"systemStatus\",\"status\":\"online\"}");
        books.keySet().forEach(this::subscribe);
    }

    private void subscribe(final String symbol)
    {
        status("subscribed", symbol);
        final ModelBook book = books.get(symbol);
        send(symbol, "[336,{\"as\":%s,\"bs\":%s},\"book-10\",\"%s\"]".formatted(
            levels(symbol, false, (price, size) -> level(book, price, size)),
            levels(symbol, true, (price, size) -> level(book, price, size)), symbol));
    }

    private void status(final String status, final String symbol)
    {
        send(("{\"channelID\":336,\"channelName\":\"book-10\",\"event\":\"subscriptionStatus\",\"pair\":\"%s\"," +
            "\"status\":\"%s\",\"subscription\":{\"depth\":10,\"name\":\"book\"}}").formatted(symbol, status));
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        switch (random.nextInt(8))
        {
            case 0 -> send("{\"event\":\"heartbeat\"}");
            case 1 -> send("[1,[[\"%s\",\"%s\",\"%s\",\"%s\",\"l\",\"\"]],\"trade\",\"%s\"]".formatted(
                book.price(book.bids().firstKey()), book.quantity(1 + random.nextInt(100_000)), time(),
                random.nextBoolean() ? "b" : "s", symbol));
            case 2 -> send(("[2,{\"a\":[\"%s\",27,\"27.19106411\"],\"b\":[\"%s\",1,\"1.5\"],\"c\":[\"%s\",\"0.1\"]," +
                "\"v\":[\"100.5\",\"200.25\"],\"p\":[\"1.5\",\"1.6\"],\"t\":[12,34],\"l\":[\"1\",\"0.9\"]," +
                "\"h\":[\"3\",\"4\"],\"o\":[\"2\",\"2.5\"]},\"ticker\",\"%s\"]").formatted(
                book.price(book.asks().firstKey()), book.price(book.bids().firstKey()),
                book.price(book.bids().firstKey()), symbol));
            default -> update(symbol, book);
        }
    }

    private void update(final String symbol, final ModelBook book)
    {
        final List<ModelBook.Change> changes = book.change();
        final String asks = changes(changes, false, (price, size) -> level(book, price, size));
        final String bids = changes(changes, true, (price, size) -> level(book, price, size));
        final String checksum = "\"c\":\"%d\"".formatted(KrakenScript.checksum(book));
        if (changes.isEmpty())
        {
            return;
        }
        final String maps = bids.equals("[]") ? "{\"a\":%s,%s}".formatted(asks, checksum) :
            asks.equals("[]") ? "{\"b\":%s,%s}".formatted(bids, checksum) :
            "{\"a\":%s},{\"b\":%s,%s}".formatted(asks, bids, checksum);
        send(symbol, "[336,%s,\"book-10\",\"%s\"]".formatted(maps, symbol));
    }

    private String level(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\",\"%s\"]".formatted(book.price(price), book.quantity(size), time());
    }

    private String time()
    {
        return "%d.%03d123".formatted(timeMs / 1000, timeMs % 1000);
    }
}
