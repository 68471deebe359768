package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * The market as msgpack: maps by symbol, or for the compact encoding one flat array. How many entries there are is
 * written at the end, where the header left room for it.
 * Thread: pipeline-<k>
 */
final class MsgpackMarketBatchWriter implements MarketBatchWriter
{
    private static final int CODE = 8;
    private static final int MAP_ENTRIES = 9;
    private static final int ARRAY_ENTRIES = 10;
    private static final int SYMBOL_FIELDS = 4;

    private static final byte[] TYPE = MsgpackWriter.packed("type");
    private static final byte[] INITIAL = MsgpackWriter.packed("initial_data");
    private static final byte[] UPDATE = MsgpackWriter.packed("market_update");
    private static final byte[] DATA = MsgpackWriter.packed("data");
    private static final byte[] PRICE = MsgpackWriter.packed("price");
    private static final byte[] CHANGE = MsgpackWriter.packed("change_24h");
    private static final byte[] VOLUME = MsgpackWriter.packed("volume_24h");
    private static final byte[] TIMESTAMP = MsgpackWriter.packed("timestamp");
    private static final byte[][] HEAD_NAMES = headNames();
    private static final int[] HEAD_PLACES =
        UpdateLayout.head().stream().mapToInt(UpdateLayout.Field::value).toArray();

    private static final int MAX_NUMBER_BYTES = 1 + Long.BYTES;
    private static final int OPEN_HEADER_BYTES = 1 + Integer.BYTES;
    private static final int MAX_ENTRY_BYTES = 1 + PRICE.length + CHANGE.length + VOLUME.length + TIMESTAMP.length +
        SYMBOL_FIELDS * MAX_NUMBER_BYTES;

    private final boolean isCompact;
    private final MsgpackCursor cursor = new MsgpackCursor();
    private final int maxBytes;
    private long[] values;
    private int header;
    private int entries;

    /**
     * @param isCompact whether the messages are arrays.
     */
    MsgpackMarketBatchWriter(final boolean isCompact)
    {
        this.isCompact = isCompact;
        int names = 0;
        for (final byte[] name : HEAD_NAMES)
        {
            names += name.length;
        }
        final int named = TYPE.length + UPDATE.length + DATA.length + TIMESTAMP.length + names;
        final int numbers = (HEAD_PLACES.length + 1) * MAX_NUMBER_BYTES;
        maxBytes = 1 + OPEN_HEADER_BYTES + numbers + (isCompact ? 2 + Integer.BYTES : named);
    }

    @Override
    public int maxBytes()
    {
        return maxBytes;
    }

    @Override
    public int maxEntryBytes(final WireName symbol)
    {
        return symbol.msgpack().length + (isCompact ? SYMBOL_FIELDS * MAX_NUMBER_BYTES : MAX_ENTRY_BYTES);
    }

    @Override
    public void begin(
        final UnsafeBuffer buffer, final int offset, final boolean isInitial, final long wireId, final long[] values)
    {
        this.values = values;
        entries = 0;
        final MsgpackCursor cursor = this.cursor;
        cursor.begin(buffer, offset);
        if (isCompact)
        {
            cursor.array(ARRAY_ENTRIES);
            cursor.octet(CODE);
            cursor.integer32((int)wireId);
            for (final int place : HEAD_PLACES)
            {
                cursor.integer(values[place]);
            }
            header = cursor.openHeader(MsgpackCode.ARRAY32);
        }
        else
        {
            cursor.map(MAP_ENTRIES);
            cursor.put(TYPE);
            cursor.put(isInitial ? INITIAL : UPDATE);
            cursor.put(DATA);
            header = cursor.openHeader(MsgpackCode.MAP32);
        }
    }

    @Override
    public void add(
        final WireName symbol,
        final int priceExponent,
        final int quantityExponent,
        final long price,
        final long change,
        final long volume,
        final long timestampMs)
    {
        final MsgpackCursor cursor = this.cursor;
        cursor.put(symbol.msgpack());
        if (!isCompact)
        {
            cursor.map(SYMBOL_FIELDS);
        }
        name(PRICE);
        cursor.decimal(price, priceExponent);
        name(CHANGE);
        cursor.decimal(change, Decimals.PERCENT_EXPONENT);
        name(VOLUME);
        cursor.decimal(volume, quantityExponent);
        name(TIMESTAMP);
        cursor.integer(timestampMs);
        entries++;
    }

    @Override
    public int end()
    {
        final MsgpackCursor cursor = this.cursor;
        cursor.closeHeader(header, isCompact ? entries * (1 + SYMBOL_FIELDS) : entries);
        name(TIMESTAMP);
        cursor.integer(values[UpdateValues.TIMESTAMP_MS]);
        if (!isCompact)
        {
            for (int i = 0; i < HEAD_PLACES.length; i++)
            {
                cursor.put(HEAD_NAMES[i]);
                cursor.integer(values[HEAD_PLACES[i]]);
            }
        }

        return cursor.length();
    }

    private void name(final byte[] name)
    {
        if (!isCompact)
        {
            cursor.put(name);
        }
    }

    private static byte[][] headNames()
    {
        final List<UpdateLayout.Field> head = UpdateLayout.head();

        return head.stream().map((field) -> MsgpackWriter.packed(field.name())).toArray(byte[][]::new);
    }
}
