package io.tickwire.tools.cli;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What can be done with a journal that nobody needs a server for.
 * Thread: conductor
 */
@Command(
    name = "journal",
    description = "Look at a journal, whoever writes it meanwhile: what is in it, whether it is whole; copy a part " +
        "of it; make a table of its ticks.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire journal list /var/lib/tickwire/journal",
        "  tickwire journal verify /var/lib/tickwire/journal"})
final class JournalCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(
            spec.commandLine(), "a subcommand is missing: list, verify, cut or export");
    }

    /**
     * What is done with an open journal.
     * Thread: conductor
     */
    @FunctionalInterface
    interface Work
    {
        int on(Journal journal) throws IOException;
    }

    /**
     * Open a journal, do it, and say in one line what kept it from being done.
     *
     * @return an exit code.
     */
    static int run(final String name, final Path folder, final Surroundings around, final Work work)
    {
        try (Journal journal = Journal.open(folder))
        {
            return work.on(journal);
        }
        catch (final JournalException ex)
        {
            around.err().println("tickwire journal " + name + ": " + ex.getMessage());
        }
        catch (final UncheckedIOException ex)
        {
            around.err().println("tickwire journal " + name + ": " + folder + ": " + ex.getCause());
        }
        catch (final IOException ex)
        {
            around.err().println("tickwire journal " + name + ": " + ex);
        }

        return Tickwire.FAILED;
    }
}
