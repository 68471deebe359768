package io.tickwire.transport.ws;

import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * The header of an unmasked, unfragmented WebSocket frame, RFC 6455, section 5.2, its length in the shortest form.
 * <pre>
 *   0               1               2               3
 *  +-+-+-+-+-------+-+-------------+-------------------------------+
 *  |F|R|R|R| opcode|M| length      | length, if that was 126       |
 *  |1|D|0|0| 1 | 2 |0| 0-125 | ... | (2 bytes, big-endian)         |
 *  +-+-+-+-+-------+-+-------------+-------------------------------+
 *  | or, if it was 127: length (8 bytes, big-endian) ...           |
 *  +---------------------------------------------------------------+
 * </pre>
 * D is 1 where the payload is deflated. Each form is written with one store of its fixed part, and nothing but the
 * header's bytes is touched.
 * Thread: any
 */
public final class FrameHeader implements FrameSealer
{
    private static final int FIN = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int OPCODE_TEXT = 0x1;
    private static final int OPCODE_BINARY = 0x2;

    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_LENGTH_IN_7_BITS = 125;
    private static final int MAX_LENGTH_IN_2_BYTES = 0xFFFF;

    private static final int SHORT_BYTES = 2;
    private static final int MEDIUM_BYTES = 4;
    private static final int LONG_BYTES = 10;

    @Override
    public int headerBytes(final int payloadBytes)
    {
        assert payloadBytes >= 0 : "payloadBytes=" + payloadBytes;

        if (payloadBytes <= MAX_LENGTH_IN_7_BITS)
        {
            return SHORT_BYTES;
        }

        return payloadBytes <= MAX_LENGTH_IN_2_BYTES ? MEDIUM_BYTES : LONG_BYTES;
    }

    @Override
    public void seal(
        final MutableDirectBuffer buffer, final int frameOffset, final int payloadBytes, final boolean isText)
    {
        write(buffer, frameOffset, payloadBytes, FIN | (isText ? OPCODE_TEXT : OPCODE_BINARY));
    }

    /**
     * The same for a payload that is deflated: RFC 7692, section 6.
     */
    public void sealDeflated(
        final MutableDirectBuffer buffer, final int frameOffset, final int payloadBytes, final boolean isText)
    {
        write(buffer, frameOffset, payloadBytes, FIN | DEFLATED | (isText ? OPCODE_TEXT : OPCODE_BINARY));
    }

    private static void write(
        final MutableDirectBuffer buffer, final int frameOffset, final int payloadBytes, final int first)
    {
        assert payloadBytes >= 0 : "payloadBytes=" + payloadBytes;

        if (payloadBytes <= MAX_LENGTH_IN_7_BITS)
        {
            buffer.putShort(frameOffset, (short)(first << 8 | payloadBytes), ByteOrder.BIG_ENDIAN);
        }
        else if (payloadBytes <= MAX_LENGTH_IN_2_BYTES)
        {
            final int header = first << 24 | LENGTH_IN_2_BYTES << 16 | payloadBytes;
            buffer.putInt(frameOffset, header, ByteOrder.BIG_ENDIAN);
        }
        else
        {
            buffer.putShort(frameOffset, (short)(first << 8 | LENGTH_IN_8_BYTES), ByteOrder.BIG_ENDIAN);
            buffer.putLong(frameOffset + SHORT_BYTES, payloadBytes, ByteOrder.BIG_ENDIAN);
        }
    }
}
