package io.tickwire.transport.protocol;

import io.tickwire.fuzz.NaiveMsgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Any bytes: the cursor takes what is msgpack, and nothing else, and goes through the values that are in it; also after
 * it left another message in its midst.
 */
public final class MsgpackCursorFuzz
{
    // As the server has one a thread.
    private static final MsgpackCursor CURSOR = new MsgpackCursor();

    private MsgpackCursorFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        CursorTrees.abandon(CURSOR, data, data.length / 3);

        Object expected = null;
        boolean isMsgpack = true;
        try
        {
            expected = NaiveMsgpack.read(data, MessageCursor.MAX_DEPTH);
        }
        catch (final IllegalArgumentException ex)
        {
            isMsgpack = false;
        }
        try
        {
            final Object value = CursorTrees.read(CURSOR, data);
            assertEquals(true, isMsgpack, () -> "not msgpack, but read as " + value);
            assertEquals(expected, value);
        }
        catch (final BadCommandException ex)
        {
            CursorTrees.assertTold(ex);
            assertFalse(isMsgpack, ex.getMessage());
        }
    }
}
