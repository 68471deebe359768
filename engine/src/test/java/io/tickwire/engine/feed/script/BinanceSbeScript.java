package io.tickwire.engine.feed.script;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binance's spot in SBE: binary changes that build on a snapshot by REST, which is JSON.
 */
final class BinanceSbeScript extends VenueScript
{
    private static final int TRADES = 10_000;
    private static final int BEST = 10_001;
    private static final int DIFF = 10_003;
    private static final int SCHEMA_ID = 1;
    private static final int LEVEL_BYTES = 16;
    private static final int MAX_BYTES = 4096;
    private static final int PRICE_DECIMALS = 2;
    private static final int QUANTITY_DECIMALS = 5;

    private final Map<String, Long> updateIds = new HashMap<>();
    private long nextId = 50_093_239_000L;

    BinanceSbeScript(final long seed)
    {
        super("binance-sbe", seed);
        book("BTCUSDT", 30, false, PRICE_DECIMALS, QUANTITY_DECIMALS);
        book("ETHUSDT", 12, false, PRICE_DECIMALS, QUANTITY_DECIMALS);
    }

    @Override
    public boolean isJson()
    {
        return false;
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
        answer(symbol, "{\"lastUpdateId\":%d,\"bids\":%s,\"asks\":%s}".formatted(
            updateIds.get(symbol),
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
        switch (random.nextInt(6))
        {
            case 0 -> send(trade(symbol, book));
            case 1 -> send(best(symbol, book));
            default ->
            {
                final List<ModelBook.Change> changes = book.change();
                final long first = updateIds.get(symbol) + 1;
                final long last = first + random.nextInt(9);
                updateIds.put(symbol, last);
                send(symbol, diff(symbol, first, last, changes));
            }
        }
    }

    private byte[] trade(final String symbol, final ModelBook book)
    {
        final ByteBuffer message = root(TRADES, 18).putLong(micros()).putLong(micros());
        exponents(message).putShort((short)25).putInt(1)
            .putLong(nextTradeId++).putLong(book.asks().firstKey()).putLong(1 + random.nextInt(10_000))
            .put((byte)random.nextInt(2));

        return finish(message, symbol);
    }

    private byte[] best(final String symbol, final ModelBook book)
    {
        final ByteBuffer message = root(BEST, 50).putLong(micros()).putLong(updateIds.get(symbol));
        exponents(message)
            .putLong(book.bids().firstKey()).putLong(book.bids().firstEntry().getValue())
            .putLong(book.asks().firstKey()).putLong(book.asks().firstEntry().getValue());

        return finish(message, symbol);
    }

    private byte[] diff(
        final String symbol, final long first, final long last, final List<ModelBook.Change> changes)
    {
        final ByteBuffer message = root(DIFF, 26).putLong(micros()).putLong(first).putLong(last);
        exponents(message);
        for (final boolean isBid : new boolean[]{true, false})
        {
            final List<ModelBook.Change> side =
                changes.stream().filter(change -> change.isBid() == isBid).toList();
            message.putShort((short)LEVEL_BYTES).putShort((short)side.size());
            side.forEach(change -> message.putLong(change.price()).putLong(change.quantity()));
        }

        return finish(message, symbol);
    }

    private long micros()
    {
        return timeMs * 1000;
    }

    private static ByteBuffer root(final int templateId, final int blockLength)
    {
        return ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short)blockLength).putShort((short)templateId).putShort((short)SCHEMA_ID).putShort((short)0);
    }

    private static ByteBuffer exponents(final ByteBuffer message)
    {
        return message.put((byte)-PRICE_DECIMALS).put((byte)-QUANTITY_DECIMALS);
    }

    private static byte[] finish(final ByteBuffer message, final String symbol)
    {
        final byte[] text = symbol.getBytes(StandardCharsets.UTF_8);
        message.put((byte)text.length).put(text);

        return Arrays.copyOf(message.array(), message.position());
    }

    private static String level(final ModelBook book, final long price, final long size)
    {
        return "[\"%s\",\"%s\"]".formatted(book.price(price), book.quantity(size));
    }
}
