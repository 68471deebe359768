package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.Crc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * OKX: changes name the one before them, and have a checksum of 25 levels a side.
 */
final class OkxScript extends VenueScript
{
    private final Map<String, Long> sequences = new HashMap<>();
    private long nextSequence = 1_000_000;

    OkxScript(final long seed)
    {
        super("okx", seed);
        book("UNI-USD-SWAP", 20, false, 3, 0);
        book("BTC-USDT", 24, false, 1, 8);
    }

    @Override
    public boolean tells(final Fault fault)
    {
        return fault != Fault.FLIPPED;
    }

    @Override
    public void requested(final String symbol)
    {
        send("{\"event\":\"unsubscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"%s\"}}".formatted(symbol));
        subscribe(symbol);
    }

    @Override
    protected void begin()
    {
        books.keySet().forEach(this::subscribe);
    }

    private void subscribe(final String symbol)
    {
        send("{\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"%s\"}}".formatted(symbol));
        final ModelBook book = books.get(symbol);
        book(symbol, "snapshot", -1, sequences.computeIfAbsent(symbol, name -> nextSequence++),
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
            case 0 -> send(("{\"arg\":{\"channel\":\"trades\",\"instId\":\"%s\"},\"data\":[{\"instId\":\"%s\"," +
                "\"tradeId\":\"%d\",\"px\":\"%s\",\"sz\":\"%s\",\"side\":\"%s\",\"ts\":\"%d\"}]}").formatted(
                symbol, symbol, nextTradeId++, book.shortPrice(book.asks().firstKey()),
                book.shortQuantity(1 + random.nextInt(1000)), random.nextBoolean() ? "buy" : "sell", timeMs));
            case 1 -> send(("{\"arg\":{\"channel\":\"tickers\",\"instId\":\"%s\"},\"data\":[{\"instId\":\"%s\"," +
                "\"last\":\"%s\",\"lastSz\":\"1\",\"askPx\":\"\",\"askSz\":\"\",\"bidPx\":\"%s\",\"bidSz\":\"7\"," +
                "\"open24h\":\"1.5\",\"high24h\":\"2\",\"low24h\":\"1\",\"volCcy24h\":\"99.5\",\"vol24h\":\"77\"," +
                "\"ts\":\"%d\"}]}").formatted(symbol, symbol, book.shortPrice(book.asks().firstKey()),
                book.shortPrice(book.bids().firstKey()), timeMs));
            default ->
            {
                final List<ModelBook.Change> changes = book.change();
                final long previous = sequences.get(symbol);
                nextSequence += 1 + random.nextInt(9);
                sequences.put(symbol, nextSequence);
                book(symbol, "update", previous, nextSequence,
                    changes(changes, true, (price, size) -> level(book, price, size)),
                    changes(changes, false, (price, size) -> level(book, price, size)));
            }
        }
    }

    private void book(
        final String symbol,
        final String action,
        final long previous,
        final long sequence,
        final String bids,
        final String asks)
    {
        send(symbol, ("{\"arg\":{\"channel\":\"books\",\"instId\":\"%s\"},\"action\":\"%s\",\"data\":[{\"asks\":%s," +
            "\"bids\":%s,\"ts\":\"%d\",\"checksum\":%d,\"prevSeqId\":%d,\"seqId\":%d}]}").formatted(
            symbol, action, asks, bids, timeMs, checksum(books.get(symbol)), previous, sequence));
    }

    private static int checksum(final ModelBook book)
    {
        final List<String> parts = new ArrayList<>();
        final List<Map.Entry<Long, Long>> bids = List.copyOf(book.bids().entrySet());
        final List<Map.Entry<Long, Long>> asks = List.copyOf(book.asks().entrySet());
        for (int i = 0; i < 25; i++)
        {
            for (final List<Map.Entry<Long, Long>> side : List.of(bids, asks))
            {
                if (i < side.size())
                {
                    parts.add(book.shortPrice(side.get(i).getKey()) + ":" + book.shortQuantity(side.get(i).getValue()));
                }
            }
        }

        return (int)Crc.of(String.join(":", parts));
    }

    private static String level(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\",\"0\",\"4\"]".formatted(book.shortPrice(price), book.shortQuantity(size));
    }
}
