package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * A stream's books as msgpack: maps, or for the compact encoding arrays. A level is of fixed width, so that the levels
 * of a side are written without a look at the buffer's bounds but one.
 * <pre>
 *   map    | 82 a5 p  r  i  c  e  cb | price (8) | a8 q  u  a  n  t  i  t | y  cb | quantity (8) |
 *   array  | cb | price (8) | cb | quantity (8) |
 * </pre>
 * Thread: pipeline-<k>
 */
final class MsgpackBookWriter implements BookWriter
{
    private static final int SNAPSHOT_CODE = 2;
    private static final int DELTA_CODE = 3;
    private static final int MAP_ENTRIES = 13;
    private static final int ARRAY_ENTRIES = 13;
    private static final byte[] NOTHING = {};

    /** A shape is that of {@link UpdateLayout#isNull}, and this. */
    private static final int SNAPSHOT_BIT = 2;
    private static final int TIMELESS_BIT = 1;
    private static final int SHAPES = 4;

    private static final int MAX_HEADER_BYTES = 5;
    private static final int MAP_LEVEL_BYTES = 34;
    private static final int FLAT_LEVEL_BYTES = 18;
    private static final int VALUE = 1 + Long.BYTES;

    private final FrameTemplate[] heads = new FrameTemplate[SHAPES];
    private final FrameTemplate[] tails = new FrameTemplate[SHAPES];
    private final byte[] asksName;
    private final byte[] checksumName;
    private final boolean isMap;
    private final boolean isScaled;
    private final int priceExponent;
    private final int quantityExponent;
    private final int levelBytes;
    private final byte lead;
    private final long pricePart;
    private final long quantityPart;
    private final short quantityRest;

    private MsgpackBookWriter(final StreamLabel label, final boolean isMap, final boolean isScaled)
    {
        this.isMap = isMap;
        this.isScaled = isScaled;
        priceExponent = label.priceExponent();
        quantityExponent = label.quantityExponent();
        levelBytes = isMap ? MAP_LEVEL_BYTES : FLAT_LEVEL_BYTES;
        asksName = isMap ? MsgpackWriter.packed("asks") : NOTHING;
        checksumName = isMap ? MsgpackWriter.packed("checksum") : NOTHING;
        for (int shape = 0; shape < SHAPES; shape++)
        {
            heads[shape] = isMap ? mapHead(label) : arrayHead(label, shape);
            tails[shape] = isMap ? mapTail(label, shape) : arrayTail(label);
        }

        lead = (byte)(isScaled ? MsgpackCode.INT64 : MsgpackCode.FLOAT64);
        final ByteBuffer names = ByteBuffer.allocate(MAP_LEVEL_BYTES - 2 * Long.BYTES);
        names.put((byte)(MsgpackCode.FIXMAP | 2)).put(MsgpackWriter.packed("price")).put(lead);
        names.put(MsgpackWriter.packed("quantity")).put(lead).flip();
        pricePart = names.getLong();
        quantityPart = names.getLong();
        quantityRest = names.getShort();
    }

    static MsgpackBookWriter ofMaps(final StreamLabel label, final boolean isScaled)
    {
        return new MsgpackBookWriter(label, true, isScaled);
    }

    static MsgpackBookWriter ofArrays(final StreamLabel label, final boolean isScaled)
    {
        return new MsgpackBookWriter(label, false, isScaled);
    }

    @Override
    public int maxBytes(final int bids, final int asks)
    {
        // The longest of the shapes: a snapshot whose time is known.
        final int ends = heads[SNAPSHOT_BIT].length() + asksName.length + tails[SNAPSHOT_BIT].length();
        final int checksum = checksumName.length + 1 + Integer.BYTES;

        return Math.toIntExact(ends + checksum + 2 * MAX_HEADER_BYTES + ((long)bids + asks) * levelBytes);
    }

    @Override
    public int write(
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values,
        final LevelList levels,
        final boolean isSnapshot,
        final long checksum)
    {
        final int shape =
            (isSnapshot ? SNAPSHOT_BIT : 0) | (values[UpdateValues.EXCHANGE_US] == NULL ? TIMELESS_BIT : 0);
        int at = offset + heads[shape].write(buffer, offset, values);
        at = putSide(buffer, at, levels.bids(), levels.bidCount());
        at = put(buffer, at, asksName);
        at = putSide(buffer, at, levels.asks(), levels.askCount());
        at += tails[shape].write(buffer, at, values);
        if (checksum >= 0)
        {
            // One entry more than the template says.
            buffer.putByte(offset, (byte)(buffer.getByte(offset) + 1));
            at = put(buffer, at, checksumName);
            buffer.putByte(at, (byte)MsgpackCode.UINT32);
            buffer.putInt(at + 1, (int)checksum, ByteOrder.BIG_ENDIAN);
            at += 1 + Integer.BYTES;
        }

        return at - offset;
    }

    private int putSide(final UnsafeBuffer buffer, final int offset, final long[] levels, final int count)
    {
        final int at = putHeader(buffer, offset, isMap ? count : count * LevelList.LONGS);
        final int length = Math.multiplyExact(count, levelBytes);
        buffer.boundsCheck(at, length);
        final byte[] base = buffer.byteArray();
        final long address = buffer.addressOffset() + at;
        if (isMap)
        {
            putMaps(base, address, levels, count);
        }
        else
        {
            putFlat(base, address, levels, count);
        }

        return at + length;
    }

