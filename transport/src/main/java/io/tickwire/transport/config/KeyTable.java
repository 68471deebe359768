package io.tickwire.transport.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds keys by their names.
 * Thread: any
 */
final class KeyTable
{
    private final Map<String, Key<?>> byName = new LinkedHashMap<>();
    private final Map<String, Key<?>> byVariable = new LinkedHashMap<>();

    KeyTable(final List<Key<?>> keys)
    {
        for (final Key<?> key : keys)
        {
            byName.put(key.name(), key);
            byVariable.put(key.envName(), key);
        }
    }

    Collection<Key<?>> keys()
    {
        return byName.values();
    }

    /**
     * The key of a name, or null.
     */
    Key<?> get(final String name)
    {
        return byName.get(name);
    }

    /**
     * The key that a variable of the environment sets, or null.
     */
    Key<?> ofVariable(final String variable)
    {
        return byVariable.get(variable);
    }

    boolean isSection(final String name)
    {
        return firstOf(name).isPresent();
    }

    /**
     * What to say of a name that is no key.
     */
    String complaint(final String name)
    {
        return firstOf(name)
            .map(key -> name + " is a section: set one of its keys, such as " + key)
            .orElseGet(() -> "no such key: " + name + guess(NearestName.of(name, byName.keySet())));
    }

    /**
     * What to say of a variable that is none of ours, but is called like one.
     */
    String variableComplaint(final String variable)
    {
        return "no such variable" + guess(NearestName.of(variable, byVariable.keySet()));
    }

    private Optional<String> firstOf(final String section)
    {
        return byName.keySet().stream().filter(key -> key.startsWith(section + ".")).findFirst();
    }

    private static String guess(final String nearest)
    {
        return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
    }
}
