package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StageFiguresTest
{
    @Test
    void shouldTellWhatCameBetweenTwoLooks()
    {
        final Map<String, Object> figures = StageFigures.between(metrics(10, 10, 10, 0.1), metrics(10, 70, 110, 0.3));

        final Map<?, ?> stage = (Map<?, ?>)figures.get("in->ring");
        assertEquals(100L, stage.get("count"));
        assertEquals(2_000.0, (Double)stage.get("meanUs"), 0.001);
        assertEquals(5.0, (Double)stage.get("p50"), 0.001);
        assertEquals(5.0, (Double)stage.get("p99"), 0.001, "the last bucket has no bound");
    }

    @Test
    void shouldLeaveOutAStageThatDidNothing()
    {
        assertEquals(Map.of(), StageFigures.between(metrics(1, 2, 3, 1), metrics(1, 2, 3, 1)));
    }

    private static String metrics(final int one, final int five, final int all, final double sum)
    {
        return "# TYPE tickwire_stage_seconds histogram\n" +
            "tickwire_stage_seconds_bucket{stage=\"in->ring\",le=\"1.0E-6\"} " + one + "\n" +
            "tickwire_stage_seconds_bucket{stage=\"in->ring\",le=\"5.0E-6\"} " + five + "\n" +
            "tickwire_stage_seconds_bucket{stage=\"in->ring\",le=\"+Inf\"} " + all + "\n" +
            "tickwire_stage_seconds_sum{stage=\"in->ring\"} " + sum + "\n";
    }
}
