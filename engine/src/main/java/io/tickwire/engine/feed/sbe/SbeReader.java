package io.tickwire.engine.feed.sbe;

import io.tickwire.engine.feed.json.MalformedMessageException;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads one message front to back: header, root block, groups, text.
 * <pre>
 *   +-------------+-------------+-----------+----------+------------+--------------------+--------------+
 *   | blockLength | templateId  | schemaId  | version  | root block | groups             | text         |
 *   | uint16      | uint16      | uint16    | uint16   |            | uint16, uint16 ... | uint8, UTF-8 |
 *   +-------------+-------------+-----------+----------+------------+--------------------+--------------+
 * </pre>
 * Blocks are stepped over by the length that the message says, so that fields of newer versions at their ends do not
 * matter. A block that is shorter than its reader expects is of another layout, and is refused.
 * Thread: feed-<venue>
 */
public final class SbeReader
{
    public static final int HEADER_BYTES = 8;

    private static final int SCHEMA_HIGH_BYTE = 5;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final MalformedMessageException TRUNCATED = new MalformedMessageException("the message is cut off");
    private static final MalformedMessageException LAYOUT =
        new MalformedMessageException("a block is shorter than expected");

    private byte[] buffer;
    private int end;
    private int position;
    private int block;
    private int blockLength;
    private int templateId;
    private int schemaId;
    private int textOffset;
    private int textLength;

    /** Whether a message is binary: the high byte of the schema's number is 0, as no byte of a text is. */
    public static boolean isBinary(final byte[] buffer, final int offset, final int length)
    {
        return length >= HEADER_BYTES && buffer[offset + SCHEMA_HIGH_BYTE] == 0;
    }

    /** Begin with another message; its root block is to be read next. */
    public SbeReader wrap(final byte[] buffer, final int offset, final int length)
    {
        this.buffer = buffer;
        position = offset;
        end = offset + length;
        requireInside(HEADER_BYTES);
        blockLength = uint16(offset);
        templateId = uint16(offset + 2);
        schemaId = uint16(offset + 4);
        position = offset + HEADER_BYTES;

        return this;
    }

    public int templateId()
    {
        return templateId;
    }

    public int schemaId()
    {
        return schemaId;
    }

    /**
     * The next block, the root's or that of the next entry of a group, has at least so many bytes.
     */
    public void nextBlock(final int expectedLength)
    {
        if (blockLength < expectedLength)
        {
            throw LAYOUT;
        }
        requireInside(blockLength);
        block = position;
        position += blockLength;
    }

    /**
     * Go to a group, whose dimensions are two of 16 bits.
     *
     * @return how many entries it has; {@link #nextBlock} goes to each.
     */
    public int beginGroup()
    {
        requireInside(2 * Short.BYTES);
        blockLength = uint16(position);
        final int count = uint16(position + Short.BYTES);
        position += 2 * Short.BYTES;

        return count;
    }

    /**
     * Go to a group, whose dimensions are one of 16 bits and one of 32.
     *
     * @return as {@link #beginGroup} does; no entry of a count that is too large is there.
     */
    public int beginLargeGroup()
    {
        requireInside(Short.BYTES + Integer.BYTES);
        blockLength = uint16(position);
        final int count = (int)INTS.get(buffer, position + Short.BYTES);
        position += Short.BYTES + Integer.BYTES;

        return count < 0 ? Integer.MAX_VALUE : count;
    }

    /** A field of the block. */
    public long int64(final int fieldOffset)
    {
        return (long)LONGS.get(buffer, block + fieldOffset);
    }

    public int int8(final int fieldOffset)
    {
        return buffer[block + fieldOffset];
    }

    public int uint8(final int fieldOffset)
    {
        return buffer[block + fieldOffset] & 0xFF;
    }

    /** The next is a text whose length has eight bits; it stands in {@link #buffer}. */
    public void readText()
    {
        requireInside(1);
        textLength = buffer[position] & 0xFF;
        textOffset = ++position;
        requireInside(textLength);
        position += textLength;
    }

    public byte[] buffer()
    {
        return buffer;
    }

    public int textOffset()
    {
        return textOffset;
    }

    public int textLength()
    {
        return textLength;
    }

    private int uint16(final int offset)
    {
        return (short)SHORTS.get(buffer, offset) & 0xFFFF;
    }

    private void requireInside(final int length)
    {
        if (length > end - position)
        {
            throw TRUNCATED;
        }
    }
}
