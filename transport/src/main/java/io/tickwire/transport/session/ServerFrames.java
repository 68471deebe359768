package io.tickwire.transport.session;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * How long the frames are that we sent: unmasked ones, as {@code FrameHeader} writes them.
 * Thread: any
 */
public final class ServerFrames
{
    static final int LENGTH_MASK = 0x7F;
    static final int LENGTH_IN_2_BYTES = 126;
    static final int SHORT_HEADER = 2;
    static final int MEDIUM_HEADER = 4;
    static final int LONG_HEADER = 10;

    private static final int OPCODE_MASK = 0x0F;

    private ServerFrames()
    {
    }

    /**
     * The length of the frame that begins at an offset, header included.
     */
    public static int frameLength(final DirectBuffer source, final int offset)
    {
        final int length = source.getByte(offset + 1) & LENGTH_MASK;
        if (length < LENGTH_IN_2_BYTES)
        {
            return SHORT_HEADER + length;
        }

        return length == LENGTH_IN_2_BYTES ?
            MEDIUM_HEADER + (source.getShort(offset + SHORT_HEADER, ByteOrder.BIG_ENDIAN) & 0xFFFF) :
            LONG_HEADER + (int)source.getLong(offset + SHORT_HEADER, ByteOrder.BIG_ENDIAN);
    }

    /**
     * The length of the header of the frame that begins at an offset.
     */
    public static int headerLength(final DirectBuffer source, final int offset)
    {
        final int length = source.getByte(offset + 1) & LENGTH_MASK;

        return length < LENGTH_IN_2_BYTES ? SHORT_HEADER : length == LENGTH_IN_2_BYTES ? MEDIUM_HEADER : LONG_HEADER;
    }

    /**
     * The opcode of the frame that begins at an offset.
     */
    public static int opcode(final DirectBuffer source, final int offset)
    {
        return source.getByte(offset) & OPCODE_MASK;
    }
}
