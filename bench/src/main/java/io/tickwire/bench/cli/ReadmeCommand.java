package io.tickwire.bench.cli;

import io.tickwire.bench.wire.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * The READMEs' tables.
 */
@Command(
    name = "readme",
    description = "Put the figures of bench/results into the READMEs.",
    mixinStandardHelpOptions = true)
final class ReadmeCommand implements Callable<Integer>
{
    @ParentCommand
    private Bench bench;

    @Override
    public Integer call() throws IOException
    {
        Published.write(bench.home());

        return Bench.DONE;
    }
}
