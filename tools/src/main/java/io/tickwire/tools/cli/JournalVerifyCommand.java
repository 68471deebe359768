package io.tickwire.tools.cli;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Recording;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Reads all of a journal, and says what of it can not be read.
 * Thread: conductor
 */
@Command(
    name = "verify",
    description = "Read every frame of a journal: its checksum, its place, and the order of the ticks. Say what is " +
        "damaged, what of it is lost and what is kept. Nothing is changed. Exit code 1 where anything is lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire journal verify journal"})
final class JournalVerifyCommand implements Callable<Integer>, JournalHandler
{
    private static final int POLL_LIMIT = 1 << 14;

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder;

    private final Surroundings around;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final List<Damage> damages = new ArrayList<>();
    private long runs;
    private long messages;
    private long ticks;
    private long announced;

    JournalVerifyCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        return JournalCommand.run("verify", folder, around, this::verify);
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        messages++;
        header.wrap(buffer, offset);
        if (TickTemplates.isTick(header.templateId()))
        {
            ticks++;
        }
        else if (header.templateId() == StreamLossDecoder.TEMPLATE_ID)
        {
            announced++;
        }
    }

    @Override
    public void onRun(final Run run)
    {
        runs++;
    }

    @Override
    public void onDamage(final Damage damage)
    {
        damages.add(damage);
    }

    private int verify(final Journal journal) throws IOException
    {
        final boolean isWritten = journal.isWritten();
        try (JournalReader reader = isWritten ? journal.reader() : journal.reader().finite();
            ProgressBar bar = ProgressBar.of("verify", around))
        {
            final JournalExtent extent = new JournalExtent(journal.runs());
            while (reader.poll(this, POLL_LIMIT) > 0)
            {
                bar.show(extent.done(reader));
            }
        }
        damages.forEach(damage -> around.out().println("damaged: " + damage.describe()));
        checkIndex(journal, isWritten);
        around.out().printf(
            "kept: %d messages in %d runs, %d of them ticks; %d times the server itself had to leave ticks out%n",
            messages, runs, ticks, announced);
        around.out().println(summary());

        return damages.isEmpty() ? Tickwire.DONE : Tickwire.FAILED;
    }

    private String summary()
    {
        if (damages.isEmpty())
        {
            return "The journal is whole.";
        }
        final long known = damages.stream().mapToLong(damage -> Math.max(0, damage.ticks())).sum();
        final boolean isMore = damages.stream().anyMatch(damage -> damage.ticks() == Damage.UNKNOWN);

        return "lost: " + (isMore ? "at least " : "") + known + (known == 1 ? " tick in " : " ticks in ") +
            damages.size() + (damages.size() == 1 ? " place" : " places");
    }

    /**
     * An index that is damaged loses nothing: a server makes it anew when it starts.
     */
    private void checkIndex(final Journal journal, final boolean isWritten) throws IOException
    {
        for (final Recording recording : journal.recordings())
        {
            final boolean isWhole =
                journal.timeIndex(recording).isWhole() && journal.timeIndex(recording).size() > 0 &&
                journal.names(recording).isWhole();
            if (!isWhole && !isWritten)
            {
                around.out().println("run " + recording.id() + ": its index or its names are missing or damaged; " +
                    "nothing is lost by it, and the next start of a server makes them anew");
            }
        }
    }
}
