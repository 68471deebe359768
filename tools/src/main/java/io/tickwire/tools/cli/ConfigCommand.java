package io.tickwire.tools.cli;

import io.tickwire.transport.config.ConfigException;
import io.tickwire.transport.config.ConfigPrinter;
import io.tickwire.transport.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/**
 * Shows what a server would run with.
 * Thread: conductor
 */
@Command(
    name = "config",
    description = "Print all settings as a server would have them, and where each comes from.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire config --defaults > tickwire.yaml",
        "  tickwire config --config tickwire.yaml --set log.level=debug --json"})
final class ConfigCommand implements Callable<Integer>
{
    @Mixin
    private ConfigOptions options;

    @Option(names = "--json", description = "As JSON.")
    private boolean isJson;

    @Option(
        names = "--defaults",
        description = "Print instead a documented tickwire.yaml, with each key's default, meaning and range.")
    private boolean isDefaults;

    private final Surroundings around;

    ConfigCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        if (isDefaults)
        {
            around.out().print(ConfigPrinter.documented());

            return Tickwire.DONE;
        }
        try
        {
            final LoadedConfig loaded = options.load(around.environment());
            around.out().print(isJson ? loaded.toJson() : loaded.toYaml());

            return Tickwire.DONE;
        }
        catch (final ConfigException ex)
        {
            ex.errors().forEach(error -> around.err().println("tickwire: " + error));

            return Tickwire.NOT_UNDERSTOOD;
        }
    }
}
