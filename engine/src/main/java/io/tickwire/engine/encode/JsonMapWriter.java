package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A map as JSON.
 * Thread: pipeline-<k>
 */
public final class JsonMapWriter implements MapWriter
{
    private static final byte[] TYPE = "{\"type\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final boolean quotesDecimals;
    private final UnsafeBuffer source = new UnsafeBuffer();
    private UnsafeBuffer buffer;
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
        this.at = offset;
        put(TYPE);
        // A name stands with a comma before and a colon behind: its quotes and letters are between them.
        final byte[] json = type.json();
        buffer.putBytes(at, json, 1, json.length - 2);
        at += json.length - 2;
    }

    @Override
    public void text(final WireName name, final DirectBuffer utf8, final int offset, final int length)
    {
        put(name.json());
        at = JsonText.putQuoted(buffer, at, utf8, offset, length);
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
        put(name.json());
        if (value == Decimals.NULL)
        {
            put(NOTHING);
        }
        else
        {
            at = JsonNumbers.putLong(buffer, at, value);
        }
    }

    @Override
    public void decimal(final WireName name, final long mantissa, final int exponent)
    {
        put(name.json());
        if (mantissa == Decimals.NULL)
        {
            put(NOTHING);
        }
        else if (quotesDecimals)
        {
            buffer.putByte(at, (byte)'"');
            at = JsonNumbers.putDecimal(buffer, at + 1, mantissa, exponent);
            buffer.putByte(at++, (byte)'"');
        }
        else
        {
            at = JsonNumbers.putDecimal(buffer, at, mantissa, exponent);
        }
    }

    @Override
    public int end()
    {
        buffer.putByte(at++, (byte)'}');

        return at - start;
    }

    private void put(final byte[] bytes)
    {
        buffer.putBytes(at, bytes);
        at += bytes.length;
    }
}
