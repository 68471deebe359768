package io.tickwire.transport.protocol;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads small objects whose values are texts, as requests of HTTP have them in their bodies.
 * Thread: any
 */
public final class TextFields
{
    private TextFields()
    {
    }

    /**
     * Read one, as JSON.
     *
     * @param names of the fields that there may be.
     * @return those that there are; of one that is null, null.
     */
    public static Map<String, String> read(final byte[] json, final List<String> names) throws BadCommandException
    {
        final MessageCursor cursor = new JsonCursor();
        cursor.begin(ByteBuffer.wrap(json));
        if (cursor.next() != Token.MAP)
        {
            throw refused("a body is a map of texts: " + names);
        }
        final Map<String, String> values = new HashMap<>();
        while (cursor.next() != Token.MAP_END)
        {
            final String name = cursor.text();
            if (!names.contains(name) || values.containsKey(name))
            {
                throw refused("there are " + names + ", each once: " + FieldValues.shown(name));
            }
            final Token token = cursor.next();
            if (token != Token.TEXT && token != Token.NULL)
            {
                throw refused(name + " must be a text: " + name + "=" + FieldValues.shown(cursor));
            }
            values.put(name, token == Token.TEXT ? cursor.text() : null);
        }

        return values;
    }

    private static BadCommandException refused(final String message)
    {
        return new BadCommandException(ErrorCode.INVALID_MESSAGE, message, null);
    }
}
