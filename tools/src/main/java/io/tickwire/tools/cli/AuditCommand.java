package io.tickwire.tools.cli;

import io.tickwire.engine.audit.Audit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Says what recorded traffic comes to.
 * Thread: conductor
 */
@Command(
    name = "audit",
    description = "Read recorded traffic of a venue as a server would, or a journal, and print what it comes to as " +
        "one JSON object.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire audit BINANCE.http.0.0.gz BINANCE.ws.1.0.gz | jq .totals",
        "  tickwire audit --journal /var/lib/tickwire/journal"})
final class AuditCommand implements Callable<Integer>
{
    @Parameters(
        paramLabel = "FILE",
        arity = "0..*",
        description = "The files of one recording, gzip or not. Several are merged by time.")
    private List<Path> files = List.of();

    @Option(
        names = "--journal",
        paramLabel = "DIR",
        description = "In place of files a journal, whoever writes it meanwhile: what its ticks come to.")
    private Path journal;

    @Mixin
    private CaptureOptions capture;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    AuditCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        if (files.isEmpty() == (journal == null))
        {
            throw new ParameterException(spec.commandLine(), "the files of a recording must be given, or --journal");
        }
        try
        {
            around.out().print(report());

            return Tickwire.DONE;
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException ex)
        {
            complain(ex.getMessage());

            return Tickwire.FAILED;
        }
    }

    private void complain(final String what)
    {
        around.err().println("tickwire: " + what);
    }

    private String report() throws IOException
    {
        try (ProgressBar bar = ProgressBar.of("audit", around))
        {
            return journal == null ?
                new Audit(files, capture.format(), capture.venue(), bar::show).run() :
                JournalAudit.of(journal, bar::show, this::complain).report();
        }
    }
}
