package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    private static final VarHandle BIG_ENDIAN_LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN_LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int NO_UUID = -1;
    private static final double NO_DIVISOR = 0;

    private final UnsafeBuffer image;
    private final byte[] bytes;
    private final int headerBytes;
    private final boolean isBigEndian;
    private final int[] integers;
    private final int[] decimals;
    private final int[] decimalExponents;
    private final double[] decimalDivisors;
    private final int uuidOffset;
    private final int uuidValue;

    FrameTemplate(final TemplateBuilder builder, final int headerBytes)
    {
        this.headerBytes = headerBytes;
        bytes = builder.bytes(headerBytes);
        image = new UnsafeBuffer(bytes);
        isBigEndian = builder.order() == ByteOrder.BIG_ENDIAN;
        integers = builder.integers(headerBytes);
        decimals = builder.decimals(headerBytes);
        decimalExponents = builder.decimalExponents();
        decimalDivisors = divisors(decimalExponents);
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
     * Write the frame with a message's values in it. The values are patched into the image, and that is copied once:
     * an array's bounds cost less to check than a buffer's.
     *
     * @param buffer with {@link #length} bytes of room at the offset.
     * @return its length.
     */
    public int write(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final byte[] bytes = this.bytes;
        if (isBigEndian)
        {
            patchBigEndian(bytes, values);
        }
        else
        {
            patchLittleEndian(bytes, values);
        }
        if (uuidOffset != NO_UUID)
        {
            Uuids.put(bytes, uuidOffset, values[uuidValue + 1], values[uuidValue]);
        }
        buffer.putBytes(offset, bytes, 0, bytes.length);

        return bytes.length;
    }

    private void patchBigEndian(final byte[] bytes, final long[] values)
    {
        for (final int patch : integers)
        {
            BIG_ENDIAN_LONG.set(bytes, TemplateBuilder.offsetOf(patch), values[TemplateBuilder.valueOf(patch)]);
        }

        patchDecimals(bytes, values);
    }

    private void patchLittleEndian(final byte[] bytes, final long[] values)
    {
        for (final int patch : integers)
        {
            LITTLE_ENDIAN_LONG.set(bytes, TemplateBuilder.offsetOf(patch), values[TemplateBuilder.valueOf(patch)]);
        }
    }

    private void patchDecimals(final byte[] bytes, final long[] values)
    {
        final int[] patches = decimals;
        final double[] divisors = decimalDivisors;
        for (int i = 0; i < patches.length; i++)
        {
            final int patch = patches[i];
            final long mantissa = values[TemplateBuilder.valueOf(patch)];
            final double divisor = divisors[i];
            final double value = Decimals.isExactDouble(mantissa) && divisor != NO_DIVISOR ?
                mantissa / divisor : Decimals.toDouble(mantissa, decimalExponents[i]);
            BIG_ENDIAN_LONG.set(bytes, TemplateBuilder.offsetOf(patch), Double.doubleToRawLongBits(value));
        }
    }

    private static double[] divisors(final int[] exponents)
    {
        final double[] divisors = new double[exponents.length];
        for (int i = 0; i < divisors.length; i++)
        {
            divisors[i] = exponents[i] <= 0 ? Decimals.power(-exponents[i]) : NO_DIVISOR;
        }

        return divisors;
    }
}
