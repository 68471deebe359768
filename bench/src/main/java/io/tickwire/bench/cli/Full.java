package io.tickwire.bench.cli;

import io.tickwire.bench.guard.BudgetCheck;
import io.tickwire.bench.micro.CpuTimes;
import io.tickwire.bench.stress.StressProcess;
import io.tickwire.bench.wire.WireBench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * All that is published, one after the other. What fails does not keep the rest from being measured.
 */
final class Full
{
    private static final int SECONDS = 5;
    private static final int MOST = 10_000;

    private final Bench bench;
    private final PrintStream out;
    private final List<String> failed = new ArrayList<>();

    Full(final Bench bench, final PrintStream out)
    {
        this.bench = bench;
        this.out = out;
    }

    /**
     * @return the exit code.
     */
    int run() throws Exception
    {
        step("budget", () -> BudgetCheck.run(false, bench.home().resolve("budget.yaml")) == Bench.DONE);
        step("micro", () ->
        {
            CpuTimes.main(new String[0]);

            return true;
        });
        step("wire", () -> bench.wire(null, "wire").run(WireBench.full(), SECONDS, true));
        step("curve", () -> bench.wire(null, "curve").run(WireBench.curve(MOST), SECONDS, false));
        step("stress", () -> StressProcess.run(true, bench.folder(null, "jcstress")) == Bench.DONE);
        out.println(failed.isEmpty() ? "all of it passed" : "failed: " + String.join(", ", failed));

        return failed.isEmpty() ? Bench.DONE : Bench.FAILED;
    }

    private void step(final String name, final Callable<Boolean> step) throws Exception
    {
        out.println("== " + name);
        if (!step.call())
        {
            failed.add(name);
        }
    }
}
