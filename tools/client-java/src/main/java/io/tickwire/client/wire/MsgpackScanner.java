package io.tickwire.client.wire;

import java.nio.ByteOrder;

/**
 * Goes through msgpack.
 * Thread: client
 */
public final class MsgpackScanner extends Scanner
{
    private static final int FIXMAP = 0x80;
    private static final int FIXARRAY = 0x90;
    private static final int FIXSTR = 0xa0;
    private static final int NIL = 0xc0;
    private static final int NEGATIVE_FIXINT = 0xe0;

    @Override
    public int next()
    {
        final int code = u8();
        if (code < FIXMAP || code >= NEGATIVE_FIXINT)
        {
            return number((byte)code);
        }
        if (code < NIL)
        {
            return code < FIXARRAY ? container(true, code & 0x0f) :
                code < FIXSTR ? container(false, code & 0x0f) :
                string(code & 0x1f);
        }

        return switch (code)
        {
            case 0xc0 -> NULL;
            case 0xc2, 0xc3 -> flag(code == 0xc3);
            case 0xca -> floating(Float.intBitsToFloat((int)u32()));
            case 0xcb -> floating(Double.longBitsToDouble(i64()));
            case 0xcc -> number(u8());
            case 0xcd -> number(u16());
            case 0xce -> number(u32());
            case 0xcf -> unsigned(i64());
            case 0xd0 -> number((byte)u8());
            case 0xd1 -> number((short)u16());
            case 0xd2 -> number((int)u32());
            case 0xd3 -> number(i64());
            case 0xd9 -> string(u8());
            case 0xda -> string(u16());
            case 0xdb -> string(u32());
            case 0xdc -> container(false, u16());
            case 0xdd -> container(false, u32());
            case 0xde -> container(true, u16());
            case 0xdf -> container(true, u32());
            default -> other(code);
        };
    }

    @Override
    public boolean more()
    {
        if (left[depth] == 0)
        {
            depth--;
            return false;
        }
        left[depth]--;
        if (isMap[depth])
        {
            final int kind = next();
            if (kind != TEXT)
            {
                throw new WireException("a map's name is no text");
            }
        }

        return true;
    }

    @Override
    public boolean isAtEnd()
    {
        return at == buffer.capacity();
    }

    private int container(final boolean isMap, final long entries)
    {
        if (entries > buffer.capacity() - at)
        {
            throw new IndexOutOfBoundsException("more entries than bytes");
        }
        open(isMap, entries);

        return isMap ? MAP : LIST;
    }

    private int string(final long length)
    {
        text = buffer;
        textOffset = at;
        advance(length);
        textLength = (int)length;

        return TEXT;
    }

    private int flag(final boolean value)
    {
        flag = value;

        return FLAG;
    }

    private int floating(final double value)
    {
        floating = value;

        return FLOAT;
    }

    private int unsigned(final long value)
    {
        number(value);
        isBig = value < 0;

        return NUMBER;
    }

    /** Bytes and extensions: passed over. */
    private int other(final int code)
    {
        switch (code)
        {
            case 0xc4:
                advance(u8());
                break;

            case 0xc5:
                advance(u16());
                break;

            case 0xc6:
                advance(u32());
                break;

            case 0xc7:
                advance(u8() + 1L);
                break;

            case 0xc8:
                advance(u16() + 1L);
                break;

            case 0xc9:
                advance(u32() + 1);
                break;

            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8:
                advance(1 + (1 << code - 0xd4));
                break;

            default:
                throw new WireException("not msgpack: code=" + code);
        }

        return OTHER;
    }

    private void advance(final long bytes)
    {
        if (bytes > buffer.capacity() - at)
        {
            throw new IndexOutOfBoundsException("longer than the message");
        }
        at += (int)bytes;
    }

    private int u8()
    {
        return buffer.getByte(at++) & 0xff;
    }

    private int u16()
    {
        final int value = buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff;
        at += Short.BYTES;

        return value;
    }

    private long u32()
    {
        final long value = buffer.getInt(at, ByteOrder.BIG_ENDIAN) & 0xffff_ffffL;
        at += Integer.BYTES;

        return value;
    }

    private long i64()
    {
        final long value = buffer.getLong(at, ByteOrder.BIG_ENDIAN);
        at += Long.BYTES;

        return value;
    }
}
