package io.tickwire.transport.feed.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a link has to send and the socket has not taken, a byte array that grows to a bound. Frames are masked into it,
 * RFC 6455, section 5.3:
 * <pre>
 *  +-+-+-+-+-------+-+-------------+-----------------+-----------------+-----------------+
 *  |1|0|0|0| opcode|1| length      | of 16 or 64 bits| masking key     | payload, masked |
 *  +-+-+-+-+-------+-+-------------+-----------------+-----------------+-----------------+
 * </pre>
 * Thread: feed-<venue>
 */
final class Outgoing
{
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int INITIAL_BYTES = 1 << 10;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 125;
    private static final int MAX_MEDIUM = 0xFFFF;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_HEADER_BYTES = 14;

    /** Of pongs and a close there may be so much more: they are short, and say that we are here, or why we go. */
    private static final int CONTROL_BYTES = 1 << 10;

    private final int maxBytes;
    private ByteBuffer waiting = ByteBuffer.allocate(INITIAL_BYTES).limit(0);

    Outgoing(final int maxBytes)
    {
        this.maxBytes = maxBytes;
    }

    /** What waits, from position to limit; what was taken is passed over. */
    ByteBuffer waiting()
    {
        return waiting;
    }

    int bytes()
    {
        return waiting.remaining();
    }

    /** Add bytes as they are: before there are frames. */
    void add(final byte[] bytes)
    {
        append(bytes.length).put(bytes).flip();
    }

    /**
     * Add a frame.
     *
     * @param mask of this frame only.
     * @return false: there is no room for it.
     */
    boolean addFrame(final int opcode, final byte[] payload, final int offset, final int length, final int mask)
    {
        final int most = opcode >= CLOSE ? maxBytes + CONTROL_BYTES : maxBytes;
        if (length > most - MAX_HEADER_BYTES - bytes())
        {
            return false;
        }

        final ByteBuffer to = append(length + MAX_HEADER_BYTES);
        to.put((byte)(FIN | opcode));
        if (length <= MAX_SHORT)
        {
            to.put((byte)(MASKED | length));
        }
        else if (length <= MAX_MEDIUM)
        {
            to.put((byte)(MASKED | LENGTH_IN_2_BYTES)).putShort((short)length);
        }
        else
        {
            to.put((byte)(MASKED | LENGTH_IN_8_BYTES)).putLong(length);
        }
        to.putInt(mask);
        for (int i = 0; i < length; i++)
        {
            final int shift = Integer.SIZE - Byte.SIZE - (i << 3 & Integer.SIZE - 1);
            to.put((byte)(payload[offset + i] ^ mask >>> shift));
        }
        to.flip();

        return true;
    }

    /** The buffer, ready to be written to behind what waits; to be flipped then. */
    private ByteBuffer append(final int count)
    {
        waiting.compact();
        if (waiting.remaining() < count)
        {
            final int used = waiting.position();
            final int size = Math.max(used + count, 2 * waiting.capacity());
            waiting = ByteBuffer.wrap(Arrays.copyOf(waiting.array(), size)).position(used);
        }

        return waiting;
    }
}
