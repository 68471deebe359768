package io.tickwire.transport.clients;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Trees of JSON as msgpack, and back.
 */
public final class Msgpack
{
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Msgpack()
    {
    }

    public static byte[] pack(final JsonNode value)
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            put(value, packer);

            return packer.toByteArray();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * @return null where the bytes are no msgpack.
     */
    public static JsonNode unpack(final byte[] bytes)
    {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes))
        {
            final JsonNode value = get(unpacker);

            return unpacker.hasNext() ? null : value;
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    private static void put(final JsonNode value, final MessagePacker packer) throws IOException
    {
        switch (value.getNodeType())
        {
            case OBJECT:
                packer.packMapHeader(value.size());
                for (final Map.Entry<String, JsonNode> entry : value.properties())
                {
                    packer.packString(entry.getKey());
                    put(entry.getValue(), packer);
                }
                break;

            case ARRAY:
                packer.packArrayHeader(value.size());
                for (final JsonNode element : value)
                {
                    put(element, packer);
                }
                break;

            case NUMBER:
                if (value.isIntegralNumber())
                {
                    packer.packLong(value.asLong());
                }
                else
                {
                    packer.packDouble(value.asDouble());
                }
                break;

            case BOOLEAN:
                packer.packBoolean(value.asBoolean());
                break;

            case NULL:
                packer.packNil();
                break;

            default:
                packer.packString(value.asString());
                break;
        }
    }

    private static JsonNode get(final MessageUnpacker unpacker) throws IOException
    {
        switch (unpacker.getNextFormat().getValueType())
        {
            case NIL:
                unpacker.unpackNil();

                return NODES.nullNode();

            case BOOLEAN:
                return NODES.booleanNode(unpacker.unpackBoolean());

            case INTEGER:
                return NODES.numberNode(unpacker.unpackBigInteger());

            case FLOAT:
                return NODES.numberNode(unpacker.unpackDouble());

            case STRING:
                return NODES.stringNode(unpacker.unpackString());

            case ARRAY:
                final ArrayNode array = NODES.arrayNode();
                for (int left = unpacker.unpackArrayHeader(); left > 0; left--)
                {
                    array.add(get(unpacker));
                }

                return array;

            case MAP:
                final ObjectNode map = NODES.objectNode();
                for (int left = unpacker.unpackMapHeader(); left > 0; left--)
                {
                    map.set(unpacker.unpackString(), get(unpacker));
                }

                return map;

            default:
                throw new IOException("neither binary nor extension is of the protocol");
        }
    }
}
