package io.tickwire.fuzz;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads msgpack by its specification, a tree at a time, of the same kinds as {@link NaiveJson}; bytes and extensions
 * are {@link Opaque}.
 */
public final class NaiveMsgpack
{
    private final ByteBuffer bytes;
    private final int maxDepth;

    private NaiveMsgpack(final ByteBuffer bytes, final int maxDepth)
    {
        this.bytes = bytes;
        this.maxDepth = maxDepth;
    }

    /**
     * @throws IllegalArgumentException where the bytes are not one value, or are nested deeper.
     */
    public static Object read(final byte[] bytes, final int maxDepth)
    {
        final NaiveMsgpack reader = new NaiveMsgpack(ByteBuffer.wrap(bytes), maxDepth);
        try
        {
            final Object value = reader.value(0);
            require(!reader.bytes.hasRemaining());

            return value;
        }
        catch (final BufferUnderflowException ex)
        {
            throw new IllegalArgumentException("it ends too early", ex);
        }
    }

    private Object value(final int depth)
    {
        final int code = unsigned(1).intValue();
        if (code < 0x80 || code >= 0xe0)
        {
            return BigInteger.valueOf((byte)code);
        }
        if (code < 0x90)
        {
            return map(code & 0x0f, depth + 1);
        }
        if (code < 0xa0)
        {
            return list(code & 0x0f, depth + 1);
        }
        if (code < 0xc0)
        {
            return text(code & 0x1f);
        }

        return switch (code)
        {
            case 0xc0 -> null;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4, 0xc5, 0xc6 -> opaque(length(1 << code - 0xc4));
            case 0xc7, 0xc8, 0xc9 -> opaque(1 + length(1 << code - 0xc7));
            case 0xca -> (double)bytes.getFloat();
            case 0xcb -> bytes.getDouble();
            case 0xcc, 0xcd, 0xce, 0xcf -> unsigned(1 << code - 0xcc);
            case 0xd0, 0xd1, 0xd2, 0xd3 -> signed(1 << code - 0xd0);
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> opaque(1 + (1 << code - 0xd4));
            case 0xd9, 0xda, 0xdb -> text(length(1 << code - 0xd9));
            case 0xdc, 0xdd -> list(length(2 << code - 0xdc), depth + 1);
            case 0xde, 0xdf -> map(length(2 << code - 0xde), depth + 1);
            default -> throw new IllegalArgumentException("code " + code);
        };
    }

    private Object map(final long count, final int depth)
    {
        require(depth <= maxDepth);
        final List<Fields.Field> fields = new ArrayList<>();
        for (long i = 0; i < count; i++)
        {
            fields.add(new Fields.Field(name(), value(depth)));
        }

        return new Fields(fields);
    }

    private String name()
    {
        require(bytes.hasRemaining());
        final int code = bytes.get(bytes.position()) & 0xff;
        require(code >= 0xa0 && code < 0xc0 || code >= 0xd9 && code <= 0xdb);

        return (String)value(0);
    }

    private Object list(final long count, final int depth)
    {
        require(depth <= maxDepth);
        final List<Object> entries = new ArrayList<>();
        for (long i = 0; i < count; i++)
        {
            entries.add(value(depth));
        }

        return entries;
    }

    private String text(final long length)
    {
        final String text = Texts.orNull(take(length));
        require(text != null);

        return text;
    }

    private Opaque opaque(final long length)
    {
        take(length);

        return new Opaque();
    }

    private long length(final int sizeBytes)
    {
        return unsigned(sizeBytes).longValue();
    }

    private BigInteger unsigned(final int sizeBytes)
    {
        return new BigInteger(1, take(sizeBytes));
    }

    private BigInteger signed(final int sizeBytes)
    {
        return new BigInteger(take(sizeBytes));
    }

    private byte[] take(final long length)
    {
        require(length <= bytes.remaining());
        final byte[] taken = new byte[(int)length];
        bytes.get(taken);

        return taken;
    }

    private static void require(final boolean isGood)
    {
        if (!isGood)
        {
            throw new IllegalArgumentException("not msgpack");
        }
    }
}
