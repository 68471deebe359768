package io.tickwire.transport.config;

import io.tickwire.transport.ServerConfig;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value of each key of a table.
 * Thread: any
 */
final class Settings
{
    private final Map<Key<?>, Setting<?>> byKey = new LinkedHashMap<>();

    Settings(final KeyTable table)
    {
        final ServerConfig defaults = ServerConfig.defaults();
        table.keys().forEach(key -> putDefault(key, defaults));
    }

    /**
     * Set a key to what a text means.
     *
     * @throws IllegalArgumentException where the key may not have the value.
     */
    <T> void put(final Key<T> key, final String text, final String origin)
    {
        byKey.put(key, new Setting<>(key, key.type().parse(text.strip()), origin));
    }

    @SuppressWarnings("unchecked")
    <T> T get(final Key<T> key)
    {
        return ((Setting<T>)byKey.get(key)).value();
    }

    Collection<Setting<?>> all()
    {
        return byKey.values();
    }

    private <T> void putDefault(final Key<T> key, final ServerConfig defaults)
    {
        byKey.put(key, new Setting<>(key, key.of().apply(defaults), Setting.DEFAULT));
    }
}
