package io.tickwire.transport.protocol;

import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages as maps, lists and scalars, to and from both forms, by libraries alone.
 */
public final class WireValues
{
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private WireValues()
    {
    }

    public static byte[] json(final Object value)
    {
        return MAPPER.writeValueAsBytes(value);
    }

    public static Object ofJson(final byte[] json)
    {
        return MAPPER.readValue(json, Object.class);
    }

    public static Object ofJson(final String json)
    {
        return ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] msgpack(final Object value)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MessagePacker packer = MessagePack.newDefaultPacker(out))
        {
            pack(packer, value);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }

        return out.toByteArray();
    }

    public static Object ofMsgpack(final byte[] msgpack)
    {
        try (MessageUnpacker unpacker = new MessagePack.UnpackerConfig()
            .withActionOnMalformedString(CodingErrorAction.REPORT)
            .newUnpacker(msgpack))
        {
            final Object value = unpack(unpacker);
            if (unpacker.hasNext())
            {
                throw new IllegalArgumentException("bytes follow the value: value=" + value);
            }

            return value;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * What stands in a map of maps under a path; null: nothing. A slash in a name is written as in JSON pointers.
     */
    static Object at(final Object node, final String... path)
    {
        Object found = node;
        for (final String name : path)
        {
            found = ((Map<?, ?>)found).get(name.replace("~1", "/"));
        }

        return found;
    }

    private static void pack(final MessagePacker packer, final Object value) throws IOException
    {
        if (value == null)
        {
            packer.packNil();
        }
        else if (value instanceof final Boolean flag)
        {
            packer.packBoolean(flag);
        }
        else if (value instanceof final BigInteger huge)
        {
            packer.packBigInteger(huge);
        }
        else if (value instanceof Double || value instanceof Float)
        {
            packer.packDouble(((Number)value).doubleValue());
        }
        else if (value instanceof final Number number)
        {
            packer.packLong(number.longValue());
        }
        else if (value instanceof final List<?> list)
        {
            packer.packArrayHeader(list.size());
            for (final Object entry : list)
            {
                pack(packer, entry);
            }
        }
        else if (value instanceof final Map<?, ?> map)
        {
            packer.packMapHeader(map.size());
            for (final Map.Entry<?, ?> entry : map.entrySet())
            {
                pack(packer, entry.getKey());
                pack(packer, entry.getValue());
            }
        }
        else
        {
            packer.packString((String)value);
        }
    }

    private static Object unpack(final MessageUnpacker unpacker) throws IOException
    {
        switch (unpacker.getNextFormat().getValueType())
        {
            case NIL:
                unpacker.unpackNil();

                return null;

            case BOOLEAN:
                return unpacker.unpackBoolean();

            case INTEGER:
                final BigInteger whole = unpacker.unpackBigInteger();

                return narrow(whole);

            case FLOAT:
                return unpacker.unpackDouble();

            case STRING:
                return unpacker.unpackString();

            case ARRAY:
                final List<Object> list = new ArrayList<>();
                for (int left = unpacker.unpackArrayHeader(); left > 0; left--)
                {
                    list.add(unpack(unpacker));
                }

                return list;

            case MAP:
                return unpackMap(unpacker);

            default:
                throw new IllegalArgumentException("bytes and extensions are no values of ours");
        }
    }

    private static Map<String, Object> unpackMap(final MessageUnpacker unpacker) throws IOException
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        for (int left = unpacker.unpackMapHeader(); left > 0; left--)
        {
            final String key = unpacker.unpackString();
            if (map.containsKey(key))
            {
                throw new IllegalArgumentException("a field stands twice: field=" + key);
            }
            map.put(key, unpack(unpacker));
        }

        return map;
    }

    /** As Jackson has whole numbers: the narrowest of its classes. */
    private static Number narrow(final BigInteger whole)
    {
        return whole.bitLength() < Integer.SIZE ? (Number)whole.intValue() :
            whole.bitLength() < Long.SIZE ? (Number)whole.longValue() : whole;
    }
}
