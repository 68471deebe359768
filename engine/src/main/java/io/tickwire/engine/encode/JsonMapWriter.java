package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.NumberText;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A map as JSON.
 * Thread: pipeline-<k>
 */
public final class JsonMapWriter implements MapWriter
{
    private static final byte[] TYPE = "{\"type\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private static final int INITIAL_BYTES = 4096;

    private final boolean quotesDecimals;
    private final UnsafeBuffer source = new UnsafeBuffer();
    private UnsafeBuffer buffer;
    private byte[] written = new byte[INITIAL_BYTES];
    private int start;
    private int at;

    /**
     * @param quotesDecimals whether decimals are shown as strings.
     */
    public JsonMapWriter(final boolean quotesDecimals)
    {
        this.quotesDecimals = quotesDecimals;
    }

    @Override
    public void begin(
        final UnsafeBuffer buffer, final int offset, final WireName type, final int code, final int fields)
    {
        this.buffer = buffer;
        this.start = offset;
        this.at = 0;
        put(TYPE);
        // A name stands with a comma before and a colon behind: its quotes and letters are between them.
        final byte[] json = type.json();
        System.arraycopy(json, 1, written, at, json.length - 2);
        at += json.length - 2;
    }

    @Override
    public void text(final WireName name, final DirectBuffer utf8, final int offset, final int length)
    {
        reserve(length * JsonText.MAX_ESCAPED_BYTES);
        put(name.json());
        at = JsonText.putQuoted(written, at, utf8, offset, length);
    }

    @Override
    public void text(final WireName name, final byte[] utf8)
    {
        source.wrap(utf8);
        text(name, source, 0, utf8.length);
    }

    @Override
    public void integer(final WireName name, final long value)
    {
        reserve(0);
        put(name.json());
        if (value == Decimals.NULL)
        {
            put(NOTHING);
        }
        else
        {
            at = NumberText.putLong(written, at, value);
        }
    }

    @Override
    public void decimal(final WireName name, final long mantissa, final int exponent)
    {
        reserve(0);
        put(name.json());
        if (mantissa == Decimals.NULL)
        {
            put(NOTHING);
        }
        else if (quotesDecimals)
        {
            written[at++] = (byte)'"';
            at = NumberText.putDecimal(written, at, mantissa, exponent);
            written[at++] = (byte)'"';
        }
        else
        {
            at = NumberText.putDecimal(written, at, mantissa, exponent);
        }
    }

    @Override
    public int end()
    {
        written[at++] = (byte)'}';
        buffer.putBytes(start, written, 0, at);

        return at;
    }

    private void put(final byte[] bytes)
    {
        System.arraycopy(bytes, 0, written, at, bytes.length);
        at += bytes.length;
    }

    /** Room for a field with so many bytes of text: more is taken only by a message longer than all before. */
    private void reserve(final int textBytes)
    {
        final int needed = at + textBytes + 2 * MAX_FIELD_BYTES;
        if (needed > written.length)
        {
            written = Arrays.copyOf(written, 2 * needed);
        }
    }
}
