package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest
{
    private static final long SEED = 20261124L;
    private static final int UUIDS = 500_000;

    private final GuardedBuffer guarded = new GuardedBuffer(64);

    @Test
    void shouldWriteWhatTheLibraryWrites()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < UUIDS; i++)
        {
            assertText(i, random.nextLong() >>> random.nextInt(Long.SIZE), random.nextLong());
        }
    }

    @Test
    void shouldWriteEachBitInItsPlace()
    {
        for (int bit = 0; bit < Long.SIZE; bit++)
        {
            assertText(bit, 1L << bit, 0);
            assertText(bit, 0, 1L << bit);
            assertText(bit, ~(1L << bit), -1L);
        }
    }

    private void assertText(final int number, final long high, final long low)
    {
        final int offset = guarded.offset(number);
        Uuids.put(guarded.bytes(), offset, high, low);

        final String text = new String(guarded.bytes(), offset, Uuids.TEXT_BYTES, StandardCharsets.US_ASCII);
        assertEquals(new UUID(high, low).toString(), text);
        guarded.assertTouchedOnly(offset, offset + Uuids.TEXT_BYTES);
    }
}
