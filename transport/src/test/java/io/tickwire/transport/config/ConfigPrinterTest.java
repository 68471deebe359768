package io.tickwire.transport.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.transport.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConfigPrinterTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheDocumentedFileOnTheClassPath() throws IOException
    {
        try (InputStream file = ServerConfig.class.getResourceAsStream("/tickwire.yaml"))
        {
            assertEquals(ConfigPrinter.documented(), new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldDocumentDefaultsThatLoad() throws IOException, ConfigException
    {
        final LoadedConfig loaded = load(ConfigPrinter.documented());

        assertEquals(ServerConfig.defaults(), loaded.config());
        assertFalse(loaded.toYaml().contains("# default"), loaded.toYaml());
        assertTrue(ConfigPrinter.documented().lines().allMatch(line -> line.length() <= 120));
    }

    @Test
    void shouldPrintWhatLoadsAgain() throws IOException, ConfigException
    {
        final ConfigLoader loader = new ConfigLoader(Map.of());
        Samples.BY_NAME.forEach((name, text) -> loader.set(name + "=" + text, "--set"));
        loader.set("market.candles=1m, 5m", "--set").set("engine.cores=0, 1, 2, 3", "--set");
        loader.set("shards.cores=0, 1", "--set").set("feed.cores=0, 1, 2", "--set");
        final LoadedConfig loaded = loader.load();

        assertNotEquals(ServerConfig.defaults(), loaded.config());
        // All but the secrets, which are not shown.
        final String shown = loaded.toYaml()
            .replace("password: \"***\"", "password: \"" + Samples.BY_NAME.get("tls.password") + "\"")
            .replace("proxy: \"***\"", "proxy: \"" + Samples.BY_NAME.get("feed.links.proxy") + "\"");
        assertEquals(loaded.config(), load(shown).config());
    }

    @Test
    void shouldQuoteWhatYamlWouldMisread() throws IOException, ConfigException
    {
        for (final String name : List.of("null", "a: b", "- a", "a #b", "\"", "'", "[a]", "{a}", "&a", "*a", "!a", "~",
            "true", "|", "%a", "@a", "a\tb", "ä\\", "a:", "?", "-", "1e3", "=", "...", "---"))
        {
            final LoadedConfig loaded = new ConfigLoader(Map.of()).set("server.name=" + name, "--set").load();

            assertEquals(name, loaded.config().server().name());
            assertEquals(loaded.config(), load(loaded.toYaml()).config(), loaded.toYaml());
        }
    }

    @Test
    void shouldPrintJsonWithOrigins() throws IOException, ConfigException
    {
        final String json = new ConfigLoader(Map.of("TICKWIRE_SERVER_IO_THREADS", "4"))
            .set("log.file=a\"b", "--set").load().toJson();
        final List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json))
        {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
            {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME && depth == 1)
                {
                    names.add(parser.currentName());
                }
            }
        }

        assertEquals(Keys.all().stream().map(Key::name).toList(), names);
        final String flat = json.replaceAll("\\s+", " ");
        assertContains(
            flat, "\"server.ioThreads\" : { \"value\" : 4, \"origin\" : \"env TICKWIRE_SERVER_IO_THREADS\" }");
        assertContains(flat, "\"log.file\" : { \"value\" : \"a\\\"b\", \"origin\" : \"--set\" }");
        assertContains(flat, "\"drain.grace\" : { \"value\" : \"5s\", \"origin\" : \"default\" }");
        assertContains(flat, "\"feed.simulation.enabled\" : { \"value\" : true, \"origin\" : \"default\" }");
        assertContains(flat, "\"market.candles\" : { \"value\" : [ \"1s\", \"1m\", ");
        assertContains(flat, "\"engine.cores\" : { \"value\" : [ ], ");
    }

    @Test
    void shouldMaskSecrets() throws ConfigException
    {
        final List<Key<?>> keys = new ArrayList<>(Keys.all());
        keys.add(new Key<>("server.token", ValueTypes.text(16), config -> "", true, "A token."));
        keys.add(new Key<>(
            "server.tokens", new ListType<>(ValueTypes.text(16), 0, 4), config -> List.of(), true, "Several."));
        final LoadedConfig loaded = new ConfigLoader(Map.of("TICKWIRE_SERVER_TOKENS", "hunter3,hunter4"), keys)
            .set("server.token=hunter2", "--set").load();

        assertContains(loaded.toYaml(), "token: \"***\"  # --set");
        assertContains(loaded.toYaml(), "tokens: [\"***\"]");
        assertContains(loaded.toJson(), "\"***\"");
        assertFalse((loaded.toYaml() + loaded.toJson()).contains("hunter"));
    }

    private LoadedConfig load(final String yaml) throws IOException, ConfigException
    {
        final Path file = folder.resolve("printed.yaml");
        Files.writeString(file, yaml);

        return new ConfigLoader(Map.of()).file(file.toString()).load();
    }

    private static void assertContains(final String text, final String part)
    {
        assertTrue(text.contains(part), text);
    }
}
