package io.tickwire.client.wire;

import org.agrona.ExpandableArrayBuffer;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists, texts, flags and numbers: what a client says, which is little.
 * Thread: client
 */
public final class TreeWriter
{
    private static final int FIXSTR_LIMIT = 32;
    private static final int FIX_ENTRIES_LIMIT = 16;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1_024);
    private final StringBuilder json = new StringBuilder();
    private int length;

    /** What was written last, from the array's beginning on. */
    public byte[] bytes()
    {
        return buffer.byteArray();
    }

    /**
     * @return how many bytes it has.
     */
    public int writeJson(final Object value)
    {
        json.setLength(0);
        putJson(value);
        final byte[] utf8 = json.toString().getBytes(StandardCharsets.UTF_8);
        buffer.putBytes(0, utf8);

        return utf8.length;
    }

    /**
     * @return how many bytes it has.
     */
    public int writeMsgpack(final Object value)
    {
        length = 0;
        putMsgpack(value);

        return length;
    }

    private void putJson(final Object value)
    {
        if (value instanceof Map<?, ?> map)
        {
            char separator = '{';
            for (final Map.Entry<?, ?> entry : map.entrySet())
            {
                json.append(separator);
                putText(String.valueOf(entry.getKey()));
                json.append(':');
                putJson(entry.getValue());
                separator = ',';
            }
            json.append(separator == '{' ? "{}" : "}");
        }
        else if (value instanceof List<?> list)
        {
            char separator = '[';
            for (final Object entry : list)
            {
                json.append(separator);
                putJson(entry);
                separator = ',';
            }
            json.append(separator == '[' ? "[]" : "]");
        }
        else if (value == null || value instanceof Boolean || value instanceof Number && isFinite((Number)value))
        {
            json.append(value);
        }
        else if (value instanceof Number)
        {
            json.append("null");
        }
        else
        {
            putText(String.valueOf(value));
        }
    }

    private static boolean isFinite(final Number value)
    {
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(value.doubleValue());
    }

    private void putText(final String text)
    {
        json.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char character = text.charAt(i);
            if (character == '"' || character == '\\')
            {
                json.append('\\').append(character);
            }
            else if (character < ' ' || Character.isSurrogate(character))
            {
                json.append(String.format("\\u%04x", (int)character));
            }
            else
            {
                json.append(character);
            }
        }
        json.append('"');
    }

    private void putMsgpack(final Object value)
    {
        if (value instanceof Map<?, ?> map)
        {
            head(0x80, 0xde, map.size(), FIX_ENTRIES_LIMIT);
            map.forEach((name, each) ->
            {
                putMsgpack(String.valueOf(name));
                putMsgpack(each);
            });
        }
        else if (value instanceof List<?> list)
        {
            head(0x90, 0xdc, list.size(), FIX_ENTRIES_LIMIT);
            list.forEach(this::putMsgpack);
        }
        else if (value == null || value instanceof Boolean)
        {
            octet(value == null ? 0xc0 : (boolean)value ? 0xc3 : 0xc2);
        }
        else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)
        {
            octet(0xd3);
            eight(((Number)value).longValue());
        }
        else if (value instanceof Number && !(value instanceof BigDecimal decimal && decimal.precision() > 15))
        {
            octet(0xcb);
            eight(Double.doubleToRawLongBits(((Number)value).doubleValue()));
        }
        else
        {
            final byte[] utf8 = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            head(0xa0, 0xda, utf8.length, FIXSTR_LIMIT);
            buffer.putBytes(length, utf8);
            length += utf8.length;
        }
    }

    /** A short form, one with 16 bits, and, one code above that, one with 32. */
    private void head(final int fixed, final int sixteen, final int count, final int fixedLimit)
    {
        if (count < fixedLimit)
        {
            octet(fixed | count);
        }
        else if (count < 1 << 16)
        {
            octet(sixteen);
            buffer.putShort(length, (short)count, ByteOrder.BIG_ENDIAN);
            length += Short.BYTES;
        }
        else
        {
            octet(sixteen + 1);
            buffer.putInt(length, count, ByteOrder.BIG_ENDIAN);
            length += Integer.BYTES;
        }
    }

    private void octet(final int value)
    {
        buffer.putByte(length++, (byte)value);
    }

    private void eight(final long value)
    {
        buffer.putLong(length, value, ByteOrder.BIG_ENDIAN);
        length += Long.BYTES;
    }
}
