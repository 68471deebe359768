package io.tickwire.engine.encode;

import java.nio.charset.StandardCharsets;

/**
 * A field's name, ready in each encoding.
 * Thread: any
 */
public final class WireName
{
    private final String text;
    private final byte[] json;
    private final byte[] msgpack;

    private WireName(final String text)
    {
        this.text = text;
        this.json = (",\"" + text + "\":").getBytes(StandardCharsets.US_ASCII);
        this.msgpack = MsgpackWriter.packed(text);
    }

    /**
     * A name of plain ASCII letters.
     */
    public static WireName of(final String text)
    {
        return new WireName(text);
    }

    /**
     * The name in a JSON map that it is not the first of: comma, quotes and colon included.
     */
    byte[] json()
    {
        return json;
    }

    byte[] msgpack()
    {
        return msgpack;
    }

    @Override
    public String toString()
    {
        return text;
    }
}
