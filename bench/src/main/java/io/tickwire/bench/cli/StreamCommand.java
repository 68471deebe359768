package io.tickwire.bench.cli;

import io.tickwire.bench.wire.StreamCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * What the lane and the journal cost the rest.
 */
@Command(
    name = "stream",
    description = "Measure what a server costs without the stream that leaves it, with the lane and with the " +
        "journal, in turn: time from ring to frame, CPU, memory.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer>
{
    private static final int WARM_UP_SECONDS = 5;

    @ParentCommand
    private Bench bench;

    @Option(names = "--rounds", defaultValue = "5", description = "Each once a round. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--quotes", defaultValue = "10000", description = "A second. Default: ${DEFAULT-VALUE}.")
    private int quotesPerSecond;

    @Option(names = "--out", description = "Folder for results, and journals meanwhile: bench/target/stream.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        new StreamCost(
            bench.home(),
            bench.folder(folder, "stream"),
            System.out,
            rounds,
            WARM_UP_SECONDS,
            seconds,
            quotesPerSecond).run();

        return Bench.DONE;
    }
}
