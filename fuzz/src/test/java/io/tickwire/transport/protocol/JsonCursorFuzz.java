package io.tickwire.transport.protocol;

import io.tickwire.fuzz.NaiveJson;
import io.tickwire.fuzz.NaiveWriter;
import io.tickwire.fuzz.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Any bytes: the cursor takes what is JSON in UTF-8, and nothing else, and goes through the values that are in it; also
 * after it left another message in its midst.
 */
public final class JsonCursorFuzz
{
    // As the server has one a thread.
    private static final JsonCursor CURSOR = new JsonCursor();

    private JsonCursorFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        CursorTrees.abandon(CURSOR, data, data.length / 3);

        Object expected = null;
        boolean isJson = true;
        try
        {
            expected = NaiveJson.read(Texts.orNull(data), MessageCursor.MAX_DEPTH);
        }
        catch (final IllegalArgumentException ex)
        {
            isJson = false;
        }
        try
        {
            final Object value = CursorTrees.read(CURSOR, data);
            assertEquals(true, isJson, () -> "not JSON, but read as " + value);
            assertEquals(expected, value);
        }
        catch (final BadCommandException ex)
        {
            CursorTrees.assertTold(ex);
            // Names may be refused for halves of surrogate pairs, numbers for their length.
            assertFalse(isJson && NaiveWriter.isInBothForms(expected), ex.getMessage());
        }
    }
}
