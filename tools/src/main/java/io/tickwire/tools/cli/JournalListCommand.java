package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Says what runs there are in a journal.
 * Thread: conductor
 */
@Command(
    name = "list",
    description = "Print the runs of a journal, a line each: when its first and its last tick came, their numbers, " +
        "how many symbols and bytes, and how it ended: clean (as it was told to), open (killed, or it goes on).",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire journal list journal",
        "  tickwire journal list journal --json | jq .runs[-1].last_g"})
final class JournalListCommand implements Callable<Integer>
{
    private static final String LINE = "%4s  %-24s  %-24s  %13s  %14s  %14s  %7s  %10s  %s%n";

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean isJson;

    private final Surroundings around;

    JournalListCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        return JournalCommand.run("list", folder, around, this::list);
    }

    private int list(final Journal journal) throws IOException
    {
        final List<Run> runs = journal.runs();
        if (isJson)
        {
            around.out().println(json(journal, runs));

            return Tickwire.DONE;
        }
        if (runs.isEmpty())
        {
            around.out().println("The journal has no run yet.");
            return Tickwire.DONE;
        }
        around.out().printf(
            LINE, "RUN", "FIRST TICK", "LAST TICK", "EPOCH", "FIRST G", "LAST G", "SYMBOLS", "SIZE", "END");
        for (final Run run : runs)
        {
            around.out().printf(
                LINE,
                run.recordingId(),
                JournalTime.print(run.firstReceiveTimeNs()),
                JournalTime.print(run.lastReceiveTimeNs()),
                number(run.epoch()),
                number(run.firstG()),
                number(run.lastG()),
                JournalNames.countSymbols(journal, run),
                size(run.bytes()),
                run.isClean() ? "clean" : "open");
        }

        return Tickwire.DONE;
    }

    private static String json(final Journal journal, final List<Run> runs) throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode report = mapper.createObjectNode();
        final ArrayNode all = report.putArray("runs");
        for (final Run run : runs)
        {
            all.addObject()
                .put("run", run.recordingId())
                .put("first_ns", known(run.firstReceiveTimeNs()))
                .put("last_ns", known(run.lastReceiveTimeNs()))
                .put("epoch", known(run.epoch()))
                .put("first_g", known(run.firstG()))
                .put("last_g", known(run.lastG()))
                .put("symbols", JournalNames.countSymbols(journal, run))
                .put("bytes", run.bytes())
                .put("is_clean", run.isClean());
        }

        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    /** Null where nobody knows. */
    static Long known(final long value)
    {
        return value == Damage.UNKNOWN ? null : Long.valueOf(value);
    }

    private static String number(final long value)
    {
        return value == Damage.UNKNOWN ? "-" : Long.toString(value);
    }

    /**
     * In the largest unit of which there is at least one.
     */
    static String size(final long bytes)
    {
        final String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1)
        {
            value /= 1024;
            unit++;
        }

        return unit == 0 ? bytes + " B" : "%.1f %s".formatted(value, units[unit]);
    }
}
