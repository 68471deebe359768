package io.tickwire.engine.encode;

import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderBookUpdateEncoder;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A stream's books as SBE. The entries of a group are what a {@link LevelList} holds, byte for byte, where memory is
 * little-endian: a side is copied as a whole.
 * Thread: pipeline-<k>
 */
final class SbeBookWriter implements BookWriter
{
    private static final int LEVEL_BYTES = OrderBookUpdateEncoder.BidsEncoder.sbeBlockLength();
    private static final int DIMENSION_BYTES = OrderBookUpdateEncoder.BidsEncoder.sbeHeaderSize();
    private static final int COUNT_SHIFT = 16;
    private static final int CHECKSUM = MessageHeaderEncoder.ENCODED_LENGTH +
        OrderBookUpdateEncoder.checksumEncodingOffset();
    private static final int IS_SNAPSHOT = MessageHeaderEncoder.ENCODED_LENGTH +
        OrderBookUpdateEncoder.isSnapshotEncodingOffset();
    private static final int HAS_CHECKSUM = MessageHeaderEncoder.ENCODED_LENGTH +
        OrderBookUpdateEncoder.hasChecksumEncodingOffset();
    private static final int LONGS_BASE = UnsafeApi.arrayBaseOffset(long[].class);

    private final FrameTemplate head;

    SbeBookWriter(final StreamLabel label)
    {
        final TemplateBuilder builder = new TemplateBuilder(ByteOrder.LITTLE_ENDIAN);
        SbeHead.put(
            builder,
            OrderBookUpdateEncoder.BLOCK_LENGTH,
            OrderBookUpdateEncoder.TEMPLATE_ID,
            label.wireId(),
            label.priceExponent(),
            label.quantityExponent());
        builder.constantInt(0).octet(Bool.NO.value()).octet(Bool.NO.value());
        head = new FrameTemplate(builder, 0);
    }

    @Override
    public int maxBytes(final int bids, final int asks)
    {
        return Math.toIntExact(head.length() + 2 * DIMENSION_BYTES + ((long)bids + asks) * LEVEL_BYTES);
    }

    /**
     * @throws IllegalArgumentException where a side has more than 65,534 levels; nothing is written then.
     */
    @Override
    public int write(
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values,
        final LevelList levels,
        final boolean isSnapshot,
        final long checksum)
    {
        final int bids = levels.bidCount();
        final int asks = levels.askCount();
        if (bids > MAX_SBE_LEVELS || asks > MAX_SBE_LEVELS)
        {
            throw new IllegalArgumentException(
                "an SBE message has at most " + MAX_SBE_LEVELS + " levels a side: bids=" + bids + " asks=" + asks);
        }

        int at = offset + head.write(buffer, offset, values);
        buffer.putByte(offset + IS_SNAPSHOT, (byte)(isSnapshot ? Bool.YES.value() : Bool.NO.value()));
        if (checksum >= 0)
        {
            buffer.putInt(offset + CHECKSUM, (int)checksum, ByteOrder.LITTLE_ENDIAN);
            buffer.putByte(offset + HAS_CHECKSUM, (byte)Bool.YES.value());
        }
        at = putSide(buffer, at, levels.bids(), bids);
        at = putSide(buffer, at, levels.asks(), asks);

        return at - offset;
    }

    private static int putSide(final UnsafeBuffer buffer, final int offset, final long[] levels, final int count)
    {
        final int length = count * LEVEL_BYTES;
        buffer.putInt(offset, count << COUNT_SHIFT | LEVEL_BYTES, ByteOrder.LITTLE_ENDIAN);
        buffer.boundsCheck(offset + DIMENSION_BYTES, length);
        final byte[] base = buffer.byteArray();
        final long address = buffer.addressOffset() + offset + DIMENSION_BYTES;
        if (WireOrder.IS_NATIVE_BIG)
        {
            for (int i = 0; i < count * LevelList.LONGS; i++)
            {
                WireOrder.putLittle(base, address + (long)i * Long.BYTES, levels[i]);
            }
        }
        else
        {
            UnsafeApi.copyMemory(levels, LONGS_BASE, base, address, length);
        }

        return offset + DIMENSION_BYTES + length;
    }
}
