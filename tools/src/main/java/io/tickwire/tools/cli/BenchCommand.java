package io.tickwire.tools.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/**
 * Says where the benchmarks are: the launcher runs them as a program of their own, so that the product carries none of
 * their libraries.
 * Thread: conductor
 */
@Command(
    name = "bench",
    description = "Measure what a tick costs, and hold it to its budget; only in a clone of the project.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class)
final class BenchCommand implements Callable<Integer>
{
    private final Surroundings around;

    BenchCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        around.err().println("tickwire: the benchmarks are not in this jar: run ./tools/tickwire bench in a clone");

        return Tickwire.FAILED;
    }
}
