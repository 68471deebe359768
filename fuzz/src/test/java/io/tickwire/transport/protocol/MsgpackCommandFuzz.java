package io.tickwire.transport.protocol;

import io.tickwire.fuzz.NaiveMsgpack;
import io.tickwire.fuzz.NaiveWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A client's message in msgpack: a command within its bounds, or an error that can be told; and the same where the same
 * values come in JSON.
 */
public final class MsgpackCommandFuzz
{
    private static final CommandOutcomes OUTCOMES = new CommandOutcomes();

    private MsgpackCommandFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final Object outcome = OUTCOMES.of(WireForm.MSGPACK, data);
        final Object value;
        try
        {
            value = NaiveMsgpack.read(data, MessageCursor.MAX_DEPTH);
        }
        catch (final IllegalArgumentException ex)
        {
            return;
        }
        if (NaiveWriter.isInBothForms(value))
        {
            assertEquals(outcome, OUTCOMES.of(WireForm.JSON, NaiveWriter.json(value)));
        }
    }
}
