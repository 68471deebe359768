package io.tickwire.bench.cli;

import io.tickwire.bench.journal.JournalBench;
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
 * What it takes to read a journal.
 */
@Command(
    name = "journal",
    description = "Measure how fast a journal is read, how soon a place in it is found, and what ticks take of it: " +
        "of one that is made for it, or of one that there is.",
    mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer>
{
    private static final double MOST_GIGABYTES = 1_000;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Bench bench;

    @Option(
        names = "--in",
        paramLabel = "DIR",
        description = "Make the journal in a new folder in this one, and delete it. Default: bench/target/journal.")
    private Path in;

    @Option(names = "--gigabytes", defaultValue = "10", description = "Of it. Default: ${DEFAULT-VALUE}.")
    private double gigabytes;

    @Option(names = "--of", paramLabel = "JOURNAL", description = "Make none, but read this one.")
    private Path journal;

    @Option(names = "--out", description = "Folder for results. Default: bench/target/journal.")
    private Path folder;

    @Override
    public Integer call()
    {
        if (!(gigabytes > 0 && gigabytes <= MOST_GIGABYTES))
        {
            throw new ParameterException(
                spec.commandLine(), "--gigabytes must be above 0 and at most " + (long)MOST_GIGABYTES);
        }

        final JournalBench measuring = new JournalBench(bench.home(), bench.folder(folder, "journal"), System.out);
        try
        {
            if (journal == null)
            {
                measuring.make(bench.folder(in, "journal"), gigabytes);
            }
            else
            {
                measuring.measure(journal);
            }

            return Bench.DONE;
        }
        catch (final IOException ex)
        {
            System.err.println("tickwire bench: " + ex.getMessage());

            return Bench.FAILED;
        }
    }
}
