package io.tickwire.tools.exchange;

import io.tickwire.transport.ws.Deflate;
import io.tickwire.transport.ws.MessageDeflater;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Composes the frames of one connection: whole or in fragments, deflated where that was agreed on.
 * Thread: market-<venue>
 */
final class Frames implements AutoCloseable
{
    private static final int FIN = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_LENGTH_IN_2_BYTES = 0xFFFF;
    private static final int LEVEL = 6;
    private static final int SPARE_BYTES = 1 << 10;

    /** Of those that are no WebSocket's: a message's bytes are all that is sent. */
    private static final int BARE = -1;
    private static final byte[] NOTHING = {};

    private final int fragmentBytes;
    private final Deflate deflate;
    private final MessageDeflater deflater;

    /**
     * @param fragmentBytes that a frame has at the most; 0: messages are whole.
     * @param deflate       that was agreed on; null: none.
     */
    Frames(final int fragmentBytes, final Deflate deflate)
    {
        this.fragmentBytes = fragmentBytes;
        this.deflate = deflate;
        this.deflater = deflate == null ? null : new MessageDeflater(LEVEL);
    }

    /** Of a connection that is no WebSocket. */
    static Frames bare()
    {
        return new Frames(BARE, null);
    }

    byte[] of(final Message message)
    {
        if (fragmentBytes == BARE)
        {
            return message.text() == null ? message.binary() : message.text().getBytes(StandardCharsets.UTF_8);
        }

        return message.text() == null ? message(BINARY, message.binary()) :
            message(TEXT, message.text().getBytes(StandardCharsets.UTF_8));
    }

    byte[] ping(final byte[] payload)
    {
        return frame(FIN | PING, payload, 0, payload.length);
    }

    byte[] pong(final byte[] payload)
    {
        return frame(FIN | PONG, payload, 0, payload.length);
    }

    byte[] close(final int code, final String reason)
    {
        final byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        final ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + text.length).putShort((short)code).put(text);

        return frame(FIN | CLOSE, payload.array(), 0, payload.capacity());
    }

    @Override
    public void close()
    {
        if (deflater != null)
        {
            deflater.close();
        }
    }

    private byte[] message(final int opcode, final byte[] message)
    {
        final boolean isDeflated = deflate != null && message.length <= deflate.maxDeflatedBytes();
        final byte[] payload = isDeflated ? deflated(message) : message;
        final int most = fragmentBytes == 0 ? Integer.MAX_VALUE : fragmentBytes;
        final int first = opcode | (isDeflated ? DEFLATED : 0);
        if (payload.length <= most)
        {
            return frame(FIN | first, payload, 0, payload.length);
        }

        final ByteArrayOutputStream frames = new ByteArrayOutputStream(payload.length + SPARE_BYTES);
        for (int at = 0; at < payload.length; at += most)
        {
            final int length = Math.min(most, payload.length - at);
            final int fin = at + length == payload.length ? FIN : 0;
            frames.writeBytes(frame(fin | (at == 0 ? first : CONTINUATION), payload, at, length));
        }

        return frames.toByteArray();
    }

    private byte[] deflated(final byte[] message)
    {
        final ByteBuffer out = ByteBuffer.allocate(message.length + (message.length >> 3) + SPARE_BYTES);
        final int length = deflater.deflate(ByteBuffer.wrap(message), out);
        final byte[] payload = new byte[length];
        out.get(0, payload);

        return payload;
    }

    private byte[] frame(final int first, final byte[] payload, final int offset, final int length)
    {
        if (fragmentBytes == BARE)
        {
            return NOTHING;
        }
        final ByteBuffer frame = ByteBuffer.allocate(2 + Long.BYTES + length).put((byte)first);
        if (length < LENGTH_IN_2_BYTES)
        {
            frame.put((byte)length);
        }
        else if (length <= MAX_LENGTH_IN_2_BYTES)
        {
            frame.put((byte)LENGTH_IN_2_BYTES).putShort((short)length);
        }
        else
        {
            frame.put((byte)LENGTH_IN_8_BYTES).putLong(length);
        }
        frame.put(payload, offset, length);
        final byte[] whole = new byte[frame.position()];
        frame.get(0, whole);

        return whole;
    }
}
