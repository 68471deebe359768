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
 * Latency from wire to wire.
 */
@Command(
    name = "wire",
    description = "Measure from the time that a quote is due to its being read by each client, in an open loop, " +
        "beside a floor; leaves results.json, histogram logs and a report.",
    mixinStandardHelpOptions = true)
final class WireCommand implements Callable<Integer>
{
    @ParentCommand
    private Bench bench;

    @Option(names = "--full", description = "All encodings, transports and numbers of clients; else a few, small.")
    private boolean isFull;

    @Option(names = "--seconds", defaultValue = "5", description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
        names = "--again",
        paramLabel = "REGEX",
        description = "Only the runs whose whole name matches, in the place of those in the results.")
    private Pattern again;

    @Option(names = "--out", description = "Folder for results. Default: bench/target/wire.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        final List<Scenario> scenarios = isFull ? WireBench.full() : WireBench.quick();

        final WireBench wire = bench.wire(folder, "wire");
        final boolean isWhole = again == null ?
            wire.run(scenarios, seconds, true) : wire.runAgain(scenarios, seconds, true, again);

        return isWhole ? Bench.DONE : Bench.FAILED;
    }
}
