package io.tickwire.engine;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ThreadLocalRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WallClockTest
{
    private static final long EPOCH_NS = 1_795_784_905_567_043_210L;

    private long tickerNs = 77;
    private long stepNs;

    @Test
    void shouldTellTheSystemsTimeToTheNanosecond()
    {
        final WallClock clock = new WallClock(this::tick, () -> EPOCH_NS + tickerNs);
        for (int i = 0; i < 1_000; i++)
        {
            tickerNs += i;
            assertEquals(EPOCH_NS + tickerNs, clock.nanoTime());
        }
    }

    @Test
    void shouldTakeTheLookThatWasDisturbedLeast()
    {
        final int[] looks = new int[1];
        final WallClock clock = new WallClock(this::tick, () ->
        {
            final long nowNs = EPOCH_NS + tickerNs;
            // All but one are held up behind the look.
            tickerNs += ++looks[0] == 7 ? 0 : ThreadLocalRandom.current().nextLong(10, 1_000_000);

            return nowNs;
        });
        assertEquals(EPOCH_NS + tickerNs, clock.nanoTime());
    }

    @Test
    void shouldFollowTheSystemsClockOnceItIsSynchronized()
    {
        final WallClock clock = new WallClock(this::tick, () -> EPOCH_NS + tickerNs + stepNs);
        stepNs = -1_234_567;
        assertEquals(EPOCH_NS + tickerNs, clock.nanoTime());
        clock.synchronize();
        assertEquals(EPOCH_NS + tickerNs - 1_234_567, clock.nanoTime());
    }

    @Test
    void shouldRunWithTheRealClocks()
    {
        final long beforeMs = System.currentTimeMillis();
        final long nowMs = new WallClock().nanoTime() / 1_000_000;
        assertTrue(nowMs >= beforeMs - 1_000 && nowMs <= System.currentTimeMillis() + 1_000, nowMs + " " + beforeMs);
    }

    private long tick()
    {
        return tickerNs;
    }
}
