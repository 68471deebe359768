package io.tickwire.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StallTrackerTest
{
    private static final long THRESHOLD_NS = 1_000;

    private final StallTracker tracker = new StallTracker("pipeline-0", THRESHOLD_NS);

    @Test
    void shouldBeginWithoutAStall()
    {
        assertEquals("pipeline-0", tracker.role());
        assertEquals(0, tracker.stalls());
        assertEquals(0, tracker.longestNs());
        assertEquals(0, tracker.runningNs(1_000_000));
    }

    @Test
    void shouldCountOnlyCyclesAboveTheThreshold()
    {
        cycle(10_000, THRESHOLD_NS - 1);
        cycle(20_000, THRESHOLD_NS);
        assertEquals(0, tracker.stalls());

        cycle(30_000, THRESHOLD_NS + 1);
        cycle(40_000, 5 * THRESHOLD_NS);
        cycle(50_000, 1);
        assertEquals(2, tracker.stalls());
    }

    @Test
    void shouldKeepTheLongestCycle()
    {
        cycle(10_000, 300);
        assertEquals(300, tracker.longestNs());
        cycle(20_000, 200);
        assertEquals(300, tracker.longestNs());
        cycle(30_000, 7_000);
        assertEquals(7_000, tracker.longestNs());
        cycle(40_000, 6_999);
        assertEquals(7_000, tracker.longestNs());
    }

    @Test
    void shouldTellHowLongACycleHasRunWhileItRuns()
    {
        tracker.begin(10_000);
        assertEquals(0, tracker.runningNs(10_000));
        assertEquals(250, tracker.runningNs(10_250));
        assertEquals(90_000, tracker.runningNs(100_000));
        assertEquals(0, tracker.stalls());

        tracker.end(100_000);
        assertEquals(0, tracker.runningNs(200_000));
        assertEquals(1, tracker.stalls());
        assertEquals(90_000, tracker.longestNs());
    }

    @Test
    void shouldTellNoTimeBelowNothingWhereTheReadersClockIsBehind()
    {
        tracker.begin(10_000);

        assertEquals(0, tracker.runningNs(9_000));
    }

    @Test
    void shouldCountNoStallWhereTheClockSteppedBack()
    {
        cycle(10_000, -5_000);

        assertEquals(0, tracker.stalls());
        assertEquals(0, tracker.longestNs());
    }

    private void cycle(final long startNs, final long tookNs)
    {
        tracker.begin(startNs);
        tracker.end(startNs + tookNs);
    }
}
