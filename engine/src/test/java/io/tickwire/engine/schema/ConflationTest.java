package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConflationTest
{
    private static final int[] INTERVALS_MS = {10, 20, 50, 100, 250, 500, 1000, 5000};

    @Test
    void shouldRoundAWishForAnIntervalUp()
    {
        for (int wishedMs = 1; wishedMs <= 6_000; wishedMs++)
        {
            int grantedMs = INTERVALS_MS[INTERVALS_MS.length - 1];
            for (int i = INTERVALS_MS.length - 1; i >= 0 && INTERVALS_MS[i] >= wishedMs; i--)
            {
                grantedMs = INTERVALS_MS[i];
            }
            assertEquals(grantedMs, Conflation.forIntervalMs(wishedMs).intervalMs(), "wished=" + wishedMs);
        }
        assertSame(Conflation.MS_5000, Conflation.forIntervalMs(Long.MAX_VALUE));
    }

    @Test
    void shouldRefuseAnIntervalThatIsNone()
    {
        for (final long wishedMs : new long[]{0, -1, Long.MIN_VALUE})
        {
            assertEquals(
                "an interval is above 0 ms: interval=" + wishedMs,
                assertThrows(
                    IllegalArgumentException.class, () -> Conflation.forIntervalMs(wishedMs)).getMessage());
        }
    }

    @Test
    void shouldMergeUnlessRaw()
    {
        for (final Conflation conflation : Conflation.values())
        {
            assertEquals(conflation != Conflation.RAW, conflation.merges());
            assertSame(conflation, Conflation.ofOrdinal(conflation.ordinal()));
        }
        assertEquals(Conflation.values().length, Conflation.COUNT);
    }

    @Test
    void shouldHaveABitForEachEncoding()
    {
        int bits = 0;
        for (final Encoding encoding : Encoding.values())
        {
            assertFalse((bits & encoding.bit()) != 0, encoding.name());
            assertSame(encoding, Encoding.ofOrdinal(encoding.ordinal()));
            assertEquals(encoding == Encoding.JSON || encoding == Encoding.JSON_STRING, encoding.isText());
            bits |= encoding.bit();
        }
        assertTrue(bits == (1 << Encoding.COUNT) - 1);
    }
}
