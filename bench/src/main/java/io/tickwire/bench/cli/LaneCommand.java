package io.tickwire.bench.cli;

import io.tickwire.bench.wire.LaneBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Latency of the lane.
 */
@Command(
    name = "lane",
    description = "Measure from the time that a quote is due to its being read, by a reader of the lane and by a " +
        "WebSocket client in turn, of one server; leaves lane.json.",
    mixinStandardHelpOptions = true)
final class LaneCommand implements Callable<Integer>
{
    private static final int MOST = 10_000;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Bench bench;

    @Option(names = "--rounds", defaultValue = "5", description = "Of both. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "Of each client. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rate", defaultValue = "10000", description = "Quotes a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--out", description = "Folder for results. Default: bench/target/lane.")
    private Path folder;

    @Override
    public Integer call() throws IOException
    {
        if (rounds < 1 || rounds > MOST || seconds < 1 || seconds > MOST || rate < 1)
        {
            throw new ParameterException(
                spec.commandLine(), "--rounds and --seconds must be from 1 to " + MOST + ", --rate at least 1");
        }

        return new LaneBench(bench.home(), bench.folder(folder, "lane"), System.out).run(rounds, seconds, rate) ?
            Bench.DONE : Bench.FAILED;
    }
}
