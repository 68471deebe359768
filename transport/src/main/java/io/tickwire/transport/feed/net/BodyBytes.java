package io.tickwire.transport.feed.net;

import io.tickwire.engine.feed.json.JsonReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The body of an answer, as it comes, with what a reader of JSON may look at behind it.
 * Thread: any, one at a time
 */
final class BodyBytes
{
    private static final int INITIAL_BYTES = 1 << 13;

    private byte[] bytes = new byte[JsonReader.PADDING];
    private int length;

    int length()
    {
        return length;
    }

    /** From 0 to {@link #length}, and the padding behind. */
    byte[] padded()
    {
        return bytes;
    }

    void add(final ByteBuffer part)
    {
        final int count = part.remaining();
        makeRoom(count);
        part.get(bytes, length, count);
        length += count;
    }

    /**
     * What these bytes are the gzip of.
     *
     * @return null: of nothing, or of more than may be.
     */
    BodyBytes inflated(final int maxBytes)
    {
        final BodyBytes inflated = new BodyBytes();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), INITIAL_BYTES))
        {
            int count = inflated.addFrom(in);
            while (count > 0 && inflated.length <= maxBytes)
            {
                count = inflated.addFrom(in);
            }

            return inflated.length <= maxBytes ? inflated : null;
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    private int addFrom(final InputStream in) throws IOException
    {
        makeRoom(INITIAL_BYTES);
        final int count = in.read(bytes, length, INITIAL_BYTES);
        length += Math.max(0, count);

        return count;
    }

    private void makeRoom(final int count)
    {
        final int needed = length + count + JsonReader.PADDING;
        if (needed > bytes.length)
        {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(2 * bytes.length, INITIAL_BYTES)));
        }
    }
}
