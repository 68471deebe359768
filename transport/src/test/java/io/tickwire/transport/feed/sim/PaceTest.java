package io.tickwire.transport.feed.sim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PaceTest
{
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1_000, 999_983, 50_000_000})
    void shouldBeDueAsOftenAsTheRateSaysInEachSecond(final int rate)
    {
        final Pace pace = new Pace(rate, START_NS);
        for (int second = 1; second <= 2; second++)
        {
            for (int i = 0; i < rate; i++)
            {
                final long expectedNs = START_NS + (second - 1) * SECOND_NS + i * SECOND_NS / rate;
                if (pace.dueNs() != expectedNs)
                {
                    assertEquals(expectedNs, pace.dueNs(), "tick " + i);
                }
                pace.advance();
            }
            assertEquals(START_NS + second * SECOND_NS, pace.dueNs());
        }
    }

    @Test
    void shouldBeDueFromItsTimeOn()
    {
        final Pace pace = new Pace(10, START_NS);

        assertFalse(pace.isDue(START_NS - 1));
        assertTrue(pace.isDue(START_NS));
        pace.advance();
        assertFalse(pace.isDue(START_NS + SECOND_NS / 10 - 1));
        pace.postpone(5);
        assertFalse(pace.isDue(START_NS + SECOND_NS / 10 + 4));
        assertTrue(pace.isDue(START_NS + SECOND_NS / 10 + 5));
    }
}
