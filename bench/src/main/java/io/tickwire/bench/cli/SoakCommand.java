package io.tickwire.bench.cli;

import io.tickwire.bench.wire.Soak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Everything on, for long.
 */
@Command(
    name = "soak",
    description = "Serve every encoding over every transport at once, and watch memory, descriptors, latencies and " +
        "the sequence at every client.",
    mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer>
{
    private static final int MOST_MINUTES = 10_000;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Bench bench;

    @Option(names = "--minutes", defaultValue = "60", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
        names = "--clients",
        defaultValue = "10",
        description = "Of each encoding and transport. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--out", description = "Folder for results. Default: bench/target/soak.")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException
    {
        if (minutes < 1 || minutes > MOST_MINUTES)
        {
            throw new ParameterException(
                spec.commandLine(), "--minutes must be from 1 to " + MOST_MINUTES + ": " + minutes);
        }

        final long seconds = TimeUnit.MINUTES.toSeconds(minutes);

        return new Soak(bench.home(), seconds, clients, bench.folder(folder, "soak"), System.out).isSound() ?
            Bench.DONE : Bench.FAILED;
    }
}
