package io.tickwire.bench.cli;

import io.tickwire.bench.wire.Scenario;
import io.tickwire.bench.wire.WireBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Cost a message as everything grows.
 */
@Command(
    name = "curve",
    description = "Measure cost and latency a message as clients, symbols, symbols of each client and quotes a " +
        "second grow by tens, one after the other.",
    mixinStandardHelpOptions = true)
final class CurveCommand implements Callable<Integer>
{
    @ParentCommand
    private Bench bench;

    @Option(
        names = "--most",
        defaultValue = "10000",
        description = "Clients and symbols at the most: 1, 10, ... 10000. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--seconds", defaultValue = "5", description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
        names = "--again",
        paramLabel = "REGEX",
        description = "Only the runs whose whole name matches, in the place of those in the results.")
    private Pattern again;

    @Option(names = "--out", description = "Folder for results. Default: bench/target/curve.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final WireBench wire = bench.wire(folder, "curve");
        final List<Scenario> scenarios = WireBench.curve(most);
        final boolean isWhole = again == null ?
            wire.run(scenarios, seconds, false) : wire.runAgain(scenarios, seconds, false, again);

        return isWhole ? Bench.DONE : Bench.FAILED;
    }
}
