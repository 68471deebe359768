package io.tickwire.transport.protocol;

import org.agrona.ExpandableArrayBuffer;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a value of any kind, and writes it in both forms as it goes. What JSON and msgpack do not both have is refused.
 * Thread: io-<n>
 */
final class ValueTranscoder
{
    /** Neither form may be longer. */
    static final int MAX_BYTES = 1 << 18;

    private final ExpandableArrayBuffer jsonBuffer = new ExpandableArrayBuffer(0);
    private final ExpandableArrayBuffer msgpackBuffer = new ExpandableArrayBuffer(0);
    private final JsonValueWriter json = new JsonValueWriter();
    private final MsgpackValueWriter msgpack = new MsgpackValueWriter();

    /**
     * Read a value.
     *
     * @param cursor on its first token, and then on its last.
     * @param name   of the field, for errors.
     */
    EncodedValue read(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        json.wrap(jsonBuffer, 0);
        msgpack.wrap(msgpackBuffer, 0);
        value(cursor, name);
        final EncodedValue value = new EncodedValue(new byte[json.length()], new byte[msgpack.length()]);
        jsonBuffer.getBytes(0, value.json());
        msgpackBuffer.getBytes(0, value.msgpack());

        return value;
    }

    private void value(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        switch (cursor.token())
        {
            case MAP -> map(cursor, name);
            case LIST -> list(cursor, name);
            case TEXT -> text(cursor, name);
            case INTEGER ->
            {
                json.integer(cursor.integer());
                msgpack.integer(cursor.integer());
            }
            case HUGE -> huge(cursor, name);
            case DECIMAL -> decimal(cursor, name);
            case TRUE, FALSE ->
            {
                json.flag(cursor.token() == Token.TRUE);
                msgpack.flag(cursor.token() == Token.TRUE);
            }
            case NULL ->
            {
                json.nothing();
                msgpack.nothing();
            }
            default -> throw new BadValueException(name + " must hold nothing that JSON has not: bytes, extensions");
        }
        requireRoom(0, name);
    }

    private void map(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        final int jsonMark = json.beginMap(ValueWriter.UNKNOWN);
        final int msgpackMark = msgpack.beginMap(ValueWriter.UNKNOWN);
        final Set<String> names = new HashSet<>();
        while (cursor.next() != Token.MAP_END)
        {
            final String key = cursor.text();
            requireRoom(key.length(), name);
            if (!names.add(key))
            {
                throw new BadValueException(
                    ErrorCode.INVALID_MESSAGE, "a field stands twice: " + name + ".." + FieldValues.shown(key));
            }
            requireCount(names.size(), name);
            json.name(key);
            msgpack.name(key);
            cursor.next();
            value(cursor, name);
        }
        json.endMap(jsonMark, names.size());
        msgpack.endMap(msgpackMark, names.size());
    }

    private void list(final MessageCursor cursor, final String name) throws BadValueException, BadCommandException
    {
        final int jsonMark = json.beginList(ValueWriter.UNKNOWN);
        final int msgpackMark = msgpack.beginList(ValueWriter.UNKNOWN);
        int count = 0;
        while (cursor.next() != Token.LIST_END)
        {
            requireCount(++count, name);
            value(cursor, name);
        }
        json.endList(jsonMark, count);
        msgpack.endList(msgpackMark, count);
    }

    private void text(final MessageCursor cursor, final String name) throws BadValueException
    {
        requireRoom(cursor.text().length(), name);
        json.text(cursor.text());
        msgpack.text(cursor.text());
    }

    private void huge(final MessageCursor cursor, final String name) throws BadValueException
    {
        final BigInteger value = new BigInteger(cursor.numberText());
        if (value.signum() < 0 || value.bitLength() > Long.SIZE)
        {
            throw new BadValueException(
                name + " must hold no whole number beyond 64 bits: " + FieldValues.shown(cursor));
        }
        json.unsigned(value.longValue());
        msgpack.unsigned(value.longValue());
    }

    private void decimal(final MessageCursor cursor, final String name) throws BadValueException
    {
        if (!Double.isFinite(cursor.decimal()))
        {
            throw new BadValueException(
                name + " must hold no number that is not finite, or beyond a float of 64 bits: " +
                    FieldValues.shown(cursor));
        }
        json.number(cursor.numberText());
        msgpack.decimal(cursor.decimal());
    }

    private void requireRoom(final int more, final String name) throws BadValueException
    {
        if (Math.max(json.length(), msgpack.length()) + more > MAX_BYTES)
        {
            throw new BadValueException(
                ErrorCode.MESSAGE_TOO_LARGE, name + " must be at most " + MAX_BYTES + " bytes in JSON and in msgpack");
        }
    }

    private static void requireCount(final int count, final String name) throws BadValueException
    {
        if (count > ValueWriter.MAX_UNKNOWN)
        {
            throw new BadValueException(
                name + " must hold no map or list of more than " + ValueWriter.MAX_UNKNOWN + " entries");
        }
    }
}
