package io.tickwire.bench.cli;

import io.tickwire.bench.stress.StressProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * The hand-offs under jcstress.
 */
@Command(
    name = "stress",
    description = "Stress the hand-offs between threads; leaves jcstress's report in bench/target/jcstress/results.",
    mixinStandardHelpOptions = true)
final class StressCommand implements Callable<Integer>
{
    @ParentCommand
    private Bench bench;

    @Option(
        names = "--full",
        description = "In all of the JVM's modes of compilation: hours. Else as each build does, about two minutes.")
    private boolean isFull;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        return StressProcess.run(isFull, bench.folder(null, "jcstress"));
    }
}
