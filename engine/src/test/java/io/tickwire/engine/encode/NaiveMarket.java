package io.tickwire.engine.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * A message about the whole market by its names, and what the tables of PROTOCOL.md say that a client reads of it: the
 * slow, obviously right twin of each {@link MarketBatchWriter}.
 *
 * @param update its place in its stream and in time; what else it holds is of no meaning here.
 */
record NaiveMarket(NaiveUpdate update, boolean isInitial, List<Entry> entries)
{
    /** T of the compact encoding. */
    static final int CODE = 8;

    /** Where these stand in the map of a bbo_update. */
    private static final int TIMESTAMP = 6;
    private static final int HEAD = 7;

    /** What is told of a symbol. */
    record Entry(
        String symbol,
        int priceExponent,
        int quantityExponent,
        long price,
        long change,
        long volume,
        long timestampMs)
    {
        void addTo(final MarketBatchWriter writer, final WireName name)
        {
            writer.add(name, priceExponent, quantityExponent, price, change, volume, timestampMs);
        }

        private List<NaiveField> fields()
        {
            return List.of(
                NaiveField.decimal("price", price, priceExponent),
                NaiveField.decimal("change_24h", change, -4),
                NaiveField.decimal("volume_24h", volume, quantityExponent),
                NaiveField.integer("timestamp", timestampMs));
        }
    }

    String type()
    {
        return isInitial ? "initial_data" : "market_update";
    }

    /** What JSON and msgpack carry behind the type. */
    List<NaiveField> map()
    {
        final List<NaiveField> bbo = update.map(false);
        final List<NaiveField> symbols = new ArrayList<>();
        for (final Entry entry : entries)
        {
            symbols.add(new NaiveField(entry.symbol, new NaiveField.Fields(entry.fields())));
        }
        final List<NaiveField> map = new ArrayList<>();
        map.add(new NaiveField("data", new NaiveField.Fields(symbols)));
        map.add(bbo.get(TIMESTAMP));
        map.addAll(bbo.subList(HEAD, bbo.size()));

        return map;
    }

    /** What the compact array carries behind T. */
    List<NaiveField> array()
    {
        final List<NaiveField> bbo = update.map(false);
        final List<Object> flat = new ArrayList<>();
        for (final Entry entry : entries)
        {
            flat.add(entry.symbol);
            entry.fields().forEach((field) -> flat.add(field.value()));
        }
        final List<NaiveField> array = new ArrayList<>();
        array.add(NaiveField.integer("sid", update.label.wireId()));
        array.addAll(bbo.subList(HEAD, bbo.size()));
        array.add(new NaiveField("data", flat));
        array.add(bbo.get(TIMESTAMP));

        return array;
    }
}
