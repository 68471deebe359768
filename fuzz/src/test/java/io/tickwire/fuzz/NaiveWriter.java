package io.tickwire.fuzz;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the trees of {@link NaiveJson} and {@link NaiveMsgpack} in either form, where it has what is in them.
 */
public final class NaiveWriter
{
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private NaiveWriter()
    {
    }

    /**
     * Whether both forms have all that is in a value.
     */
    public static boolean isInBothForms(final Object value)
    {
        if (value instanceof final Fields map)
        {
            return map.fields().stream().allMatch(field -> isInBothForms(field.name()) && isInBothForms(field.value()));
        }
        if (value instanceof final List<?> list)
        {
            return list.stream().allMatch(NaiveWriter::isInBothForms);
        }
        if (value instanceof final BigInteger whole)
        {
            return whole.compareTo(LEAST) >= 0 && (whole.signum() < 0 || whole.bitLength() <= Long.SIZE);
        }
        if (value instanceof final Double decimal)
        {
            return Double.isFinite(decimal);
        }

        return value instanceof final String text ? text.equals(Texts.wellFormed(text)) : !(value instanceof Opaque);
    }

    public static byte[] json(final Object value)
    {
        final StringBuilder text = new StringBuilder();
        json(text, value);

        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] msgpack(final Object value)
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        msgpack(bytes, value);

        return bytes.toByteArray();
    }

    private static void json(final StringBuilder text, final Object value)
    {
        if (value instanceof final Fields map)
        {
            String before = "{";
            for (final Fields.Field field : map.fields())
            {
                json(text.append(before), field.name());
                json(text.append(':'), field.value());
                before = ",";
            }
            text.append(map.fields().isEmpty() ? "{}" : "}");
        }
        else if (value instanceof final List<?> list)
        {
            String before = "[";
            for (final Object entry : list)
            {
                json(text.append(before), entry);
                before = ",";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        }
        else if (value instanceof final String string)
        {
            text.append('"');
            string.chars().forEach(character -> text.append(character < ' ' || character == '"' || character == '\\' ?
                String.format("\\u%04x", character) : Character.toString(character)));
            text.append('"');
        }
        else
        {
            text.append(value);
        }
    }

    private static void msgpack(final ByteArrayOutputStream bytes, final Object value)
    {
        if (value instanceof final Fields map)
        {
            put(bytes, 0xdf, 4, map.fields().size());
            map.fields().forEach(field ->
            {
                msgpack(bytes, field.name());
                msgpack(bytes, field.value());
            });
        }
        else if (value instanceof final List<?> list)
        {
            put(bytes, 0xdd, 4, list.size());
            list.forEach(entry -> msgpack(bytes, entry));
        }
        else if (value instanceof final String text)
        {
            final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            put(bytes, 0xdb, 4, utf8.length);
            bytes.writeBytes(utf8);
        }
        else if (value instanceof final BigInteger whole)
        {
            put(bytes, whole.signum() < 0 ? 0xd3 : 0xcf, 8, whole.longValue());
        }
        else if (value instanceof final Double decimal)
        {
            put(bytes, 0xcb, 8, Double.doubleToRawLongBits(decimal));
        }
        else
        {
            bytes.write(value == null ? 0xc0 : Boolean.TRUE.equals(value) ? 0xc3 : 0xc2);
        }
    }

    private static void put(final ByteArrayOutputStream bytes, final int code, final int sizeBytes, final long value)
    {
        bytes.write(code);
        bytes.write(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), Long.BYTES - sizeBytes, sizeBytes);
    }
}
