package io.tickwire.bench.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds the build to the budget: {@code BudgetCheck quick|full FILE}. Exit codes: 0 it is kept, 1 it is not, 2 it can
 * not be read.
 */
public final class BudgetCheck
{
    private BudgetCheck()
    {
    }

    public static void main(final String[] args)
    {
        // Whoever else measures on this machine is seen in medians; it need not be waited for.
        System.setProperty("jmh.ignoreLock", "true");
        System.exit(run("quick".equals(args[0]), Path.of(args[1])));
    }

    /**
     * @param isQuick as in each build, else as for figures that are published.
     * @return the exit code.
     */
    public static int run(final boolean isQuick, final Path file)
    {
        final List<Stage> stages;
        try
        {
            stages = Budget.read(file);
        }
        catch (final IOException | IllegalArgumentException ex)
        {
            System.err.println(file + ": " + ex.getMessage());

            return 2;
        }

        final String obstacle = InstructionCounter.obstacle(InstructionCounter.perf());
        if (!obstacle.isEmpty())
        {
            System.out.println("instructions are not counted here (" + obstacle + ")");
        }
        final Effort effort = isQuick ? Effort.QUICK : Effort.FULL;

        return new Guard(new JmhForks(effort, obstacle.isEmpty()), effort, System.out).isKept(stages) ? 0 : 1;
    }
}
