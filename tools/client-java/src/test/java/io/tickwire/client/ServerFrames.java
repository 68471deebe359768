package io.tickwire.client;

import java.nio.ByteBuffer;

/**
 * Frames as a server writes them.
 */
final class ServerFrames
{
    private ServerFrames()
    {
    }

    static byte[] frame(final int opcode, final byte[] payload)
    {
        return frame(opcode, true, payload);
    }

    static byte[] frame(final int opcode, final boolean isFinal, final byte[] payload)
    {
        final ByteBuffer buffer = ByteBuffer.allocate(payload.length + 10);
        buffer.put((byte)((isFinal ? 0x80 : 0) | opcode));
        if (payload.length < 126)
        {
            buffer.put((byte)payload.length);
        }
        else if (payload.length < 1 << 16)
        {
            buffer.put((byte)126).putShort((short)payload.length);
        }
        else
        {
            buffer.put((byte)127).putLong(payload.length);
        }
        buffer.put(payload).flip();
        final byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);

        return bytes;
    }
}
