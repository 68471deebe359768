package io.tickwire.transport.config;

import io.tickwire.transport.ServerConfig;

import java.util.Locale;
import java.util.function.Function;

/**
 * A setting that there is.
 *
 * @param name     sections and the setting, with dots between them.
 * @param type     of its value.
 * @param of       finds its value in a configuration.
 * @param isSecret whether its value is never shown.
 * @param doc      what it does, for people: one or more sentences.
 * Thread: any
 */
record Key<T>(String name, ValueType<T> type, Function<ServerConfig, T> of, boolean isSecret, String doc)
{
    static final String ENV_PREFIX = "TICKWIRE_";

    /**
     * What it is called in the environment: {@code server.ioThreads} is {@code TICKWIRE_SERVER_IO_THREADS}.
     */
    String envName()
    {
        return envName(name);
    }

    static String envName(final String name)
    {
        return ENV_PREFIX + name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * What a text may be shown as, in place of a value.
     */
    String shown(final String text)
    {
        return isSecret && !text.isEmpty() ? "***" : text;
    }
}
