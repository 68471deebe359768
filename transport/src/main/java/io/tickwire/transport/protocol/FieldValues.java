package io.tickwire.transport.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of fields, each held against its kind and range. The cursor stands on a value's first token, and
 * then on its last.
 * Thread: any
 */
final class FieldValues
{
    /** No text but a token is longer. */
    static final int MAX_TEXT = 256;

    private static final int MAX_SHOWN = 64;
    private static final double MAX_EXACT = 1L << 53;

    private FieldValues()
    {
    }

    /**
     * A text with something in it.
     */
    static String text(final MessageCursor cursor, final String name, final int maxLength) throws BadValueException
    {
        if (cursor.token() != Token.TEXT || cursor.text().isEmpty() || cursor.text().length() > maxLength)
        {
            throw bad(cursor, name, "a text of 1 to " + maxLength + " characters");
        }

        return cursor.text();
    }

    /**
     * One of some words.
     */
    static String word(final MessageCursor cursor, final String name, final List<String> words)
        throws BadValueException
    {
        if (cursor.token() != Token.TEXT || !words.contains(cursor.text()))
        {
            throw bad(cursor, name, "one of " + String.join(", ", words));
        }

        return cursor.text();
    }

    /**
     * A whole number, which may be written as a float that is one.
     */
    static long integer(final MessageCursor cursor, final String name, final long from, final long to)
        throws BadValueException
    {
        final boolean isWhole = isWhole(cursor);
        final long value = !isWhole ? 0 :
            cursor.token() == Token.INTEGER ? cursor.integer() : (long)cursor.decimal();
        if (!isWhole || value < from || value > to)
        {
            throw bad(cursor, name, to == Long.MAX_VALUE ?
                "a whole number from " + from + " on" : "a whole number from " + from + " to " + to);
        }

        return value;
    }

    static boolean flag(final MessageCursor cursor, final String name) throws BadValueException
    {
        if (cursor.token() != Token.TRUE && cursor.token() != Token.FALSE)
        {
            throw bad(cursor, name, "true or false");
        }

        return cursor.token() == Token.TRUE;
    }

    /**
     * A number or a text, to be echoed or told apart later.
     */
    static Object scalar(final MessageCursor cursor, final String name) throws BadValueException
    {
        switch (cursor.token())
        {
            case TEXT:
                return text(cursor, name, MAX_TEXT);

            case INTEGER:
                return cursor.integer();

            case DECIMAL:
                if (Double.isFinite(cursor.decimal()))
                {
                    return cursor.decimal();
                }
                break;

            default:
                break;
        }

        throw bad(cursor, name, "a number of 64 bits, or a text of 1 to " + MAX_TEXT + " characters");
    }

    /**
     * What the client calls its message.
     */
    static Object id(final MessageCursor cursor, final String name) throws BadValueException
    {
        if (cursor.token() == Token.INTEGER)
        {
            return cursor.integer();
        }
        if (cursor.token() != Token.TEXT || cursor.text().length() > MAX_TEXT)
        {
            throw bad(cursor, name, "a whole number of 64 bits, or a text of at most " + MAX_TEXT + " characters");
        }

        return cursor.text();
    }

    /**
     * Texts: a list of them, or one alone. Those that stand twice count once.
     */
    static void texts(
        final MessageCursor cursor, final String name, final int maxCount, final Collection<String> into)
        throws BadValueException, BadCommandException
    {
        if (cursor.token() != Token.LIST)
        {
            add(text(cursor, name, MAX_TEXT), name, maxCount, into);

            return;
        }

        while (cursor.next() != Token.LIST_END)
        {
            add(text(cursor, name, MAX_TEXT), name, maxCount, into);
        }
    }

    /**
     * A map of scalars, flags and lists of these.
     */
    static void params(
        final MessageCursor cursor,
        final String name,
        final int maxCount,
        final int maxEntries,
        final Map<String, Object> into)
        throws BadValueException, BadCommandException
    {
        if (cursor.token() != Token.MAP)
        {
            throw bad(cursor, name, "a map");
        }

        while (cursor.next() != Token.MAP_END)
        {
            final String param = cursor.text();
            final String path = name + "." + shown(param);
            if (param.length() > MAX_TEXT || into.size() == maxCount)
            {
                throw new BadValueException(
                    name + " must have at most " + maxCount + " names of up to " + MAX_TEXT + " characters");
            }
            if (into.containsKey(param))
            {
                throw new BadValueException(ErrorCode.INVALID_MESSAGE, "a field stands twice: " + path);
            }
            final Object value = cursor.next() == Token.LIST ?
                entries(cursor, path, maxEntries) : param(cursor, path);
            if (value != null)
            {
                into.put(param, value);
            }
        }
    }

    /**
     * Refuse a value.
     *
     * @param wanted what it must be.
     */
    static BadValueException bad(final MessageCursor cursor, final String name, final String wanted)
    {
        return new BadValueException(name + " must be " + wanted + ": " + name + "=" + shown(cursor));
    }

    /**
     * A text, or as much of it as an error has room for.
     */
    static String shown(final String text)
    {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    /**
     * A value as errors show it.
     */
    static String shown(final MessageCursor cursor)
    {
        return switch (cursor.token())
        {
            case TEXT, NAME -> '"' + shown(cursor.text()) + '"';
            case INTEGER -> Long.toString(cursor.integer());
            case HUGE -> shown(cursor.numberText());
            case DECIMAL -> shown(Double.isFinite(cursor.decimal()) ?
                cursor.numberText() : Double.toString(cursor.decimal()));
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "null";
            case MAP, MAP_END -> "(a map)";
            case LIST, LIST_END -> "(a list)";
            case OPAQUE -> "(bytes)";
            case END -> "(nothing)";
        };
    }

    private static boolean isWhole(final MessageCursor cursor)
    {
        return cursor.token() == Token.INTEGER || cursor.token() == Token.DECIMAL &&
            Math.abs(cursor.decimal()) <= MAX_EXACT && cursor.decimal() == Math.rint(cursor.decimal());
    }

    private static void add(
        final String text, final String name, final int maxCount, final Collection<String> into)
        throws BadValueException
    {
        into.add(text);
        if (into.size() > maxCount)
        {
            throw new BadValueException(name + " must be at most " + maxCount + " in one message");
        }
    }

    private static List<Object> entries(final MessageCursor cursor, final String path, final int maxEntries)
        throws BadValueException, BadCommandException
    {
        final List<Object> entries = new ArrayList<>();
        while (cursor.next() != Token.LIST_END)
        {
            if (entries.size() == maxEntries)
            {
                throw new BadValueException(path + " must have at most " + maxEntries + " entries");
            }
            entries.add(cursor.token() == Token.NULL ? scalar(cursor, path) : param(cursor, path));
        }

        return entries;
    }

    private static Object param(final MessageCursor cursor, final String path) throws BadValueException
    {
        return switch (cursor.token())
        {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case TEXT, INTEGER, HUGE, DECIMAL -> scalar(cursor, path);
            default -> throw bad(cursor, path, "a number, a text, true, false, or a list of these");
        };
    }
}
