package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.Channel;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Decodes messages in msgpack, maps and positional arrays. */
final class NaiveMsgpackDecoder
{
    private final MessageUnpacker unpacker;
    private final boolean isScaled;
    private final int priceExponent;
    private final int quantityExponent;

    /** Of a message whose decimals are floats. */
    NaiveMsgpackDecoder(final byte[] payload)
    {
        this(payload, false, 0, 0);
    }

    /** Of a message whose decimals are mantissas. */
    NaiveMsgpackDecoder(final byte[] payload, final int priceExponent, final int quantityExponent)
    {
        this(payload, true, priceExponent, quantityExponent);
    }

    private NaiveMsgpackDecoder(
        final byte[] payload, final boolean isScaled, final int priceExponent, final int quantityExponent)
    {
        unpacker = MessagePack.newDefaultUnpacker(payload);
        this.isScaled = isScaled;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    Map<String, Object> map() throws IOException
    {
        final Map<String, Object> message = new HashMap<>();
        final int entries = unpacker.unpackMapHeader();
        for (int i = 0; i < entries; i++)
        {
            final String field = unpacker.unpackString();
            assertFalse(message.containsKey(field), () -> "twice: " + field);
            message.put(field, value(field));
        }
        assertFalse(unpacker.hasNext(), "more than one value");

        return message;
    }

    /** A positional message of a channel, by the names of its fields. */
    Map<String, Object> array(final Channel channel) throws IOException
    {
        final Map<String, Object> message = new HashMap<>();
        final int entries = unpacker.unpackArrayHeader();
        assertEquals(channel, NaiveFields.channelOf(unpacker.unpackInt()));

        final List<String> fields = new ArrayList<>();
        if (!channel.isPrivate())
        {
            fields.add("sid");
            fields.addAll(NaiveFields.HEAD);
        }
        fields.addAll(NaiveFields.of(channel));
        if (entries > fields.size() + 1)
        {
            fields.addAll(NaiveFields.ENVELOPE);
        }
        assertEquals(fields.size() + 1, entries);

        for (final String field : fields)
        {
            message.put(field, value(field));
        }
        assertFalse(unpacker.hasNext(), "more than one value");

        return message;
    }

    private Object value(final String field) throws IOException
    {
        final MessageFormat format = unpacker.getNextFormat();
        if (format == MessageFormat.NIL)
        {
            unpacker.unpackNil();
            return null;
        }
        if ("closed".equals(field))
        {
            return unpacker.unpackBoolean();
        }
        if (NaiveFields.isText(field))
        {
            return format.getValueType() == ValueType.INTEGER ?
                unpacker.unpackBigInteger().toString() : unpacker.unpackString();
        }
        if (NaiveFields.isInteger(field))
        {
            return unpacker.unpackLong();
        }

        assertEquals(isScaled ? MessageFormat.INT64 : MessageFormat.FLOAT64, format, field);

        return isScaled ?
            NaiveDecoder.canonical(
                unpacker.unpackLong(), NaiveFields.exponentOf(field, priceExponent, quantityExponent)) :
            NaiveDecoder.canonical(unpacker.unpackDouble());
    }
}
