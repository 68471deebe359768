package io.tickwire.transport.ws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * What a client sends, or a server, which masks nothing: frames put together byte by byte, right or wrong.
 */
public final class ClientFrames
{
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int FIN = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Random random;
    private final boolean isMasked;

    public ClientFrames(final long seed)
    {
        this(new Random(seed), true);
    }

    private ClientFrames(final Random random, final boolean isMasked)
    {
        this.random = random;
        this.isMasked = isMasked;
    }

    /**
     * Those of a server.
     */
    public static ClientFrames ofServer()
    {
        return new ClientFrames(new Random(0), false);
    }

    public ClientFrames text(final String text)
    {
        return frame(FIN | TEXT, utf8(text));
    }

    public ClientFrames close(final int code, final byte... reason)
    {
        final byte[] payload = new byte[2 + reason.length];
        payload[0] = (byte)(code / 256);
        payload[1] = (byte)code;
        System.arraycopy(reason, 0, payload, 2, reason.length);

        return frame(FIN | CLOSE, payload);
    }

    /**
     * A frame, its length in the shortest form.
     */
    public ClientFrames frame(final int first, final byte... payload)
    {
        final int length = payload.length;

        return header(first, length, length < 126 ? 1 : length < 65_536 ? 2 : 8).masked(payload);
    }

    /**
     * A frame's header up to its length.
     *
     * @param lengthBytes 1, 2 or 8.
     */
    public ClientFrames header(final int first, final long length, final int lengthBytes)
    {
        bytes.write(first);
        bytes.write((isMasked ? 0x80 : 0) | (lengthBytes == 1 ? (int)length : lengthBytes == 2 ? 126 : 127));
        for (int i = lengthBytes - 1; i >= 0 && lengthBytes > 1; i--)
        {
            bytes.write((int)(length >>> 8 * i));
        }

        return this;
    }

    /**
     * A random key, and the payload under it; of a server the payload as it is.
     */
    public ClientFrames masked(final byte... payload)
    {
        if (!isMasked)
        {
            bytes.writeBytes(payload);

            return this;
        }
        final byte[] key = new byte[4];
        random.nextBytes(key);
        bytes.writeBytes(key);
        for (int i = 0; i < payload.length; i++)
        {
            bytes.write(payload[i] ^ key[i % 4]);
        }

        return this;
    }

    public ClientFrames raw(final int... values)
    {
        for (final int value : values)
        {
            bytes.write(value);
        }

        return this;
    }

    public int length()
    {
        return bytes.size();
    }

    public byte[] bytes()
    {
        return bytes.toByteArray();
    }

    public static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
