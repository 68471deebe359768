package io.tickwire.tools.cli;

import io.tickwire.transport.config.ConfigLoader;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from.
 * Thread: conductor
 */
final class SettingOptions
{
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The configuration. Without it, the file that the variable TICKWIRE_CONFIG names, if any.")
    private String file;

    @Option(
        names = "--set",
        paramLabel = "KEY=VALUE",
        description = "Set a key, over the file and the environment. May be given several times.")
    private List<String> assignments = new ArrayList<>();

    /** The file and the environment. */
    ConfigLoader loader(final Map<String, String> environment)
    {
        return new ConfigLoader(environment).file(file);
    }

    /** What is set on the command line, key by key. */
    void assign(final ConfigLoader loader)
    {
        assignments.forEach(assignment -> loader.set(assignment, "--set"));
    }
}