    private void putMaps(final byte[] base, final long start, final long[] levels, final int count)
    {
        final long pricePart = this.pricePart;
        final long quantityPart = this.quantityPart;
        final short quantityRest = this.quantityRest;
        final boolean isScaled = this.isScaled;
        final int priceExponent = this.priceExponent;
        final int quantityExponent = this.quantityExponent;
        long address = start;
        for (int i = 0; i < count * LevelList.LONGS; i += LevelList.LONGS)
        {
            WireOrder.putBig(base, address, pricePart);
            WireOrder.putBig(base, address + 8, isScaled ? levels[i] : bits(levels[i], priceExponent));
            WireOrder.putBig(base, address + 16, quantityPart);
            WireOrder.putBigShort(base, address + 24, quantityRest);
            WireOrder.putBig(base, address + 26, isScaled ? levels[i + 1] : bits(levels[i + 1], quantityExponent));
            address += MAP_LEVEL_BYTES;
        }
    }

    private void putFlat(final byte[] base, final long start, final long[] levels, final int count)
    {
        final byte lead = this.lead;
        final boolean isScaled = this.isScaled;
        final int priceExponent = this.priceExponent;
        final int quantityExponent = this.quantityExponent;
        long address = start;
        for (int i = 0; i < count * LevelList.LONGS; i += LevelList.LONGS)
        {
            UnsafeApi.putByte(base, address, lead);
            WireOrder.putBig(base, address + 1, isScaled ? levels[i] : bits(levels[i], priceExponent));
            UnsafeApi.putByte(base, address + VALUE, lead);
            WireOrder.putBig(
                base, address + VALUE + 1, isScaled ? levels[i + 1] : bits(levels[i + 1], quantityExponent));
            address += FLAT_LEVEL_BYTES;
        }
    }

    private static long bits(final long mantissa, final int exponent)
    {
        return Double.doubleToRawLongBits(Decimals.toDouble(mantissa, exponent));
    }

    private static int putHeader(final UnsafeBuffer buffer, final int offset, final int entries)
    {
        if (entries < MsgpackCode.FIX_ENTRIES_LIMIT)
        {
            buffer.putByte(offset, (byte)(MsgpackCode.FIXARRAY | entries));
            return offset + 1;
        }
        if (entries < MsgpackCode.ENTRIES16_LIMIT)
        {
            buffer.putByte(offset, (byte)MsgpackCode.ARRAY16);
            buffer.putShort(offset + 1, (short)entries, ByteOrder.BIG_ENDIAN);
            return offset + 1 + Short.BYTES;
        }
        buffer.putByte(offset, (byte)MsgpackCode.ARRAY32);
        buffer.putInt(offset + 1, entries, ByteOrder.BIG_ENDIAN);

        return offset + MAX_HEADER_BYTES;
    }

    private static int put(final UnsafeBuffer buffer, final int offset, final byte[] bytes)
    {
        buffer.putBytes(offset, bytes);

        return offset + bytes.length;
    }

    private static FrameTemplate mapHead(final StreamLabel label)
    {
        final TemplateBuilder builder = builder();
        builder.octet(MsgpackCode.FIXMAP | MAP_ENTRIES);
        MsgpackWriter.string(builder, "type");
        MsgpackWriter.string(builder, "orderbook_update");
        MsgpackWriter.string(builder, "symbol");
        MsgpackWriter.string(builder, label.symbol());
        MsgpackWriter.string(builder, "bids");

        return new FrameTemplate(builder, 0);
    }

    private static FrameTemplate mapTail(final StreamLabel label, final int shape)
    {
        final TemplateBuilder builder = builder();
        MsgpackWriter.string(builder, "timestamp");
        builder.octet(MsgpackCode.UINT64).integer(UpdateValues.TIMESTAMP_MS);
        MsgpackWriter.string(builder, "kind");
        MsgpackWriter.string(builder, (shape & SNAPSHOT_BIT) != 0 ? "snapshot" : "delta");
        MsgpackWriter.string(builder, "venue");
        MsgpackWriter.string(builder, label.venue());
        for (final UpdateLayout.Field field : UpdateLayout.head())
        {
            MsgpackWriter.string(builder, field.name());
            MsgpackWriter.value(builder, field, label, shape & TIMELESS_BIT, false);
        }

        return new FrameTemplate(builder, 0);
    }

    private static FrameTemplate arrayHead(final StreamLabel label, final int shape)
    {
        final TemplateBuilder builder = builder();
        builder.octet(MsgpackCode.FIXARRAY | ARRAY_ENTRIES);
        builder.octet((shape & SNAPSHOT_BIT) != 0 ? SNAPSHOT_CODE : DELTA_CODE);
        builder.octet(MsgpackCode.UINT32).constantInt((int)label.wireId());
        for (final UpdateLayout.Field field : UpdateLayout.head())
        {
            MsgpackWriter.value(builder, field, label, shape & TIMELESS_BIT, false);
        }
        MsgpackWriter.string(builder, label.symbol());

        return new FrameTemplate(builder, 0);
    }

    private static FrameTemplate arrayTail(final StreamLabel label)
    {
        final TemplateBuilder builder = builder();
        builder.octet(MsgpackCode.UINT64).integer(UpdateValues.TIMESTAMP_MS);
        MsgpackWriter.string(builder, label.venue());

        return new FrameTemplate(builder, 0);
    }

    private static TemplateBuilder builder()
    {
        return new TemplateBuilder(ByteOrder.BIG_ENDIAN);
    }
}
