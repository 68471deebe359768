package io.tickwire.tools.cli;

import io.tickwire.engine.audit.CapturePlan;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.log.LogSettings;
import io.tickwire.transport.log.LogSetup;
import io.tickwire.transport.stream.StreamException;
import org.slf4j.event.Level;
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
 * Makes a journal of recorded traffic.
 * Thread: conductor
 */
@Command(
    name = "import",
    description = "Write recorded traffic of a venue into a journal: the ticks that a server would have made of it, " +
        "at the times at which it was recorded. Told to end (SIGINT, SIGTERM), it leaves a journal that is whole as " +
        "far as it has come.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire import BINANCE.http.0.0.gz BINANCE.ws.1.0.gz --journal journal"})
final class ImportCommand implements Callable<Integer>
{
    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "The files of one recording, gzip or not. Several are merged by time.")
    private List<Path> files;

    @Option(
        names = "--journal",
        paramLabel = "DIR",
        required = true,
        description = "The journal, which is made where it is not there. What is there already must be older.")
    private Path journal;

    @Mixin
    private CaptureOptions capture;

    @Mixin
    private SettingOptions settings;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    ImportCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        try
        {
            importAll();

            return Tickwire.DONE;
        }
        catch (final ConfigException ex)
        {
            ex.errors().forEach(this::complain);

            return Tickwire.NOT_UNDERSTOOD;
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException | StreamException ex)
        {
            complain(ex.getMessage());

            return Tickwire.FAILED;
        }
    }

    private void importAll() throws ConfigException, IOException, StreamException
    {
        final ServerConfig config = config();
        final CapturePlan plan;
        try (ProgressBar bar = ProgressBar.of("look through", around))
        {
            plan = CapturePlan.learn(files, capture.format(), capture.venue(), bar::show);
        }
        final LogSetup log = LogSetup.install(quiet(config.log()), around.err());
        // Told to end, it leaves a journal that is whole as far as it goes.
        try (Ending ending = Ending.watch())
        {
            final String summary;
            try (ProgressBar bar = ProgressBar.of("import", around))
            {
                summary = new CaptureImport(plan, config).run(bar::show, ending::isTold);
            }
            around.out().println(summary);
        }
        finally
        {
            log.close();
        }
    }

    /** What went as it should is said by the line at the end, unless all is wanted. */
    private static LogSettings quiet(final LogSettings log)
    {
        return log.level() != Level.INFO ?
            log : new LogSettings(Level.WARN, log.format(), log.file(), log.rotateBytes(), log.files());
    }

    private ServerConfig config() throws ConfigException
    {
        final ConfigLoader loader = settings.loader(around.environment());
        settings.assign(loader);

        return loader.set("stream.journal.path=" + journal, "--journal").load().config();
    }

    private void complain(final String what)
    {
        around.err().println("tickwire: " + what);
    }
}
