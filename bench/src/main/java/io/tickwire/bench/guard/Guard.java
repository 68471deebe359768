package io.tickwire.bench.guard;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Holds stages to their budget. All benchmarks are forked once a round, in the budget's order, so that a stage and its
 * yardstick run one after the other; what a glance shows to be well within its budget is not looked at any more; what
 * is over the budget is looked at again, twice as long, and fails only if it still is.
 */
final class Guard
{
    private final Forks forks;
    private final Effort effort;
    private final PrintStream out;

    Guard(final Forks forks, final Effort effort, final PrintStream out)
    {
        this.forks = forks;
        this.effort = effort;
        this.out = out;
    }

    /**
     * Measure, print the table, and name what is not kept.
     *
     * @return whether the budget is kept.
     */
    boolean isKept(final List<Stage> stages)
    {
        final Map<Stage, Finding> findings = new HashMap<>();
        look(stages, effort.glances(), findings);
        if (effort.glances() < effort.rounds())
        {
            look(stages.stream().filter(stage -> !findings.get(stage).isClear()).toList(), effort.rounds(), findings);
        }
        final List<Stage> suspects = breached(stages, findings);
        if (!suspects.isEmpty())
        {
            out.println("a second look at: " + String.join(", ", suspects.stream().map(Stage::name).toList()));
            look(suspects, 2 * effort.rounds(), findings);
        }

        print(stages, findings);
        final List<Stage> breached = breached(stages, findings);
        for (final Stage stage : breached)
        {
            out.println("breach: " + stage.name() + ": " + String.join("; ", findings.get(stage).breaches()));
        }
        out.println(breached.isEmpty() ? "the budget is kept" : "the budget is not kept");

        return breached.isEmpty();
    }

    private void look(final List<Stage> stages, final int times, final Map<Stage, Finding> findings)
    {
        final Set<String> benchmarks = new LinkedHashSet<>();
        for (final Stage stage : stages)
        {
            benchmarks.add(stage.yardstick());
            benchmarks.add(stage.benchmark());
        }

        final Map<String, List<Sample>> samples = new HashMap<>();
        for (int i = 0; i < times; i++)
        {
            for (final String benchmark : benchmarks)
            {
                samples.computeIfAbsent(benchmark, key -> new ArrayList<>()).add(forks.run(benchmark));
            }
        }
        for (final Stage stage : stages)
        {
            findings.put(
                stage, Finding.of(stage, samples.get(stage.benchmark()), samples.get(stage.yardstick())));
        }
    }

    private static List<Stage> breached(final List<Stage> stages, final Map<Stage, Finding> findings)
    {
        return stages.stream().filter(stage -> !findings.get(stage).breaches().isEmpty()).toList();
    }

    private void print(final List<Stage> stages, final Map<Stage, Finding> findings)
    {
        final String columns = "%-34s %10s %12s %12s %8s %8s %8s %13s%n";
        out.printf(
            columns, "stage", "CPU ns", "bytes budget", "measured", "ratio", "measured", "margin", "instructions");
        for (final Stage stage : stages)
        {
            final Finding finding = findings.get(stage);
            out.printf(
                columns,
                stage.name(),
                decimal("%.1f", finding.cpuNs()),
                stage.bytes(),
                decimal("%.4f", finding.bytes()),
                decimal("%.2f", stage.ratio()),
                decimal("%.2f", finding.ratio()),
                decimal("%.0f %%", finding.marginPercent()),
                instructions(finding));
        }
    }

    private static String instructions(final Finding finding)
    {
        return Double.isNaN(finding.instructions()) ? "not counted" :
            decimal("%.0f", finding.instructions()) +
                (finding.stage().instructions() == 0 ? "" : " of " + finding.stage().instructions());
    }

    private static String decimal(final String format, final double value)
    {
        return String.format(Locale.ROOT, format, value);
    }
}
