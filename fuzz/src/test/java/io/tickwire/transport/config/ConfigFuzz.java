package io.tickwire.transport.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * A file of settings: refused with all that is wrong with it, or a configuration that is printed as one that is read as
 * the same.
 */
public final class ConfigFuzz
{
    private static final Path FILE = fileToWrite();

    private ConfigFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data) throws IOException
    {
        final LoadedConfig loaded;
        try
        {
            loaded = load(data);
        }
        catch (final ConfigException ex)
        {
            assertFalse(ex.getMessage().isEmpty());

            return;
        }
        try
        {
            final String printed = loaded.toYaml();
            if (!printed.contains("***"))
            {
                assertEquals(loaded.config(), load(printed.getBytes(StandardCharsets.UTF_8)).config());
            }
            loaded.toJson();
        }
        catch (final ConfigException ex)
        {
            throw new AssertionError("what was printed is not read: " + loaded.toYaml(), ex);
        }
    }

    private static LoadedConfig load(final byte[] data) throws IOException, ConfigException
    {
        Files.write(FILE, data);

        return new ConfigLoader(Map.of()).file(FILE.toString()).load();
    }

    private static Path fileToWrite()
    {
        try
        {
            final Path file = Files.createTempFile("tickwire", ".yaml");
            file.toFile().deleteOnExit();

            return file;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
