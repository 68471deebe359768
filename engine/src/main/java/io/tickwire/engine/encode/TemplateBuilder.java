package io.tickwire.engine.encode;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntArrayList;

import java.nio.ByteOrder;

/**
 * Collects a template's constant bytes, and the places in it that are patched.
 * Thread: pipeline-<k>
 */
final class TemplateBuilder
{
    private static final int VALUE_BITS = 6;
    private static final int VALUE_MASK = (1 << VALUE_BITS) - 1;
    private static final int EXPONENT_BITS = 6;
    private static final int EXPONENT_MASK = (1 << EXPONENT_BITS) - 1;
    private static final int EXPONENT_BIAS = 1 << EXPONENT_BITS - 1;
    private static final int OFFSET_SHIFT = VALUE_BITS + EXPONENT_BITS;

    private final ExpandableArrayBuffer payload = new ExpandableArrayBuffer(512);
    private final ByteOrder order;
    private final IntArrayList integers = new IntArrayList();
    private final IntArrayList decimals = new IntArrayList();
    private int length;
    private int uuidOffset = -1;
    private int uuidValue = -1;

    TemplateBuilder(final ByteOrder order)
    {
        this.order = order;
    }

    TemplateBuilder octet(final int value)
    {
        payload.putByte(length++, (byte)value);

        return this;
    }

    TemplateBuilder constant(final byte[] bytes)
    {
        payload.putBytes(length, bytes);
        length += bytes.length;

        return this;
    }

    TemplateBuilder constantShort(final int value)
    {
        payload.putShort(length, (short)value, order);
        length += Short.BYTES;

        return this;
    }

    TemplateBuilder constantInt(final int value)
    {
        payload.putInt(length, value, order);
        length += Integer.BYTES;

        return this;
    }

    TemplateBuilder constantLong(final long value)
    {
        payload.putLong(length, value, order);
        length += Long.BYTES;

        return this;
    }

    /** Eight bytes, patched with a value as it is. */
    TemplateBuilder integer(final int valueIndex)
    {
        integers.addInt(patch(valueIndex, 0));

        return constantLong(0);
    }

    /** Eight bytes, patched with the double that is nearest to a mantissa's value. */
    TemplateBuilder decimal(final int valueIndex, final int exponent)
    {
        decimals.addInt(patch(valueIndex, exponent));

        return constantLong(0);
    }

    /** 36 bytes, patched with a UUID's text. */
    TemplateBuilder uuid(final int valueIndex)
    {
        uuidOffset = length;
        uuidValue = valueIndex;

        return constant(new byte[Uuids.TEXT_BYTES]);
    }

    int length()
    {
        return length;
    }

    ByteOrder order()
    {
        return order;
    }

    byte[] bytes(final int headerBytes)
    {
        final byte[] bytes = new byte[headerBytes + length];
        payload.getBytes(0, bytes, headerBytes, length);

        return bytes;
    }

    /**
     * The patches with integers; see {@link #offsetOf} and {@link #valueOf}.
     */
    int[] integers(final int headerBytes)
    {
        return shifted(integers, headerBytes);
    }

    /**
     * The patches with decimals.
     */
    int[] decimals(final int headerBytes)
    {
        return shifted(decimals, headerBytes);
    }

    int uuidOffset()
    {
        return uuidOffset;
    }

    int uuidValue()
    {
        return uuidValue;
    }

    /**
     * Where a patch goes.
     */
    static int offsetOf(final int patch)
    {
        return patch >>> OFFSET_SHIFT;
    }

    /**
     * Which value a patch shows.
     */
    static int valueOf(final int patch)
    {
        return patch & VALUE_MASK;
    }

    /**
     * The exponent of the decimal that a patch shows.
     */
    static int exponentOf(final int patch)
    {
        return (patch >> VALUE_BITS & EXPONENT_MASK) - EXPONENT_BIAS;
    }

    private int patch(final int valueIndex, final int exponent)
    {
        return length << OFFSET_SHIFT | exponent + EXPONENT_BIAS << VALUE_BITS | valueIndex;
    }

    private static int[] shifted(final IntArrayList patches, final int by)
    {
        final int[] shifted = patches.toIntArray();
        for (int i = 0; i < shifted.length; i++)
        {
            shifted[i] += by << OFFSET_SHIFT;
        }

        return shifted;
    }
}
