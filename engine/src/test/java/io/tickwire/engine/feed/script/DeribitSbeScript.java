package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.deribit.PacketBuilder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deribit's multicast: changes by one channel, definitions and whole books by another one, again and again, whether
 * anybody asks or not.
 */
final class DeribitSbeScript extends VenueScript
{
    private static final int CHANGES = 1;
    private static final int SNAPSHOTS = 101;
    private static final int CYCLE_STEPS = 12;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Long> changeIds = new HashMap<>();
    private long nextChangeId = 1000;
    private int changes;
    private int snapshots;
    private int steps;

    DeribitSbeScript(final long seed)
    {
        super("deribit-sbe", seed);
        book("BTC-PERPETUAL", 30, false, 1, 0);
        book("ETH-PERPETUAL", 12, false, 2, 1);
        for (final String symbol : books.keySet())
        {
            ids.put(symbol, 14 + ids.size());
            changeIds.put(symbol, nextChangeId++);
        }
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

    /** Nobody hears it: the next cycle brings it. */
    @Override
    public void requested(final String symbol)
    {
    }

    /** Something by the channel of changes comes before the first cycle, from where on none of it is lost. */
    @Override
    protected void begin()
    {
        send(changes().ticker(ids.values().iterator().next(), 1, 1, 1, 1).bytes());
        cycle();
    }

    @Override
    protected void step()
    {
        if (++steps % CYCLE_STEPS == 0)
        {
            cycle();
        }
        final String symbol = anySymbol();
        final ModelBook book = books.get(symbol);
        final int id = ids.get(symbol);
        switch (random.nextInt(7))
        {
            case 0 -> send(changes().trade(
                id, nextTradeId++, random.nextInt(2), value(book.price(book.asks().firstKey())),
                1 + random.nextInt(100), 0).bytes());
            case 1 -> send(changes().ticker(
                id, value(book.price(book.asks().firstKey())), value(book.price(book.bids().firstKey())),
                value(book.price(book.bids().firstKey())), 7).bytes());
            default -> update(symbol, book, id);
        }
    }

    private void update(final String symbol, final ModelBook book, final int id)
    {
        final List<Double> levels = new ArrayList<>();
        for (final ModelBook.Change change : book.change())
        {
            levels.add((double)(change.isBid() ? PacketBuilder.BID : PacketBuilder.ASK));
            levels.add((double)(change.quantity() == 0 ? PacketBuilder.DELETED : PacketBuilder.CHANGED));
            levels.add(value(book.price(change.price())));
            levels.add(value(book.quantity(change.quantity())));
        }
        final long previous = changeIds.get(symbol);
        nextChangeId += 1 + random.nextInt(200);
        changeIds.put(symbol, nextChangeId);
        send(symbol, changes().change(id, previous, nextChangeId, true, array(levels)).bytes());
    }

    /** Not told as books' messages: a live book takes none of them, and need not be as new. */
    private void cycle()
    {
        books.forEach((symbol, book) ->
        {
            final List<Double> levels = new ArrayList<>();
            book.bids().forEach((price, size) -> add(levels, PacketBuilder.BID, book, price, size));
            book.asks().forEach((price, size) -> add(levels, PacketBuilder.ASK, book, price, size));
            send(new PacketBuilder(SNAPSHOTS, ++snapshots).instrument(ids.get(symbol), symbol)
                .snapshot(ids.get(symbol), changeIds.get(symbol), true, array(levels)).bytes());
        });
    }

    private PacketBuilder changes()
    {
        return new PacketBuilder(CHANGES, ++changes);
    }

    private static void add(
        final List<Double> levels, final int side, final ModelBook book, final long price, final long size)
    {
        levels.add((double)side);
        levels.add(value(book.price(price)));
        levels.add(value(book.quantity(size)));
    }

    private static double value(final String decimal)
    {
        return Double.parseDouble(decimal);
    }

    private static double[] array(final List<Double> values)
    {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
