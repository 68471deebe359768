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
    private final boolean isBigEndian;
    private final int[] integers;
    private final int[] decimals;
    private final int uuidOffset;
    private final int uuidValue;

    FrameTemplate(final TemplateBuilder builder, final int headerBytes)
    {
        this.headerBytes = headerBytes;
        bytes = builder.bytes(headerBytes);
        image = new UnsafeBuffer(bytes);
        isBigEndian = builder.order() == ByteOrder.BIG_ENDIAN;
        integers = requireInside(builder.integers(headerBytes), bytes.length);
        decimals = requireInside(builder.decimals(headerBytes), bytes.length);
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
     * Write the frame with a message's values in it: the image is copied, and the values are patched in where they
     * stand. The buffer's bounds are checked once, for the whole frame; each patch is inside of that, which was checked
     * when the template was made.
     *
     * @param buffer with {@link #length} bytes of room at the offset.
     * @return its length.
     */
    public int write(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final byte[] image = bytes;
        if (uuidOffset != NO_UUID)
        {
            Uuids.put(image, uuidOffset, values[uuidValue + 1], values[uuidValue]);
        }
        buffer.putBytes(offset, image, 0, image.length);

        final byte[] base = buffer.byteArray();
        final long address = buffer.addressOffset() + offset;
        if (isBigEndian)
        {
            patchBigEndian(base, address, values);
        }
        else
        {
            patchLittleEndian(base, address, values);
        }

        return image.length;
    }

    private void patchBigEndian(final byte[] base, final long address, final long[] values)
    {
        for (final int patch : integers)
        {
            WireOrder.putBig(
                base, address + TemplateBuilder.offsetOf(patch), values[TemplateBuilder.valueOf(patch)]);
        }

        for (final int patch : decimals)
        {
            final double value = Decimals.toDouble(
                values[TemplateBuilder.valueOf(patch)], TemplateBuilder.exponentOf(patch));
            WireOrder.putBig(
                base, address + TemplateBuilder.offsetOf(patch), Double.doubleToRawLongBits(value));
        }
    }

    private void patchLittleEndian(final byte[] base, final long address, final long[] values)
    {
        for (final int patch : integers)
        {
            WireOrder.putLittle(
                base, address + TemplateBuilder.offsetOf(patch), values[TemplateBuilder.valueOf(patch)]);
        }
    }

    private static int[] requireInside(final int[] patches, final int length)
    {
        for (final int patch : patches)
        {
            if (TemplateBuilder.offsetOf(patch) + Long.BYTES > length)
            {
                throw new IllegalStateException(
                    "a patch is outside of its frame: offset=" + TemplateBuilder.offsetOf(patch) + " length=" + length);
            }
        }

        return patches;
    }
}
