package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        "  tickwire journal verify journal",
        "  tickwire journal verify journal --json | jq .lost_ticks"})
final class JournalVerifyCommand implements Callable<Integer>, JournalHandler
{
    private static final int POLL_LIMIT = 1 << 14;

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean isJson;

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
        // Where a server writes, indexes are behind what they tell of.
        final List<Long> unindexed = isWritten ? List.of() : unindexed(journal);
        if (isJson)
        {
            around.out().println(json(unindexed));
        }
        else
        {
            print(unindexed);
        }

        return damages.isEmpty() ? Tickwire.DONE : Tickwire.FAILED;
    }

    private void print(final List<Long> unindexed)
    {
        damages.forEach(damage -> around.out().println("damaged: " + damage.describe()));
        unindexed.forEach(run -> around.out().println("run " + run + ": its index or its names are missing or " +
            "damaged; nothing is lost by it, and the next start of a server makes them anew"));
        around.out().printf(
            "kept: %d messages in %d runs, %d of them ticks; %d times the server itself had to leave ticks out%n",
            messages, runs, ticks, announced);
        around.out().println(summary());
    }

    private String json(final List<Long> unindexed) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode report = mapper.createObjectNode()
            .put("is_whole", damages.isEmpty())
            .put("runs", runs)
            .put("messages", messages)
            .put("ticks", ticks)
            .put("announced_losses", announced)
            .put("lost_ticks", lostTicks())
            .put("is_lost_known", !isMoreLost());
        final ArrayNode places = report.putArray("damages");
        for (final Damage damage : damages)
        {
            places.addObject()
                .put("run", damage.recordingId())
                .put("from_position", damage.fromPosition())
                .put("to_position", damage.toPosition())
                .put("reason", damage.reason().name().toLowerCase(Locale.ROOT))
                .put("first_g", JournalListCommand.known(damage.fromG()))
                .put("last_g", JournalListCommand.known(damage.toG()));
        }
        unindexed.forEach(report.putArray("unindexed_runs")::add);

        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private String summary()
    {
        if (damages.isEmpty())
        {
            return "The journal is whole.";
        }
        final long known = lostTicks();

        return "lost: " + (isMoreLost() ? "at least " : "") + known + (known == 1 ? " tick in " : " ticks in ") +
            damages.size() + (damages.size() == 1 ? " place" : " places");
    }

    private long lostTicks()
    {
        return damages.stream().mapToLong(damage -> Math.max(0, damage.ticks())).sum();
    }

    private boolean isMoreLost()
    {
        return damages.stream().anyMatch(damage -> damage.ticks() == Damage.UNKNOWN);
    }

    /**
     * The runs whose indexes are damaged, which loses nothing: a server makes them anew when it starts.
     */
    private static List<Long> unindexed(final Journal journal) throws IOException
    {
        final List<Long> runs = new ArrayList<>();
        for (final Recording recording : journal.recordings())
        {
            final boolean isWhole =
                journal.timeIndex(recording).isWhole() && journal.timeIndex(recording).size() > 0 &&
                journal.names(recording).isWhole();
            if (!isWhole)
            {
                runs.add(recording.id());
            }
        }

        return runs;
    }
}
