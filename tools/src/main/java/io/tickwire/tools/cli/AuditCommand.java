package io.tickwire.tools.cli;

import io.tickwire.engine.audit.Audit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    description = "Read recorded traffic of a venue as a server would, and print what it comes to as one JSON object.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class)
final class AuditCommand implements Callable<Integer>
{
    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "The files of one recording, gzip or not. Several are merged by time.")
    private List<Path> files;

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
            around.err().println("tickwire: " + ex.getMessage());

            return Tickwire.FAILED;
        }
    }

    private String report() throws IOException
    {
        try (ProgressBar bar = ProgressBar.of("audit", around))
        {
            return new Audit(files, capture.format(), capture.venue(), bar::show).run();
        }
    }
}
