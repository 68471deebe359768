package io.tickwire.engine.encode;

import java.nio.charset.StandardCharsets;

/**
 * The name of a field, or of a symbol that an entry is about, ready in each encoding.
 * Thread: any
 */
public final class WireName
{
    private final String text;
    private final byte[] json;
    private final byte[] msgpack;
    private final byte[] utf8;

    private WireName(final String text)
    {
        this.text = text;
        this.json = key(JsonText.quoted(text));
        this.msgpack = MsgpackWriter.packed(text);
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A name: any text that msgpack can hold with a length of two bytes.
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

    /** The name alone. */
    byte[] utf8()
    {
        return utf8;
    }

    private static byte[] key(final byte[] quoted)
    {
        final byte[] key = new byte[quoted.length + 2];
        key[0] = (byte)',';
        System.arraycopy(quoted, 0, key, 1, quoted.length);
        key[key.length - 1] = (byte)':';

        return key;
    }

    @Override
    public String toString()
    {
        return text;
    }
}
