package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * Writes msgpack, numbers and lengths in their shortest forms.
 * Thread: any
 */
final class MsgpackValueWriter implements ValueWriter
{
    private static final byte NIL = (byte)0xc0;
    private static final byte FALSE = (byte)0xc2;
    private static final byte TRUE = (byte)0xc3;
    private static final byte FLOAT_64 = (byte)0xcb;
    private static final byte UINT_8 = (byte)0xcc;
    private static final byte UINT_16 = (byte)0xcd;
    private static final byte UINT_32 = (byte)0xce;
    private static final byte UINT_64 = (byte)0xcf;
    private static final byte INT_8 = (byte)0xd0;
    private static final byte INT_16 = (byte)0xd1;
    private static final byte INT_32 = (byte)0xd2;
    private static final byte INT_64 = (byte)0xd3;
    private static final byte TEXT_8 = (byte)0xd9;
    private static final byte TEXT_16 = (byte)0xda;
    private static final byte TEXT_32 = (byte)0xdb;
    private static final byte LIST_16 = (byte)0xdc;
    private static final byte LIST_32 = (byte)0xdd;
    private static final byte MAP_16 = (byte)0xde;
    private static final byte MAP_32 = (byte)0xdf;
    private static final int SHORT_MAP = 0x80;
    private static final int SHORT_LIST = 0x90;
    private static final int SHORT_TEXT = 0xa0;
    private static final int SHORT_COUNT_LIMIT = 16;
    private static final int SHORT_TEXT_LIMIT = 32;
    private static final int SHORT_NEGATIVE = -32;
    private static final int UINT_8_MAX = 0xff;
    private static final int UINT_16_MAX = 0xffff;
    private static final long UINT_32_MAX = 0xffff_ffffL;

    private MutableDirectBuffer buffer;
    private int start;
    private int at;

    @Override
    public void wrap(final MutableDirectBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        start = offset;
        at = offset;
    }

    @Override
    public int length()
    {
        return at - start;
    }

    @Override
    public int beginMap(final int count)
    {
        return begin(count, SHORT_MAP, MAP_16, MAP_32);
    }

    @Override
    public void endMap(final int mark, final int count)
    {
        end(mark, count);
    }

    @Override
    public int beginList(final int count)
    {
        return begin(count, SHORT_LIST, LIST_16, LIST_32);
    }

    @Override
    public void endList(final int mark, final int count)
    {
        end(mark, count);
    }

    @Override
    public void name(final String name)
    {
        text(name);
    }

    @Override
    public void text(final String text)
    {
        final int bytes = Utf8.bytesOf(text);
        if (bytes < SHORT_TEXT_LIMIT)
        {
            put((byte)(SHORT_TEXT | bytes));
        }
        else if (bytes <= UINT_8_MAX)
        {
            put(TEXT_8, (byte)bytes);
        }
        else if (bytes <= UINT_16_MAX)
        {
            put(TEXT_16, (short)bytes);
        }
        else
        {
            put(TEXT_32, bytes);
        }
        at = Utf8.put(buffer, at, text);
    }

    @Override
    public void integer(final long value)
    {
        if (value >= 0)
        {
            unsigned(value);
        }
        else if (value >= SHORT_NEGATIVE)
        {
            put((byte)value);
        }
        else if (value >= Byte.MIN_VALUE)
        {
            put(INT_8, (byte)value);
        }
        else if (value >= Short.MIN_VALUE)
        {
            put(INT_16, (short)value);
        }
        else if (value >= Integer.MIN_VALUE)
        {
            put(INT_32, (int)value);
        }
        else
        {
            put(INT_64, value);
        }
    }

    @Override
    public void unsigned(final long value)
    {
        if (value < 0 || value > UINT_32_MAX)
        {
            put(UINT_64, value);
        }
        else if (value > UINT_16_MAX)
        {
            put(UINT_32, (int)value);
        }
        else if (value > UINT_8_MAX)
        {
            put(UINT_16, (short)value);
        }
        else if (value > Byte.MAX_VALUE)
        {
            put(UINT_8, (byte)value);
        }
        else
        {
            put((byte)value);
        }
    }

    @Override
    public void decimal(final double value)
    {
        if (Double.isFinite(value))
        {
            put(FLOAT_64, Double.doubleToRawLongBits(value));
        }
        else
        {
            nothing();
        }
    }

    @Override
    public void flag(final boolean value)
    {
        put(value ? TRUE : FALSE);
    }

    @Override
    public void nothing()
    {
        put(NIL);
    }

    @Override
    public void raw(final byte[] value)
    {
        buffer.putBytes(at, value);
        at += value.length;
    }

    /** What is not counted yet has its count at the mark; what is, has nothing to be put there. */
    private int begin(final int count, final int shortCode, final byte code16, final byte code32)
    {
        if (count == UNKNOWN)
        {
            put(code16, (short)0);

            return at - Short.BYTES;
        }
        if (count < SHORT_COUNT_LIMIT)
        {
            put((byte)(shortCode | count));
        }
        else if (count <= UINT_16_MAX)
        {
            put(code16, (short)count);
        }
        else
        {
            put(code32, count);
        }

        return UNKNOWN;
    }

    private void end(final int mark, final int count)
    {
        if (mark != UNKNOWN)
        {
            buffer.putShort(mark, (short)count, BIG_ENDIAN);
        }
    }

    private void put(final byte value)
    {
        buffer.putByte(at++, value);
    }

    private void put(final byte code, final byte value)
    {
        put(code);
        put(value);
    }

    private void put(final byte code, final short value)
    {
        put(code);
        buffer.putShort(at, value, BIG_ENDIAN);
        at += Short.BYTES;
    }

    private void put(final byte code, final int value)
    {
        put(code);
        buffer.putInt(at, value, BIG_ENDIAN);
        at += Integer.BYTES;
    }

    private void put(final byte code, final long value)
    {
        put(code);
        buffer.putLong(at, value, BIG_ENDIAN);
        at += Long.BYTES;
    }
}
