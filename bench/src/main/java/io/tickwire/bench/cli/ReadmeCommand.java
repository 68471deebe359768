package io.tickwire.bench.cli;

import io.tickwire.bench.wire.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * The main README's tables.
 */
@Command(
    name = "readme",
    description = "Put the figures of bench/results/published.json into the main README.",
    mixinStandardHelpOptions = true)
final class ReadmeCommand implements Callable<Integer>
{
    @ParentCommand
    private Bench bench;

    @Override
    public Integer call() throws IOException
    {
        Published.write(bench.home().resolve("results/published.json"), bench.home().resolve("../README.md"));

        return Bench.DONE;
    }
}
