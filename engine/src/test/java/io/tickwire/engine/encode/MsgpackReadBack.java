package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Holds a msgpack message, as msgpack-core reads it, against what it must show. */
final class MsgpackReadBack
{
    private final boolean isScaled;

    MsgpackReadBack(final boolean isScaled)
    {
        this.isScaled = isScaled;
    }

    void assertMap(
        final byte[] bytes, final int offset, final int length, final String type, final List<NaiveField> fields)
        throws IOException
    {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes, offset, length))
        {
            assertEquals(fields.size() + 1, unpacker.unpackMapHeader());
            assertEquals("type", unpacker.unpackString());
            assertEquals(type, unpacker.unpackString());
            for (final NaiveField field : fields)
            {
                assertEquals(field.name(), unpacker.unpackString());
                assertValue(unpacker, field.name(), field.value());
            }
            assertEnd(unpacker, length);
        }
    }

    void assertArray(
        final byte[] bytes, final int offset, final int length, final int code, final List<NaiveField> fields)
        throws IOException
    {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes, offset, length))
        {
            assertEquals(fields.size() + 1, unpacker.unpackArrayHeader());
            assertSame(MessageFormat.POSFIXINT, unpacker.getNextFormat());
            assertEquals(code, unpacker.unpackInt());
            for (final NaiveField field : fields)
            {
                assertValue(unpacker, field.name(), field.value());
            }
            assertEnd(unpacker, length);
        }
    }

    private void assertValue(final MessageUnpacker unpacker, final String name, final Object value)
        throws IOException
    {
        final MessageFormat format = unpacker.getNextFormat();
        if (value == null)
        {
            assertSame(MessageFormat.NIL, format, name);
            unpacker.unpackNil();
        }
        else if (value instanceof final BigInteger integer)
        {
            assertSame(expected(name, integer), format, name);
            assertEquals(integer, unpacker.unpackBigInteger(), name);
        }
        else if (value instanceof final NaiveField.Decimal decimal)
        {
            assertSame(isScaled ? MessageFormat.INT64 : MessageFormat.FLOAT64, format, name);
            final long expected = isScaled ? decimal.mantissa() : Double.doubleToRawLongBits(decimal.nearest());
            final long actual =
                isScaled ? unpacker.unpackLong() : Double.doubleToRawLongBits(unpacker.unpackDouble());
            assertEquals(expected, actual, name);
        }
        else if (value instanceof final NaiveField.Fields map)
        {
            assertEquals(map.fields().size(), unpacker.unpackMapHeader(), name);
            for (final NaiveField field : map.fields())
            {
                assertEquals(field.name(), unpacker.unpackString());
                assertValue(unpacker, field.name(), field.value());
            }
        }
        else if (value instanceof final List<?> list)
        {
            assertEquals(list.size(), unpacker.unpackArrayHeader(), name);
            for (final Object item : list)
            {
                assertValue(unpacker, name, item);
            }
        }
        else if (value instanceof Boolean)
        {
            assertEquals(value, unpacker.unpackBoolean(), name);
        }
        else
        {
            assertEquals(value, unpacker.unpackString(), name);
        }
    }

    /** All integers are of fixed width: 0xce for a stream's id and a checksum, 0xcf, and 0xd3 for what is below 0. */
    private static MessageFormat expected(final String name, final BigInteger integer)
    {
        return "sid".equals(name) || "checksum".equals(name) ? MessageFormat.UINT32 :
            integer.signum() < 0 ? MessageFormat.INT64 : MessageFormat.UINT64;
    }

    private static void assertEnd(final MessageUnpacker unpacker, final int length) throws IOException
    {
        assertEquals(length, unpacker.getTotalReadBytes());
        assertFalse(unpacker.hasNext());
    }
}
