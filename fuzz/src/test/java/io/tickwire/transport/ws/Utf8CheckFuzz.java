package io.tickwire.transport.ws;

import io.tickwire.fuzz.Texts;

import java.nio.ByteBuffer;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Any bytes, at once and in two pieces: the check says what the JDK's decoder says, and where it says so no byte later
 * than it can be known.
 */
public final class Utf8CheckFuzz
{
    private static final int MAX_BYTES = 512;

    private Utf8CheckFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final byte[] bytes = Arrays.copyOf(data, Math.min(data.length, MAX_BYTES));
        final ByteBuffer in = ByteBuffer.wrap(bytes);
        final Utf8Check whole = new Utf8Check();
        final boolean isAccepted = whole.accept(in, 0, bytes.length);
        assertEquals(NaiveUtf8.isBeginning(bytes), isAccepted);
        if (!isAccepted)
        {
            return;
        }

        assertEquals(Texts.orNull(bytes) != null, whole.isComplete());
        for (int cut = 0; cut <= bytes.length; cut++)
        {
            final Utf8Check check = new Utf8Check();
            assertEquals(true, check.accept(in, 0, cut));
            assertEquals(Texts.orNull(bytes, 0, cut) != null, check.isComplete());
            assertEquals(true, check.accept(in, cut, bytes.length));
            assertEquals(whole.isComplete(), check.isComplete());
        }
    }
}
