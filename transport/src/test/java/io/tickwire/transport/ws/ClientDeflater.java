package io.tickwire.transport.ws;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Deflates a client's messages as RFC 7692, section 7.2.1 says, one after the other; with what was said before, unless
 * it is reset.
 */
public final class ClientDeflater implements AutoCloseable
{
    private static final int TAIL_BYTES = 4;

    private final Deflater deflater;

    public ClientDeflater(final int level)
    {
        deflater = new Deflater(level, true);
    }

    public byte[] deflate(final byte... message)
    {
        final byte[] flushed = all(message, Deflater.SYNC_FLUSH);

        // A second flush of nothing is nothing; others then send one byte of 0.
        return flushed.length == 0 ? new byte[1] : Arrays.copyOf(flushed, flushed.length - TAIL_BYTES);
    }

    /**
     * The message in a block that says it is the last one, the byte of 0 behind it, and all that was said forgotten.
     */
    public byte[] deflateAsLast(final byte... message)
    {
        deflater.finish();
        final byte[] finished = all(message, Deflater.NO_FLUSH);
        deflater.reset();

        return Arrays.copyOf(finished, finished.length + 1);
    }

    public ClientDeflater reset()
    {
        deflater.reset();

        return this;
    }

    /**
     * One message on its own.
     */
    public static byte[] once(final byte... message)
    {
        try (ClientDeflater deflater = new ClientDeflater(Deflater.DEFAULT_COMPRESSION))
        {
            return deflater.deflate(message);
        }
    }

    @Override
    public void close()
    {
        deflater.end();
    }

    private byte[] all(final byte[] message, final int flush)
    {
        deflater.setInput(message);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final byte[] part = new byte[4_096];
        int count;
        do
        {
            count = deflater.deflate(part, 0, part.length, flush);
            out.write(part, 0, count);
        }
        while (count == part.length);

        return out.toByteArray();
    }
}
