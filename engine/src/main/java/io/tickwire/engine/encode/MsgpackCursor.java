package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * A place in a buffer where msgpack is written, one value behind the other.
 * Thread: pipeline-<k>
 */
final class MsgpackCursor
{
    private UnsafeBuffer buffer;
    private int start;
    private int at;

    void begin(final UnsafeBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        start = offset;
        at = offset;
    }

    /** How many bytes were written since the beginning. */
    int length()
    {
        return at - start;
    }

    void map(final int entries)
    {
        header(MsgpackCode.FIXMAP, MsgpackCode.MAP16, entries);
    }

    void array(final int entries)
    {
        header(MsgpackCode.FIXARRAY, MsgpackCode.ARRAY16, entries);
    }

    /** The header of a map or an array whose entries are counted later. */
    int openHeader(final int lead)
    {
        octet(lead);
        at += Integer.BYTES;

        return at - Integer.BYTES;
    }

    /** Say how many entries there were behind an {@link #openHeader}. */
    void closeHeader(final int header, final int entries)
    {
        buffer.putInt(header, entries, ByteOrder.BIG_ENDIAN);
    }

    void text(final DirectBuffer utf8, final int offset, final int length)
    {
        stringHeader(length);
        buffer.putBytes(at, utf8, offset, length);
        at += length;
    }

    void text(final byte[] utf8)
    {
        stringHeader(utf8.length);
        put(utf8);
    }

    /** An integer, or nil for {@code Decimals.NULL}. */
    void integer(final long value)
    {
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

    /** 32 bits, unsigned. */
    void integer32(final int value)
    {
        octet(MsgpackCode.UINT32);
        buffer.putInt(at, value, ByteOrder.BIG_ENDIAN);
        at += Integer.BYTES;
    }

    /** A decimal, or nil for the mantissa {@code Decimals.NULL}. */
    void decimal(final long mantissa, final int exponent)
    {
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

    void octet(final int value)
    {
        buffer.putByte(at++, (byte)value);
    }

    void put(final byte[] bytes)
    {
        buffer.putBytes(at, bytes);
        at += bytes.length;
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
}
