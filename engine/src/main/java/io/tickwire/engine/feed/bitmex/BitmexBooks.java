package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import org.agrona.collections.Long2LongHashMap;

import java.util.Arrays;

/**
 * The rows of {@code orderBookL2}, and the price of each level by its id: only a partial and an insert tell it.
 * <p>
 * There is no sequence. The book is whole, so that a level that changes or goes is one that came before: what names one
 * that is not there, or puts another price to one that is, shows that something is missing.
 * Thread: feed-<venue>
 */
final class BitmexBooks
{
    /**
     * A level, as a message has it.
     * Thread: feed-<venue>
     */
    private static final class Row
    {
        private final JsonDecimal price = new JsonDecimal();
        private final JsonDecimal size = new JsonDecimal();
        private Instrument instrument;
        private boolean hasSymbol;
        private boolean isDone;
        private boolean isBid;
        private long id;
        private long timeNs;

        void clear()
        {
            price.clear();
            size.clear();
            instrument = null;
            hasSymbol = false;
            isDone = false;
            id = NO_ID;
            timeNs = Decimals.NULL;
        }
    }

    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a level without its symbol, id, side, price or size");

    private static final int SYMBOL = 0;
    private static final int ID = 1;
    private static final int SIDE = 2;
    private static final int SIZE = 3;
    private static final int PRICE = 4;
    private static final int TIMESTAMP = 5;
    private static final JsonKeys KEYS = JsonKeys.of("symbol", "id", "side", "size", "price", "timestamp");
    private static final int BUY = 0;
    private static final JsonKeys SIDES = JsonKeys.of("Buy", "Sell");
    private static final long NO_ID = -1;
    private static final long MAX_ID = Long.MAX_VALUE >> 1;

    private final VenueFeed feed;
    private final Entries<Row> rows = new Entries<>(Row::new);
    private final LevelBuffer levels = new LevelBuffer();

    /** By the instruments' indexes: a level's id and side to its price under the instrument's exponent. */
    private Long2LongHashMap[] prices = new Long2LongHashMap[0];

    BitmexBooks(final VenueFeed feed)
    {
        this.feed = feed;
    }

    int count()
    {
        return rows.count();
    }

    /** Of a row; null where its ticks are not wanted. */
    Instrument instrument(final int index)
    {
        return rows.get(index).instrument;
    }

    void clear()
    {
        rows.clear();
    }

    /** The next value must be the object of one more row. */
    void readRow(final JsonReader reader)
    {
        final Row row = rows.add();
        row.clear();
        boolean hasSide = false;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case SYMBOL ->
                {
                    reader.readText();
                    row.hasSymbol = true;
                    row.instrument = feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                case ID -> row.id = reader.readLong();
                case SIDE ->
                {
                    final int side = reader.readKeyword(SIDES);
                    hasSide = side != JsonKeys.UNKNOWN;
                    row.isBid = side == BUY;
                }
                case SIZE -> row.size.read(reader);
                case PRICE -> row.price.read(reader);
                case TIMESTAMP -> row.timeNs = reader.readIsoTime();
                default -> reader.skipValue();
            }
        }
        if (!row.hasSymbol || !hasSide || row.id < 0 || row.id > MAX_ID)
        {
            throw NOT_WHOLE;
        }
    }

    /**
     * Publish what the rows do, by instruments.
     *
     * @throws MalformedMessageException where one of them lacks what the action needs.
     */
    void publish(final BitmexAction action)
    {
        final boolean needsPrice = action == BitmexAction.PARTIAL || action == BitmexAction.INSERT;
        for (int i = 0; i < rows.count(); i++)
        {
            final Row row = rows.get(i);
            if (needsPrice && !row.price.isKnown() || action != BitmexAction.DELETE && !isSize(row.size))
            {
                throw NOT_WHOLE;
            }
        }
        for (int i = 0; i < rows.count(); i++)
        {
            final Row row = rows.get(i);
            if (row.instrument != null && !row.isDone)
            {
                publishFrom(i, row.instrument, action);
            }
        }
    }

    /** A book has no level. */
    void publishEmpty(final Instrument instrument)
    {
        pricesOf(instrument).clear();
        levels.clear();
        instrument.book().snapshot(Decimals.NULL, TickSink.NO_SEQUENCE, levels);
    }

    private void publishFrom(final int from, final Instrument instrument, final BitmexAction action)
    {
        final BookTracker book = instrument.book();
        final Long2LongHashMap known = pricesOf(instrument);
        final boolean isUsed = action == BitmexAction.PARTIAL || book.isLive();
        if (action == BitmexAction.PARTIAL)
        {
            known.clear();
        }
        levels.clear();
        long timeNs = Decimals.NULL;
        boolean isChained = true;
        for (int i = from; i < rows.count(); i++)
        {
            final Row row = rows.get(i);
            if (row.instrument == instrument)
            {
                row.isDone = true;
                timeNs = row.timeNs;
                isChained = isChained && isUsed && take(row, action, known, instrument.priceExponent());
            }
        }

        if (action == BitmexAction.PARTIAL)
        {
            book.snapshot(timeNs, TickSink.NO_SEQUENCE, levels);
        }
        else if (isChained)
        {
            book.delta(timeNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, levels);
        }
        else if (isUsed)
        {
            book.gap();
        }
    }

    /**
     * @return whether the level is one that can be.
     */
    private boolean take(
        final Row row, final BitmexAction action, final Long2LongHashMap known, final int priceExponent)
    {
        final LevelBuffer.Side side = levels.side(row.isBid);
        final long key = row.id << 1 | (row.isBid ? 1 : 0);
        final long knownPrice = known.get(key);
        final long price = row.price.at(priceExponent);
        if (knownPrice != Decimals.NULL && row.price.isKnown() && price != knownPrice)
        {
            return false;
        }
        if (action == BitmexAction.PARTIAL || action == BitmexAction.INSERT)
        {
            // For a price that can not be held the tracker gives up the book.
            if (price != Decimals.NULL)
            {
                known.put(key, price);
            }
            side.add(row.price, row.size);
            return true;
        }

        if (knownPrice == Decimals.NULL)
        {
            return false;
        }
        side.addPrice(knownPrice, -priceExponent);
        if (action == BitmexAction.UPDATE)
        {
            side.addQuantity(row.size.mantissa(), row.size.isExact() ? row.size.decimals() : Byte.MAX_VALUE);
        }
        else
        {
            side.addQuantity(0, 0);
            known.remove(key);
        }

        return true;
    }

    private Long2LongHashMap pricesOf(final Instrument instrument)
    {
        final int index = instrument.index();
        if (index >= prices.length)
        {
            prices = Arrays.copyOf(prices, Math.max(index + 1, 2 * prices.length));
        }
        if (prices[index] == null)
        {
            prices[index] = new Long2LongHashMap(Decimals.NULL);
        }

        return prices[index];
    }

    private static boolean isSize(final JsonDecimal size)
    {
        return size.isKnown() && size.mantissa() >= 0;
    }
}
