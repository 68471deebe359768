package io.tickwire.transport.config;

import io.tickwire.transport.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeysTest
{
    /** Where the smallest or the largest alone does not go with the defaults of others. */
    private static final Set<String> TOGETHER = Set.of(
        "engine.ticks.slots", "engine.ticks.slotSize", "engine.pipelines", "market.indicators");

    @TempDir
    private Path folder;

    static List<Key<?>> keys()
    {
        return Keys.all();
    }

    @Test
    void shouldHaveASampleOfEach()
    {
        assertEquals(keys().stream().map(Key::name).collect(Collectors.toSet()), Samples.BY_NAME.keySet());
    }

    @Test
    void shouldHaveNoVariableTwiceAndNoneThatKubernetesSets()
    {
        final Set<String> variables = new HashSet<>();
        for (final Key<?> key : keys())
        {
            assertTrue(variables.add(key.envName()), key.name());
            assertTrue(!key.envName().endsWith("_PORT") && !key.envName().contains("_SERVICE_"), key.name());
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldBeSetByFile(final Key<?> key) throws IOException, ConfigException
    {
        final String text = Samples.BY_NAME.get(key.name());
        final Path file = folder.resolve("tickwire.yaml");
        final String value = key.type() instanceof ListType<?> type ?
            "['" + text.replace(type.joiner(), "', '") + "']" : text;
        final String[] names = key.name().split("\\.");
        final StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < names.length; i++)
        {
            yaml.append("  ".repeat(i)).append(names[i]).append(i < names.length - 1 ? ":\n" : ": " + value);
        }
        Files.writeString(file, yaml);

        assertSet(key, new ConfigLoader(Map.of()).file(file.toString()), file + ":" + names.length);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldBeSetByTheEnvironment(final Key<?> key) throws ConfigException
    {
        final String text = Samples.BY_NAME.get(key.name());

        assertSet(key, new ConfigLoader(Map.of(key.envName(), text)), "env " + key.envName());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldBeSetByHand(final Key<?> key) throws ConfigException
    {
        final String text = Samples.BY_NAME.get(key.name());

        assertSet(key, new ConfigLoader(Map.of()).set(key.name() + "=" + text, "--set"), "--set");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldTakeTheWholeRangeThatItTells(final Key<?> key) throws ConfigException
    {
        final Matcher range =
            Pattern.compile(".* from (\\S+) to (\\S+)").matcher(key.type().allowed());
        if (key.type() instanceof Quantity && range.matches() && !TOGETHER.contains(key.name()))
        {
            for (int i = 1; i <= 2; i++)
            {
                final String text = range.group(i);
                final ConfigLoader loader = new ConfigLoader(Map.of()).set(key.name() + "=" + text, "--set");
                assertEquals(text, printed(key, loader.load().config()));
            }
        }
    }

    private static void assertSet(final Key<?> key, final ConfigLoader loader, final String origin)
        throws ConfigException
    {
        final String text = Samples.BY_NAME.get(key.name());
        final LoadedConfig loaded = loader.load();

        assertNotEquals(text, printed(key, ServerConfig.defaults()));
        assertEquals(text, printed(key, loaded.config()));
        final String name = key.name().substring(key.name().lastIndexOf('.') + 1);
        assertTrue(
            loaded.toYaml().lines().anyMatch(line ->
                line.strip().startsWith(name + ":") && line.endsWith("  # " + origin)),
            loaded.toYaml());
        for (final Key<?> other : keys())
        {
            if (other != key)
            {
                assertEquals(printed(other, ServerConfig.defaults()), printed(other, loaded.config()), other.name());
            }
        }
    }

    private static <T> String printed(final Key<T> key, final ServerConfig config)
    {
        return key.type().print(key.of().apply(config));
    }
}
