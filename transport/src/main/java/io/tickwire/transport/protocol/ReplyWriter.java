package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

import java.util.List;
import java.util.Map;

/**
 * Writes messages to one connection, in either form. Numbers that are not finite become null, halves of surrogate pairs
 * U+FFFD: whatever a reply holds, what is written is well-formed.
 * Thread: io-<n>
 */
public final class ReplyWriter
{
    private final JsonValueWriter json = new JsonValueWriter();
    private final MsgpackValueWriter msgpack = new MsgpackValueWriter();

    /**
     * Write a message.
     *
     * @param out    may be one that grows; else it must have room.
     * @param offset where it begins.
     * @return its length.
     * @throws IllegalArgumentException where a field holds what {@link Reply} does not know.
     */
    public int write(final Reply reply, final WireForm form, final MutableDirectBuffer out, final int offset)
    {
        final ValueWriter writer = form == WireForm.JSON ? json : msgpack;
        writer.wrap(out, offset);
        map(writer, form, reply.fields());

        return writer.length();
    }

    private static void value(final ValueWriter writer, final WireForm form, final Object value)
    {
        if (value instanceof final String text)
        {
            writer.text(text);
        }
        else if (value instanceof final Number number)
        {
            number(writer, number);
        }
        else if (value instanceof final Boolean flag)
        {
            writer.flag(flag);
        }
        else if (value == null)
        {
            writer.nothing();
        }
        else if (value instanceof final List<?> list)
        {
            list(writer, form, list);
        }
        else if (value instanceof final Map<?, ?> map)
        {
            map(writer, form, map);
        }
        else if (value instanceof final EncodedValue encoded)
        {
            writer.raw(encoded.in(form));
        }
        else if (value instanceof final byte[] raw)
        {
            writer.raw(raw);
        }
        else
        {
            throw new IllegalArgumentException("not a value of a message: class=" + value.getClass().getName());
        }
    }

    private static void number(final ValueWriter writer, final Number number)
    {
        if (number instanceof Double || number instanceof Float)
        {
            writer.decimal(number.doubleValue());
        }
        else if (number instanceof Long || number instanceof Integer || number instanceof Short ||
            number instanceof Byte)
        {
            writer.integer(number.longValue());
        }
        else
        {
            throw new IllegalArgumentException("not a number of a message: class=" + number.getClass().getName());
        }
    }

    private static void list(final ValueWriter writer, final WireForm form, final List<?> list)
    {
        final int count = list.size();
        final int mark = writer.beginList(count);
        for (final Object entry : list)
        {
            value(writer, form, entry);
        }
        writer.endList(mark, count);
    }

    private static void map(final ValueWriter writer, final WireForm form, final Map<?, ?> map)
    {
        final int count = map.size();
        final int mark = writer.beginMap(count);
        for (final Map.Entry<?, ?> entry : map.entrySet())
        {
            writer.name((String)entry.getKey());
            value(writer, form, entry.getValue());
        }
        writer.endMap(mark, count);
    }
}
