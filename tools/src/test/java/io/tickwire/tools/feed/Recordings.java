package io.tickwire.tools.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What exchanges sent once, and what somebody else made of it, in the folder {@code -Dtickwire.data} or beside the
 * repository.
 */
final class Recordings
{
    private static final ObjectMapper MAPPER = new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Recordings()
    {
    }

    /**
     * The files of an entry. The test is skipped where they are not there.
     */
    static List<Path> files(final String id)
    {
        final Path folder = folder();
        assumeTrue(Files.isReadable(folder.resolve("manifest.json")),
            "skipped: no recordings in " + folder + " (-Dtickwire.data=DIR)");
        final List<Path> files = new ArrayList<>();
        for (final JsonNode entry : read(folder.resolve("manifest.json")).path("entries"))
        {
            if (entry.path("id").asText().equals(id))
            {
                entry.path("files").forEach(file -> files.add(folder.resolve(file.asText())));
            }
        }
        if (files.isEmpty())
        {
            throw new IllegalArgumentException("no such entry of the manifest: id=" + id);
        }

        return files;
    }

    /**
     * The results of an entry, by the venue's symbols.
     */
    static JsonNode expected(final String id)
    {
        return read(folder().resolve("expected").resolve(id + ".json")).path("symbols");
    }

    static JsonNode parse(final String json)
    {
        try
        {
            return MAPPER.readTree(json);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static JsonNode read(final Path file)
    {
        try
        {
            return MAPPER.readTree(file.toFile());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static Path folder()
    {
        final String named = System.getProperty("tickwire.data");
        if (named != null)
        {
            return Path.of(named);
        }
        // Maven runs tests in the module's folder.
        return Path.of("..", "..", "shared", "data").toAbsolutePath().normalize();
    }
}
