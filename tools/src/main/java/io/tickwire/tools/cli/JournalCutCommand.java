package io.tickwire.tools.cli;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * Copies a part of a journal to a new one.
 * Thread: conductor
 */
@Command(
    name = "cut",
    description = "Copy the part of a journal between two times to a new journal. The old one stays as it is. Ticks " +
        "keep their numbers; what is damaged in the old one is left out, told, and makes the exit code 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire journal cut --after 2026-11-28T09:00 --before 2026-11-28T10:00 --out part journal"})
final class JournalCutCommand implements Callable<Integer>
{
    private static final int POLL_LIMIT = 1 << 12;

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--after", paramLabel = "TIME", converter = JournalTime.class,
        description = "Begin with the first tick that was received at this time or later: 2026-11-28T09:30, UTC " +
            "where no offset is given. Without it: with the oldest.")
    private Instant after;

    @Option(names = "--before", paramLabel = "TIME", converter = JournalTime.class,
        description = "End before the first tick that was received at this time or later. Without it: with the newest.")
    private Instant before;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "Where the new journal goes. A journal that is there already stays as it is.")
    private Path target;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    JournalCutCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        if (after == null && before == null)
        {
            throw new ParameterException(spec.commandLine(), "--after or --before is needed, or both");
        }
        if (after != null && before != null && !after.isBefore(before))
        {
            throw new ParameterException(
                spec.commandLine(), "--after must be before --before: --after=" + after + " --before=" + before);
        }

        return JournalCommand.run("cut", folder, around, this::cut);
    }

    private int cut(final Journal journal) throws IOException
    {
        final JournalPart part;
        // Told to end, it leaves a journal that is whole as far as it goes.
        try (Ending ending = Ending.watch();
            JournalReader reader =
                after == null ? journal.reader() : journal.readerAtTime(JournalTime.toNs(after));
            ProgressBar bar = ProgressBar.of("cut", around))
        {
            part = new JournalPart(target, before == null ? Long.MAX_VALUE : JournalTime.toNs(before));
            try (part)
            {
                final JournalExtent extent = new JournalExtent(journal.runs());
                while (!part.isDone() && !ending.isTold() && reader.poll(part, POLL_LIMIT) > 0)
                {
                    part.check();
                    bar.show(extent.done(reader));
                }
            }
        }
        catch (final FileAlreadyExistsException ex)
        {
            around.err().println("tickwire journal cut: " + target + ": there is a journal already");

            return Tickwire.FAILED;
        }
        part.damages().forEach(damage -> around.err().println("tickwire journal cut: damaged: " + damage.describe()));
        around.out().println(
            part.ticks() + " ticks in " + part.runs() + " runs are in " + target + ", " +
            JournalListCommand.size(part.bytes()));

        return part.damages().isEmpty() ? Tickwire.DONE : Tickwire.FAILED;
    }
}
