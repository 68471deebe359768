package io.tickwire.transport.config;

import io.tickwire.transport.ServerConfig;

/**
 * A configuration, and where each part of it comes from.
 * Thread: any
 */
public final class LoadedConfig
{
    private final ServerConfig config;
    private final Settings settings;

    LoadedConfig(final ServerConfig config, final Settings settings)
    {
        this.config = config;
        this.settings = settings;
    }

    public ServerConfig config()
    {
        return config;
    }

    /**
     * All settings as YAML that can be loaded again, each with its origin. Secrets are masked.
     */
    public String toYaml()
    {
        return ConfigPrinter.yaml(settings);
    }

    /**
     * All settings as one JSON object: name to value and origin. Secrets are masked.
     */
    public String toJson()
    {
        return ConfigPrinter.json(settings);
    }
}
