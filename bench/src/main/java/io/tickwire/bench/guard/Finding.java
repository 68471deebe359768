package io.tickwire.bench.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a stage was found to cost: medians of its rounds, and of the ratios of each round.
 *
 * @param ratio     of CPU times.
 * @param wallRatio of times on the wall. It shows what waits, and what neighbours do: {@link #WAITING} times the
 *                  budget is too much.
 */
record Finding(Stage stage, double cpuNs, double ratio, double wallRatio, double bytes, double instructions)
{
    static final double WAITING = 5;

    /** Of the budget: what is not more is clear, however few forks say so. */
    private static final double CLEAR = 2.0 / 3;

    private static final double PERCENT = 100;

    static Finding of(final Stage stage, final List<Sample> samples, final List<Sample> yardsticks)
    {
        final List<Integer> rounds = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++)
        {
            rounds.add(i);
        }

        return new Finding(
            stage,
            Medians.of(samples, Sample::cpuNs),
            Medians.of(rounds, round -> samples.get(round).cpuNs() / yardsticks.get(round).cpuNs()),
            Medians.of(rounds, round -> samples.get(round).wallNs() / yardsticks.get(round).wallNs()),
            Medians.of(samples, Sample::bytes),
            Medians.of(samples, Sample::instructions));
    }

    /**
     * What of the budget is not kept; empty: all of it is.
     */
    List<String> breaches()
    {
        final List<String> breaches = new ArrayList<>();
        if (bytes > stage.bytes())
        {
            breaches.add(String.format(Locale.ROOT, "allocates %.4f bytes, budget %d", bytes, stage.bytes()));
        }
        if (ratio > stage.ratio())
        {
            breaches.add(String.format(
                Locale.ROOT, "takes %.2f times the CPU time of its yardstick, budget %.2f", ratio, stage.ratio()));
        }
        if (wallRatio > WAITING * stage.ratio())
        {
            breaches.add(String.format(
                Locale.ROOT, "waits: takes %.2f times as long as its yardstick", wallRatio));
        }
        if (stage.instructions() > 0 && instructions > stage.instructions())
        {
            breaches.add(String.format(
                Locale.ROOT, "takes %.0f instructions, budget %d", instructions, stage.instructions()));
        }

        return breaches;
    }

    /**
     * Whether it is so well within its budget that another look would say the same.
     */
    boolean isClear()
    {
        return breaches().isEmpty() && Math.max(ratio, wallRatio / WAITING) <= CLEAR * stage.ratio();
    }

    /**
     * How much of the budget's ratio is left, in percent of it.
     */
    double marginPercent()
    {
        return PERCENT * (1 - ratio / stage.ratio());
    }
}
