package io.tickwire.transport.protocol;

import io.tickwire.fuzz.Fields;
import io.tickwire.fuzz.Opaque;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Trees of what a cursor goes through.
 */
final class CursorTrees
{
    private CursorTrees()
    {
    }

    /**
     * Read a message to its end.
     *
     * @throws BadCommandException where the cursor refuses it.
     */
    static Object read(final MessageCursor cursor, final byte[] message) throws BadCommandException
    {
        final ByteBuffer payload = ByteBuffer.wrap(message);
        cursor.begin(payload);
        assertEquals(0, payload.position());
        assertEquals(message.length, payload.limit());
        if (cursor.next() == Token.END)
        {
            throw new BadCommandException(ErrorCode.INVALID_MESSAGE, "there is nothing in it", null);
        }
        final Object value = valueOf(cursor);
        assertEquals(0, cursor.depth());
        assertEquals(Token.END, cursor.next());

        return value;
    }

    /**
     * Go some tokens into a message, and leave it there.
     */
    static void abandon(final MessageCursor cursor, final byte[] message, final int tokens)
    {
        try
        {
            cursor.begin(ByteBuffer.wrap(message));
            for (int i = 0; i < tokens && cursor.next() != Token.END; i++)
            {
                assertTrue(cursor.depth() <= MessageCursor.MAX_DEPTH);
            }
        }
        catch (final BadCommandException ex)
        {
            assertTold(ex);
        }
    }

    /**
     * A refusal says why, and not too much.
     */
    static void assertTold(final BadCommandException ex)
    {
        assertEquals(ErrorCode.INVALID_MESSAGE, ex.code());
        assertTrue(ex.getMessage().length() < 300, ex.getMessage());
    }

    private static Object valueOf(final MessageCursor cursor) throws BadCommandException
    {
        return switch (cursor.token())
        {
            case MAP -> map(cursor);
            case LIST -> list(cursor);
            case TEXT -> cursor.text();
            case INTEGER -> BigInteger.valueOf(cursor.integer());
            case HUGE -> new BigInteger(cursor.numberText());
            case DECIMAL -> decimal(cursor);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case OPAQUE -> new Opaque();
            case NAME, MAP_END, LIST_END, END -> throw new AssertionError("no value: " + cursor.token());
        };
    }

    private static Fields map(final MessageCursor cursor) throws BadCommandException
    {
        final int depth = cursor.depth();
        final List<Fields.Field> fields = new ArrayList<>();
        while (cursor.next() != Token.MAP_END)
        {
            assertEquals(Token.NAME, cursor.token());
            final String name = cursor.text();
            cursor.next();
            fields.add(new Fields.Field(name, valueOf(cursor)));
        }
        assertEquals(depth - 1, cursor.depth());

        return new Fields(fields);
    }

    private static List<Object> list(final MessageCursor cursor) throws BadCommandException
    {
        final int depth = cursor.depth();
        final List<Object> entries = new ArrayList<>();
        while (cursor.next() != Token.LIST_END)
        {
            entries.add(valueOf(cursor));
        }
        assertEquals(depth - 1, cursor.depth());

        return entries;
    }

    private static Double decimal(final MessageCursor cursor)
    {
        final double value = cursor.decimal();
        if (Double.isFinite(value))
        {
            assertEquals(value, Double.parseDouble(cursor.numberText()));
        }

        return value;
    }
}
