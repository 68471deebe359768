package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A message of a stream with all that is the same each time already in it; what differs is patched in where it stands.
 * Room for the transport's header comes first, and is filled in once.
 * <pre>
 *  +--------+----------------------------------------------------------------------+
 *  | header | payload: constant bytes, with 8-byte values at the patches' offsets  |
 *  +--------+----------------------------------------------------------------------+
 * </pre>
 * Thread: pipeline-<k>
 */
public final class FrameTemplate
{
    private static final int NO_UUID = -1;

    private final UnsafeBuffer image;
    private final byte[] bytes;
    private final int headerBytes;
    private final ByteOrder order;
    private final int[] integerOffsets;
    private final int[] integerValues;
    private final int[] decimalOffsets;
    private final int[] decimalValues;
    private final int[] decimalExponents;
    private final int uuidOffset;
    private final int uuidValue;

    FrameTemplate(final TemplateBuilder builder, final int headerBytes)
    {
        this.headerBytes = headerBytes;
        bytes = builder.bytes(headerBytes);
        image = new UnsafeBuffer(bytes);
        order = builder.order();
        integerOffsets = builder.integerOffsets(headerBytes);
        integerValues = builder.integerValues();
        decimalOffsets = builder.decimalOffsets(headerBytes);
        decimalValues = builder.decimalValues();
        decimalExponents = builder.decimalExponents();
        uuidOffset = builder.uuidOffset() < 0 ? NO_UUID : builder.uuidOffset() + headerBytes;
        uuidValue = builder.uuidValue();
    }

    /**
     * The image, for the transport to write its header at 0.
     */
    public UnsafeBuffer image()
    {
        return image;
    }

    /**
     * Length of the frame, header included.
     */
    public int length()
    {
        return bytes.length;
    }

    /**
     * Length of the payload.
     */
    public int payloadBytes()
    {
        return bytes.length - headerBytes;
    }

    /**
     * Write the frame with a message's values in it.
     *
     * @param buffer with {@link #length} bytes of room at the offset.
     * @return its length.
     */
    public int write(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final byte[] bytes = this.bytes;
        buffer.putBytes(offset, bytes, 0, bytes.length);
        patchIntegers(buffer, offset, values);
        patchDecimals(buffer, offset, values);
        if (uuidOffset != NO_UUID)
        {
            Uuids.put(buffer, offset + uuidOffset, values[uuidValue + 1], values[uuidValue]);
        }

        return bytes.length;
    }

    private void patchIntegers(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final int[] offsets = integerOffsets;
        final int[] places = integerValues;
        final ByteOrder order = this.order;
        for (int i = 0; i < offsets.length; i++)
        {
            buffer.putLong(offset + offsets[i], values[places[i]], order);
        }
    }

    private void patchDecimals(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final int[] offsets = decimalOffsets;
        final int[] places = decimalValues;
        final int[] exponents = decimalExponents;
        for (int i = 0; i < offsets.length; i++)
        {
            final double value = Decimals.toDouble(values[places[i]], exponents[i]);
            buffer.putLong(offset + offsets[i], Double.doubleToRawLongBits(value), ByteOrder.BIG_ENDIAN);
        }
    }
}
