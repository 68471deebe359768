package io.tickwire.transport.protocol;

import io.tickwire.fuzz.NaiveJson;
import io.tickwire.fuzz.NaiveWriter;
import io.tickwire.fuzz.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A client's message in JSON: a command within its bounds, or an error that can be told; and the same where the same
 * values come in msgpack.
 */
public final class JsonCommandFuzz
{
    private static final CommandOutcomes OUTCOMES = new CommandOutcomes();

    private JsonCommandFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final Object outcome = OUTCOMES.of(WireForm.JSON, data);
        final Object value;
        try
        {
            value = NaiveJson.read(Texts.orNull(data), MessageCursor.MAX_DEPTH);
        }
        catch (final IllegalArgumentException ex)
        {
            return;
        }
        if (NaiveWriter.isInBothForms(value))
        {
            assertEquals(outcome, OUTCOMES.of(WireForm.MSGPACK, NaiveWriter.msgpack(value)));
        }
    }
}
