package io.tickwire.tools.cli;

import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigLoader;
import io.tickwire.transport.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/**
 * Runs a server that tells a journal again.
 * Thread: conductor
 */
@Command(
    name = "replay",
    description = "Run a server that tells a journal again, until SIGTERM or SIGINT. On a terminal it shows how " +
        "far it is, and takes orders.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire replay /var/lib/tickwire/journal --speed 10",
        "  tickwire replay journal --from 2026-11-28T09:00:00Z --paused --port 9000"})
final class ReplayCommand implements Callable<Integer>
{
    @Mixin
    private SettingOptions settings;

    @Parameters(index = "0", paramLabel = "DIR", description = "The journal.")
    private String directory;

    @Option(names = "--speed", paramLabel = "N", description = "Times the recorded speed, 0.1 to 1000, or max.")
    private String speed = "1";

    @Option(names = "--from", paramLabel = "TIME", description = "The first time, such as 2026-11-28T00:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The last one.")
    private String to;

    @Option(names = "--loop", description = "Begin anew at the end.")
    private boolean isLoop;

    @Option(names = "--paused", description = "Stand still at first.")
    private boolean isPaused;

    @Option(names = "--port", paramLabel = "N", description = "Listen at this port only, without TLS.")
    private Integer port;

    private final Surroundings around;

    ReplayCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        return new ServeCommand(around).run(this::load, server ->
        {
            if (around.isTerminal() && around.isInTerminal())
            {
                ReplayTerminal.launch(server.replay().orElseThrow(), around.err());
            }
        });
    }

    private LoadedConfig load() throws ConfigException
    {
        final ConfigLoader loader = settings.loader(around.environment())
            .set("feed.replay.journal=" + directory + ";speed=" + speed +
                (from == null ? "" : ";from=" + from) +
                (to == null ? "" : ";to=" + to) +
                (isLoop ? ";loop" : "") +
                (isPaused ? ";paused" : ""), "replay")
            .set("feed.venues=", "replay")
            .set("feed.simulation.enabled=false", "replay");
        settings.assign(loader);
        if (port != null)
        {
            loader.set("server.listeners=0.0.0.0:" + port, "--port").set("tls.listeners=", "--port");
        }

        return loader.load();
    }
}
