package io.tickwire.engine.encode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A map as msgpack, or for the compact encoding an array of its values.
 * Thread: pipeline-<k>
 */
public final class MsgpackMapWriter implements MapWriter
{
    private static final byte[] TYPE = MsgpackWriter.packed("type");

    private final boolean isCompact;
    private final MsgpackCursor cursor = new MsgpackCursor();
    private boolean isNamed;

    /**
     * @param isCompact whether messages that have a number become arrays.
     */
    public MsgpackMapWriter(final boolean isCompact)
    {
        this.isCompact = isCompact;
    }

    @Override
    public void begin(
        final UnsafeBuffer buffer, final int offset, final WireName type, final int code, final int fields)
    {
        cursor.begin(buffer, offset);
        isNamed = !isCompact || code < 0;
        if (isNamed)
        {
            cursor.map(fields + 1);
            cursor.put(TYPE);
            cursor.put(type.msgpack());
        }
        else
        {
            cursor.array(fields + 1);
            cursor.octet(code);
        }
    }

    @Override
    public void text(final WireName name, final DirectBuffer utf8, final int offset, final int length)
    {
        name(name);
        cursor.text(utf8, offset, length);
    }

    @Override
    public void text(final WireName name, final byte[] utf8)
    {
        name(name);
        cursor.text(utf8);
    }

    @Override
    public void integer(final WireName name, final long value)
    {
        name(name);
        cursor.integer(value);
    }

    @Override
    public void decimal(final WireName name, final long mantissa, final int exponent)
    {
        name(name);
        cursor.decimal(mantissa, exponent);
    }

    @Override
    public int end()
    {
        return cursor.length();
    }

    private void name(final WireName name)
    {
        if (isNamed)
        {
            cursor.put(name.msgpack());
        }
    }
}
