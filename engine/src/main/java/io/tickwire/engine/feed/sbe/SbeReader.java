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
 * <p>
 * Some venues count what follows: behind the header, and behind the dimensions of each group, stand the numbers of
 * groups and of texts of that block, two of 16 bits. Then a message tells itself where it ends, and more can stand
 * behind it.
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

    private static final MalformedMessageException DEEP = new MalformedMessageException("groups are nested too deep");
    private static final int MAX_DEPTH = 4;

    private final int countBytes;
    private byte[] buffer;
    private int end;
    private int position;
    private int block;
    private int blockLength;
    private int templateId;
    private int schemaId;
    private int groups;
    private int textOffset;
    private int textLength;

    /** Whether a message is binary: the high byte of the schema's number is 0, as no byte of a text is. */
    public static boolean isBinary(final byte[] buffer, final int offset, final int length)
    {
        return length >= HEADER_BYTES && buffer[offset + SCHEMA_HIGH_BYTE] == 0;
    }

    /** Of messages that do not count what follows. */
    public SbeReader()
    {
        this(false);
    }

    /**
     * @param isCounted whether headers and groups count what follows.
     */
    public SbeReader(final boolean isCounted)
    {
        countBytes = isCounted ? 2 * Short.BYTES : 0;
    }

    /** Begin with another message; its root block is to be read next. */
    public SbeReader wrap(final byte[] buffer, final int offset, final int length)
    {
        this.buffer = buffer;
        position = offset;
        end = offset + length;
        requireInside(HEADER_BYTES + countBytes);
        blockLength = uint16(offset);
        templateId = uint16(offset + 2);
        schemaId = uint16(offset + 4);
        position = offset + HEADER_BYTES + countBytes;
        groups = countBytes == 0 ? 0 : uint16(offset + HEADER_BYTES);

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
     * Where the message ends that begins here, which must count what follows; all of its blocks and texts are inside.
     */
    public int endOf(final byte[] buffer, final int offset, final int end)
    {
        wrap(buffer, offset, end - offset);
        skip(blockLength);
        skipGroups(groups, 0);
        skipTexts(uint16(offset + HEADER_BYTES + Short.BYTES));

        return position;
    }

    /** Pass over the groups of the root block, which must be counted. */
    public void skipGroups()
    {
        skipGroups(groups, 0);
    }

    /**
     * Go to a group, whose dimensions are two of 16 bits.
     *
     * @return how many entries it has; {@link #nextBlock} goes to each.
     */
    public int beginGroup()
    {
        requireInside(2 * Short.BYTES + countBytes);
        blockLength = uint16(position);
        final int count = uint16(position + Short.BYTES);
        position += 2 * Short.BYTES + countBytes;

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

    public double float64(final int fieldOffset)
    {
        return Double.longBitsToDouble(int64(fieldOffset));
    }

    public int int32(final int fieldOffset)
    {
        return (int)INTS.get(buffer, block + fieldOffset);
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

    /** Where the block begins in {@link #buffer}. */
    public int block()
    {
        return block;
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

    private void skipGroups(final int count, final int depth)
    {
        if (count > 0 && depth == MAX_DEPTH)
        {
            throw DEEP;
        }
        for (int i = 0; i < count; i++)
        {
            requireInside(2 * Short.BYTES + countBytes);
            final int at = position;
            final int entryLength = uint16(at);
            final int entries = uint16(at + Short.BYTES);
            final int entryGroups = uint16(at + 2 * Short.BYTES);
            final int entryTexts = uint16(at + 3 * Short.BYTES);
            position += 2 * Short.BYTES + countBytes;
            for (int entry = 0; entry < entries; entry++)
            {
                skip(entryLength);
                skipGroups(entryGroups, depth + 1);
                skipTexts(entryTexts);
            }
        }
    }

    private void skipTexts(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            readText();
        }
    }

    private void skip(final int length)
    {
        requireInside(length);
        position += length;
    }

    private void requireInside(final int length)
    {
        if (length > end - position)
        {
            throw TRUNCATED;
        }
    }
}
