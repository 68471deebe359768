package io.tickwire.engine;

import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * An unmasked, unfragmented WebSocket frame, by the letter of RFC 6455, section 5.2.
 */
public final class TestSealer implements FrameSealer
{
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;

    @Override
    public int headerBytes(final int payloadBytes)
    {
        return payloadBytes < 126 ? 2 : payloadBytes < 65536 ? 4 : 10;
    }

    @Override
    public void seal(
        final MutableDirectBuffer buffer, final int frameOffset, final int payloadBytes, final boolean isText)
    {
        buffer.putByte(frameOffset, (byte)(FIN | (isText ? TEXT : BINARY)));
        switch (headerBytes(payloadBytes))
        {
            case 2 -> buffer.putByte(frameOffset + 1, (byte)payloadBytes);
            case 4 ->
            {
                buffer.putByte(frameOffset + 1, (byte)126);
                buffer.putShort(frameOffset + 2, (short)payloadBytes, ByteOrder.BIG_ENDIAN);
            }
            default ->
            {
                buffer.putByte(frameOffset + 1, (byte)127);
                buffer.putLong(frameOffset + 2, payloadBytes, ByteOrder.BIG_ENDIAN);
            }
        }
    }
}
