package io.tickwire.transport.replay;

import io.tickwire.transport.feed.ReplaySpec;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PaceTest
{
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private long nowNs = 5;

    @Test
    void shouldLetTimeGoByAtASpeed()
    {
        final Pace pace = new Pace(() -> nowNs, 10, false);
        assertEquals(0, pace.waitNs(START_NS));
        assertEquals(100, pace.waitNs(START_NS + 1_000));
        nowNs += 60;
        assertEquals(40, pace.waitNs(START_NS + 1_000));
        nowNs += 40;
        assertEquals(0, pace.waitNs(START_NS + 1_000));
        assertEquals(0, pace.waitNs(START_NS + 900), "one that was received before it");
    }

    @Test
    void shouldStandStillWhereItIs()
    {
        final Pace pace = new Pace(() -> nowNs, 2, false);
        pace.waitNs(START_NS);
        nowNs += 100;
        pace.pause();
        nowNs += 1_000_000;
        assertEquals(Long.MAX_VALUE, pace.waitNs(START_NS), "nothing is told");
        pace.resume();
        assertEquals(0, pace.waitNs(START_NS + 200));
        assertEquals(50, pace.waitNs(START_NS + 300));
    }

    @Test
    void shouldLetGoAStepAtATime()
    {
        final Pace pace = new Pace(() -> nowNs, 1, true);
        pace.step(2);
        assertEquals(0, pace.waitNs(START_NS));
        pace.onTold(START_NS, false);
        pace.onTold(START_NS + 1, true);
        assertEquals(0, pace.waitNs(START_NS + 500));
        pace.onTold(START_NS + 500, true);
        assertEquals(Long.MAX_VALUE, pace.waitNs(START_NS + 600));
        pace.resume();
        assertEquals(100, pace.waitNs(START_NS + 600), "from the last step on");
    }

    @Test
    void shouldChangeItsSpeedFromWhereItIs()
    {
        final Pace pace = new Pace(() -> nowNs, ReplaySpec.MAX_SPEED, false);
        assertEquals(0, pace.waitNs(START_NS + TimeUnit.DAYS.toNanos(1)));
        pace.onTold(START_NS, true);
        pace.speed(1);
        assertEquals(7, pace.waitNs(START_NS + 7));
        nowNs += 3;
        pace.speed(0.5);
        assertEquals(8, pace.waitNs(START_NS + 7));
    }

    @Test
    void shouldMakeUpForASecondAtTheMost()
    {
        final Pace pace = new Pace(() -> nowNs, 1, false);
        pace.waitNs(START_NS);
        nowNs += TimeUnit.SECONDS.toNanos(60);
        assertEquals(0, pace.waitNs(START_NS + 1));
        assertTrue(pace.waitNs(START_NS + TimeUnit.SECONDS.toNanos(1)) > 0);
    }

    @Test
    void shouldPassOverWhatIsBetween()
    {
        final Pace pace = new Pace(() -> nowNs, 1, false);
        pace.waitNs(START_NS);
        pace.skip();
        assertEquals(0, pace.waitNs(START_NS + TimeUnit.DAYS.toNanos(1)));
        assertEquals(1, pace.waitNs(START_NS + TimeUnit.DAYS.toNanos(1) + 1));
    }
}
