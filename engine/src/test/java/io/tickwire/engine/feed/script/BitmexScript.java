package io.tickwire.engine.feed.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * BitMEX: levels by their ids. Changes of several kinds at once, which would be as many messages, come as a partial.
 */
final class BitmexScript extends VenueScript
{
    private static final String NOTHING = "nothing";
    private static final long FIRST_ID = 8_800_000_000L;

    private final Map<String, Set<Long>> known = new HashMap<>();

    BitmexScript(final long seed)
    {
        super("bitmex", seed);
        book("XBTUSD", 200, false, 1, 0);
        book("ADAUSDT", 150, false, 5, 0);
    }

    /** There is no number: only a message that is not whole shows itself, and one that comes twice does no harm. */
    @Override
    public boolean tells(final Fault fault)
    {
        return fault == Fault.TRUNCATED || fault == Fault.DUPLICATED;
    }

    @Override
    public void requested(final String symbol)
    {
        partial(symbol);
    }

    @Override
    protected void begin()
    {
        send("{\"info\":\"Welcome to the BitMEX Realtime API.\",\"version\":\"2021-07-14T01:26:29.000Z\"}");
        books.keySet().forEach(this::partial);
    }

    @Override
    protected void step()
    {
        final String symbol = anySymbol();
        switch (random.nextInt(8))
        {
            case 0 -> send(message("trade", "insert", trade(symbol)));
            case 1 -> send(message("quote", "insert", quote(symbol)));
            case 2 -> send(message("instrument", "update",
                "{\"symbol\":\"%s\",\"markPrice\":32181.11,\"timestamp\":\"%s\"}".formatted(symbol, time())));
            default -> update(symbol);
        }
    }

    private void update(final String symbol)
    {
        final List<ModelBook.Change> changes = books.get(symbol).change();
        final Set<String> actions = changes.stream()
            .map(change -> action(symbol, change))
            .collect(Collectors.toSet());
        if (actions.size() > 1 || actions.contains(NOTHING))
        {
            partial(symbol);
            return;
        }

        final String action = actions.iterator().next();
        final String rows = changes.stream()
            .map(change -> row(symbol, action, change.isBid(), change.price(), change.quantity()))
            .collect(Collectors.joining(","));
        learn(symbol);
        send(symbol, message("orderBookL2", action, rows));
    }

    private void partial(final String symbol)
    {
        final ModelBook book = books.get(symbol);
        final StringBuilder rows = new StringBuilder();
        book.asks().forEach((price, size) -> append(rows, row(symbol, "partial", false, price, size)));
        book.bids().forEach((price, size) -> append(rows, row(symbol, "partial", true, price, size)));
        learn(symbol);
        send(symbol, message("orderBookL2", "partial", rows.toString()));
    }

    private void learn(final String symbol)
    {
        final Set<Long> keys = new HashSet<>();
        books.get(symbol).bids().keySet().forEach(price -> keys.add(key(true, price)));
        books.get(symbol).asks().keySet().forEach(price -> keys.add(key(false, price)));
        known.put(symbol, keys);
    }

    private String action(final String symbol, final ModelBook.Change change)
    {
        if (known.get(symbol).contains(key(change.isBid(), change.price())))
        {
            return change.quantity() == 0 ? "delete" : "update";
        }

        // What came and went within one change was never there.
        return change.quantity() == 0 ? NOTHING : "insert";
    }

    private String row(
        final String symbol, final String action, final boolean isBid, final long price, final long size)
    {
        final ModelBook book = books.get(symbol);
        final String sizeField = "delete".equals(action) ? "" : ",\"size\":" + book.shortQuantity(size);
        final boolean hasPrice = "insert".equals(action) || "partial".equals(action);

        return "{\"symbol\":\"%s\",\"id\":%d,\"side\":\"%s\"%s%s}".formatted(
            symbol, FIRST_ID - price, isBid ? "Buy" : "Sell", sizeField,
            hasPrice ? ",\"price\":" + book.shortPrice(price) : "");
    }

    private String trade(final String symbol)
    {
        final ModelBook book = books.get(symbol);

        return ("{\"timestamp\":\"%s\",\"symbol\":\"%s\",\"side\":\"%s\",\"size\":%d,\"price\":%s," +
            "\"tickDirection\":\"PlusTick\",\"trdMatchID\":\"%s\",\"grossValue\":1}").formatted(
            time(), symbol, random.nextBoolean() ? "Buy" : "Sell", 1 + random.nextInt(1000),
            book.shortPrice(book.asks().firstKey()), new UUID(random.nextLong(), nextTradeId++));
    }

    private String quote(final String symbol)
    {
        final ModelBook book = books.get(symbol);

        return ("{\"timestamp\":\"%s\",\"symbol\":\"%s\",\"bidSize\":5,\"bidPrice\":%s,\"askPrice\":%s," +
            "\"askSize\":7}").formatted(
            time(), symbol, book.shortPrice(book.bids().firstKey()), book.shortPrice(book.asks().firstKey()));
    }

    private String time()
    {
        return "2022-01-01T00:%02d:%02d.%03dZ".formatted(timeMs / 60_000 % 60, timeMs / 1000 % 60, timeMs % 1000);
    }

    private static long key(final boolean isBid, final long price)
    {
        return price << 1 | (isBid ? 1 : 0);
    }

    private static void append(final StringBuilder rows, final String row)
    {
        rows.append(rows.isEmpty() ? "" : ",").append(row);
    }

    private static String message(final String table, final String action, final String rows)
    {
        return "{\"table\":\"%s\",\"action\":\"%s\",\"data\":[%s]}".formatted(table, action, rows);
    }
}
