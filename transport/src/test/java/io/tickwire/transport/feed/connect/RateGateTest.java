package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.venue.Rate;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What is counted by a venue goes no faster than it bears, and no slower.
 */
class RateGateTest
{
    private static final long SEED = 20261127L;
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void shouldLetSomeThroughAtOnceAndThenAsManyAPeriod()
    {
        final RateGate gate = new RateGate(null, new Rate(3, 1_000), 10 * MS);
        final long nowNs = Long.MAX_VALUE - 500 * MS;

        assertEquals(0, gate.delayNs(nowNs));
        assertEquals(10 * MS, gate.delayNs(nowNs));
        assertEquals(20 * MS, gate.delayNs(nowNs));
        assertEquals(1_000 * MS, gate.delayNs(nowNs));
        assertEquals(1_010 * MS, gate.delayNs(nowNs));
        assertEquals(520 * MS, gate.delayNs(nowNs + 500 * MS));
        assertEquals(0, gate.delayNs(nowNs + 5_000 * MS));
    }

    @Test
    void shouldNeverBeFasterThanTheVenueBears()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int run = 0; run < 200; run++)
        {
            final int count = 1 + random.nextInt(20);
            final long periodMs = 1 + random.nextInt(1_000);
            final long gapNs = random.nextInt(20) * MS;
            final RateGate gate = new RateGate(null, new Rate(count, periodMs), gapNs);
            final List<Long> turns = new ArrayList<>();
            long nowNs = random.nextLong();
            for (int i = 0; i < 100; i++)
            {
                nowNs += random.nextLong(100 * MS);
                final long waitNs = gate.delayNs(nowNs);
                final long turnNs = nowNs + waitNs;
                final boolean isSoonest = waitNs == 0 || i > 0 && turnNs == turns.get(i - 1) + gapNs ||
                    i >= count && turnNs == turns.get(i - count) + periodMs * MS;
                assertTrue(isSoonest, "run=" + run + " i=" + i);
                assertTrue(i == 0 || turnNs - turns.get(i - 1) >= gapNs, "run=" + run + " i=" + i);
                assertTrue(i < count || turnNs - turns.get(i - count) >= periodMs * MS, "run=" + run + " i=" + i);
                turns.add(turnNs);
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoRate()
    {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
    }
}
