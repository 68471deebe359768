package io.tickwire.client;

import io.tickwire.client.ws.FrameParser;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What waits to be sent, masked already. Bounded: who sends more than is taken is told so.
 * Thread: client
 */
final class Outgoing
{
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_HEADER_BYTES = 14;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int FIN = 0x80;
    private static final int MASK = 0x80;
    private static final int LENGTH16 = 126;
    private static final int LENGTH64 = 127;

    private final byte[] control = new byte[MAX_CONTROL_BYTES];
    private ByteBuffer buffer = ByteBuffer.allocate(1_024);

    boolean isEmpty()
    {
        return buffer.position() == 0;
    }

    void clear()
    {
        buffer.clear();
    }

    void put(final byte[] bytes)
    {
        if (reserve(bytes.length))
        {
            buffer.put(bytes);
        }
    }

    void putPing(final long value)
    {
        ByteBuffer.wrap(control).order(ByteOrder.nativeOrder()).putLong(value);
        putFrame(FrameParser.PING, control, Long.BYTES);
    }

    void putClose(final int code, final String reason)
    {
        final byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_CONTROL_BYTES - 2);
        // Not within a character.
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80)
        {
            length--;
        }
        control[0] = (byte)(code >> 8);
        control[1] = (byte)code;
        System.arraycopy(text, 0, control, 2, length);
        putFrame(FrameParser.CLOSE, control, 2 + length);
    }

    void putFrame(final int opcode, final DirectBuffer from, final int offset, final int length)
    {
        from.getBytes(offset, control, 0, length);
        putFrame(opcode, control, length);
    }

    /**
     * @return whether there was room.
     */
    boolean putFrame(final int opcode, final byte[] bytes, final int length)
    {
        if (!reserve(MAX_HEADER_BYTES + length))
        {
            return false;
        }
        buffer.put((byte)(FIN | opcode));
        if (length < LENGTH16)
        {
            buffer.put((byte)(MASK | length));
        }
        else if (length < 1 << 16)
        {
            buffer.put((byte)(MASK | LENGTH16)).putShort((short)length);
        }
        else
        {
            buffer.put((byte)(MASK | LENGTH64)).putLong(length);
        }
        final int mask = ThreadLocalRandom.current().nextInt();
        buffer.putInt(mask);
        for (int i = 0; i < length; i++)
        {
            buffer.put((byte)(bytes[i] ^ mask >>> 24 - 8 * (i & 3)));
        }

        return true;
    }

    void writeTo(final Pipe pipe) throws IOException
    {
        buffer.flip();
        try
        {
            pipe.write(buffer);
        }
        finally
        {
            buffer.compact();
        }
    }

    private boolean reserve(final int bytes)
    {
        if (buffer.remaining() >= bytes)
        {
            return true;
        }
        final int needed = buffer.position() + bytes;
        if (needed > MAX_BYTES)
        {
            return false;
        }
        final ByteBuffer larger = ByteBuffer.wrap(
            Arrays.copyOf(buffer.array(), Math.min(MAX_BYTES, Math.max(needed, 2 * buffer.capacity()))));
        larger.position(buffer.position());
        buffer = larger;

        return true;
    }
}
