package io.tickwire.tools.cli;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Makes a table of a journal's ticks.
 * Thread: conductor
 */
@Command(
    name = "export",
    description = "Write ticks of a journal as CSV, a line of names first, decimals exact, times in nanoseconds " +
        "since 1970. Of books each level is a row. What is damaged is left out, told, and makes the exit code 1.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire journal export --type trades,quotes --symbols 'btc*' --out ticks.csv journal"})
final class JournalExportCommand implements Callable<Integer>
{
    private static final int POLL_LIMIT = 1 << 12;
    private static final String CSV = "csv";

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--format", paramLabel = "NAME", defaultValue = CSV, description = "csv, which is the only one.")
    private String format;

    @Option(names = "--type", paramLabel = "NAME", split = ",", defaultValue = "trades",
        converter = TickKind.Names.class,
        description = "What to write, separated by commas: trades (the default), quotes, books, tickers, candles, " +
            "liquidations, signals. Several share the columns that they have in common.")
    private List<TickKind> kinds = new ArrayList<>();

    @Option(names = "--symbols", paramLabel = "NAME", split = ",",
        description = "Only these symbols, in any case, * for anything: btc-usd,eth*. Without it: all.")
    private List<String> symbols = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", converter = JournalTime.class,
        description = "Begin with the first tick that was received at this time or later: 2026-11-28T09:30, UTC " +
            "where no offset is given.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = JournalTime.class,
        description = "End before the first tick that was received at this time or later.")
    private Instant to;

    @Option(names = "--out", paramLabel = "FILE",
        description = "Where to write. A file that is there already stays as it is. Without it: the standard output.")
    private Path file;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    JournalExportCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        if (!CSV.equals(format))
        {
            throw new ParameterException(spec.commandLine(), "--format must be csv: " + format);
        }
        if (from != null && to != null && !from.isBefore(to))
        {
            throw new ParameterException(
                spec.commandLine(), "--from must be before --to: --from=" + from + " --to=" + to);
        }

        return JournalCommand.run("export", folder, around, this::export);
    }

    private int export(final Journal journal) throws IOException
    {
        // Told to end, it stops behind a line that is whole.
        try (Ending ending = Ending.watch(); Writer out = new BufferedWriter(open()))
        {
            return export(journal, out, ending);
        }
        catch (final FileAlreadyExistsException ex)
        {
            around.err().println("tickwire journal export: " + file + ": there is a file already");

            return Tickwire.FAILED;
        }
    }

    private Writer open() throws IOException
    {
        return file == null ?
            new UnclosedWriter(new OutputStreamWriter(around.out(), StandardCharsets.UTF_8)) :
            Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private int export(final Journal journal, final Writer out, final Ending ending) throws IOException
    {
        final Set<TickKind> wanted = EnumSet.copyOf(kinds);
        final long toNs = to == null ? Long.MAX_VALUE : JournalTime.toNs(to);
        final TickExport export = new TickExport(out, wanted, new SymbolPatterns(symbols), toNs);
        try (JournalReader reader =
            from == null ? journal.reader() : journal.readerAtTime(JournalTime.toNs(from));
            ProgressBar bar = ProgressBar.of("export", around))
        {
            final JournalExtent extent = new JournalExtent(journal.runs());
            while (!export.isDone() && !ending.isTold() && !around.out().checkError() &&
                reader.poll(export, POLL_LIMIT) > 0)
            {
                export.check();
                bar.show(extent.done(reader));
            }
        }
        if (export.privateTicks() > 0)
        {
            around.err().println(
                "tickwire journal export: " + export.privateTicks() + " ticks of accounts were left out");
        }
        export.damages().forEach(damage ->
            around.err().println("tickwire journal export: damaged: " + damage.describe()));

        return export.damages().isEmpty() ? Tickwire.DONE : Tickwire.FAILED;
    }
}
