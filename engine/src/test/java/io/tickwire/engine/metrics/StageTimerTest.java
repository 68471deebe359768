package io.tickwire.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StageTimerTest
{
    private final StageTimer timer = new StageTimer("in->ring");
    private final Histogram sum = new Histogram(StageTimer.MAX_NS, 3);

    @Test
    void shouldTellItsStage()
    {
        assertEquals("in->ring", timer.stage());
    }

    @Test
    void shouldDrainWhatWasRecordedOnce()
    {
        timer.record(10, 1);
        timer.record(20, 3);
        timer.drainTo(sum);
        timer.drainTo(sum);

        assertEquals(4, sum.getTotalCount());
        assertEquals(1, sum.getCountAtValue(10));
        assertEquals(3, sum.getCountAtValue(20));
    }

    @Test
    void shouldAddEachDrainToTheSum()
    {
        for (int i = 0; i < 10; i++)
        {
            timer.record(100, 2);
            timer.drainTo(sum);
            assertEquals(2 * (i + 1), sum.getCountAtValue(100));
        }
        assertEquals(20, sum.getTotalCount());
    }

    @Test
    void shouldDrainNothingWhereNothingWasRecorded()
    {
        timer.drainTo(sum);

        assertEquals(0, sum.getTotalCount());
    }

    @Test
    void shouldCountAClockThatSteppedBackAsNothing()
    {
        timer.record(-1, 1);
        timer.record(Long.MIN_VALUE, 1);
        timer.record(0, 1);
        timer.drainTo(sum);

        assertEquals(3, sum.getCountAtValue(0));
        assertEquals(0, sum.getMaxValue());
    }

    @Test
    void shouldCountLongerTimesAsTheLongest()
    {
        timer.record(StageTimer.MAX_NS, 1);
        timer.record(StageTimer.MAX_NS + 1, 1);
        timer.record(Long.MAX_VALUE, 2);
        timer.drainTo(sum);

        assertEquals(4, sum.getTotalCount());
        assertEquals(1.0, sum.getMinValue() / (double)StageTimer.MAX_NS, 0.01);
        assertEquals(sum.getMinValue(), sum.lowestEquivalentValue(sum.getMaxValue()));
    }

    @Test
    void shouldKeepTwoDigits()
    {
        for (long durationNs = 1; durationNs < StageTimer.MAX_NS; durationNs = durationNs * 13 / 8 + 1)
        {
            final Histogram single = new Histogram(StageTimer.MAX_NS, 4);
            timer.record(durationNs, 1);
            timer.drainTo(single);
            assertEquals(1.0, single.getMaxValue() / (double)durationNs, 0.01, "durationNs=" + durationNs);
        }
    }

    @Test
    void shouldLoseNothingToAReaderThatDrainsMeanwhile() throws InterruptedException
    {
        final int times = 200_000;
        final CountDownLatch start = new CountDownLatch(1);
        final Thread owner = new Thread(() ->
        {
            start.countDown();
            for (int i = 0; i < times; i++)
            {
                timer.record(i % 100, 1);
            }
        });
        owner.start();
        start.await();
        int drains = 0;
        while (owner.isAlive())
        {
            timer.drainTo(sum);
            drains++;
        }
        owner.join();
        timer.drainTo(sum);

        assertTrue(drains > 0);
        assertEquals(times, sum.getTotalCount());
        assertEquals(times / 100, sum.getCountAtValue(7));
    }
}
