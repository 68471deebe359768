package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A map as msgpack, or for the compact encoding an array of its values.
 * Thread: pipeline-<k>
 */
public final class MsgpackMapWriter implements MapWriter
{
    private static final byte[] TYPE = MsgpackWriter.packed("type");

    private final boolean isCompact;
    private UnsafeBuffer buffer;
    private int start;
    private int at;
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
        this.buffer = buffer;
        this.start = offset;
        this.at = offset;
        isNamed = !isCompact || code < 0;
        if (isNamed)
        {
            header(MsgpackCode.FIXMAP, MsgpackCode.MAP16, fields + 1);
            put(TYPE);
            put(type.msgpack());
        }
        else
        {
            header(MsgpackCode.FIXARRAY, MsgpackCode.ARRAY16, fields + 1);
            octet(code);
        }
    }

    @Override
    public void text(final WireName name, final DirectBuffer utf8, final int offset, final int length)
    {
        name(name);
        stringHeader(length);
        buffer.putBytes(at, utf8, offset, length);
        at += length;
    }

    @Override
    public void text(final WireName name, final byte[] utf8)
    {
        name(name);
        stringHeader(utf8.length);
        put(utf8);
    }

    @Override
    public void integer(final WireName name, final long value)
    {
        name(name);
        if (value == Decimals.NULL)
        {
            octet(MsgpackCode.NIL);
        }
        else
        {
            octet(value < 0 ? MsgpackCode.INT64 : MsgpackCode.UINT64);
            eight(value);
        }
    }

    @Override
    public void decimal(final WireName name, final long mantissa, final int exponent)
    {
        name(name);
        if (mantissa == Decimals.NULL)
        {
            octet(MsgpackCode.NIL);
        }
        else
        {
            octet(MsgpackCode.FLOAT64);
            eight(Double.doubleToRawLongBits(Decimals.toDouble(mantissa, exponent)));
        }
    }

    @Override
    public int end()
    {
        return at - start;
    }

    private void name(final WireName name)
    {
        if (isNamed)
        {
            put(name.msgpack());
        }
    }

    private void header(final int fix, final int wide, final int entries)
    {
        if (entries < MsgpackCode.FIX_ENTRIES_LIMIT)
        {
            octet(fix | entries);
        }
        else
        {
            octet(wide);
            two(entries);
        }
    }

    private void stringHeader(final int length)
    {
        if (length < MsgpackCode.FIXSTR_LIMIT)
        {
            octet(MsgpackCode.FIXSTR | length);
        }
        else if (length < MsgpackCode.STR8_LIMIT)
        {
            octet(MsgpackCode.STR8);
            octet(length);
        }
        else
        {
            octet(MsgpackCode.STR16);
            two(length);
        }
    }

    private void octet(final int value)
    {
        buffer.putByte(at++, (byte)value);
    }

    private void two(final int value)
    {
        buffer.putShort(at, (short)value, ByteOrder.BIG_ENDIAN);
        at += Short.BYTES;
    }

    private void eight(final long value)
    {
        buffer.putLong(at, value, ByteOrder.BIG_ENDIAN);
        at += Long.BYTES;
    }

    private void put(final byte[] bytes)
    {
        buffer.putBytes(at, bytes);
        at += bytes.length;
    }
}
