package io.tickwire.engine.encode;

import io.tickwire.engine.schema.LevelList;
import java.util.ArrayList;
import java.util.List;

/**
 * A book's message by its names, and what the tables of PROTOCOL.md say that a client reads of it: the slow, obviously
 * right twin of each {@link BookWriter}.
 *
 * @param update   its place in its stream and in time; what else it holds is of no meaning here.
 * @param bids     pairs of a price and a quantity.
 * @param asks     pairs of a price and a quantity.
 * @param checksum or -1.
 */
record NaiveBook(NaiveUpdate update, List<long[]> bids, List<long[]> asks, boolean isSnapshot, long checksum)
{
    static final String TYPE = "orderbook_update";

    /** Where these stand in the map of a bbo_update. */
    private static final int TIMESTAMP = 6;
    private static final int HEAD = 7;

    /** T of the compact encoding. */
    int code()
    {
        return isSnapshot ? 2 : 3;
    }

    /** What JSON and msgpack carry behind the type. */
    List<NaiveField> map()
    {
        final List<NaiveField> bbo = update.map(false);
        final List<NaiveField> map = new ArrayList<>();
        map.add(bbo.get(0));
        map.add(new NaiveField("bids", maps(bids)));
        map.add(new NaiveField("asks", maps(asks)));
        map.add(bbo.get(TIMESTAMP));
        map.add(NaiveField.text("kind", isSnapshot ? "snapshot" : "delta"));
        map.add(bbo.get(1));
        map.addAll(bbo.subList(HEAD, bbo.size()));
        addChecksum(map);

        return map;
    }

    /** What the compact array carries behind T. */
    List<NaiveField> array()
    {
        final List<NaiveField> bbo = update.map(false);
        final List<NaiveField> array = new ArrayList<>();
        array.add(NaiveField.integer("sid", update.label.wireId()));
        array.addAll(bbo.subList(HEAD, bbo.size()));
        array.add(bbo.get(0));
        array.add(new NaiveField("bids", flat(bids)));
        array.add(new NaiveField("asks", flat(asks)));
        array.add(bbo.get(TIMESTAMP));
        array.add(bbo.get(1));
        addChecksum(array);

        return array;
    }

    void fill(final LevelList levels)
    {
        levels.clear();
        bids.forEach((level) -> levels.addBid(level[0], level[1]));
        asks.forEach((level) -> levels.addAsk(level[0], level[1]));
    }

    int levelCount()
    {
        return bids.size() + asks.size();
    }

    private void addChecksum(final List<NaiveField> fields)
    {
        if (checksum >= 0)
        {
            fields.add(NaiveField.integer("checksum", checksum));
        }
    }

    private List<Object> maps(final List<long[]> levels)
    {
        final List<Object> maps = new ArrayList<>();
        for (final long[] level : levels)
        {
            maps.add(new NaiveField.Fields(List.of(
                new NaiveField("price", price(level)), new NaiveField("quantity", quantity(level)))));
        }

        return maps;
    }

    private List<Object> flat(final List<long[]> levels)
    {
        final List<Object> flat = new ArrayList<>();
        for (final long[] level : levels)
        {
            flat.add(price(level));
            flat.add(quantity(level));
        }

        return flat;
    }

    private NaiveField.Decimal price(final long[] level)
    {
        return new NaiveField.Decimal(level[0], update.label.priceExponent());
    }

    private NaiveField.Decimal quantity(final long[] level)
    {
        return new NaiveField.Decimal(level[1], update.label.quantityExponent());
    }
}
