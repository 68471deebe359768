package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The client with all sessions of the conformance set.
 */
class ConformanceTest
{
    private static final Path FOLDER = Path.of("..", "conformance", "sessions");
    private static final Set<String> ENCODINGS =
        Set.of("json", "msgpack", "msgpack_scaled", "compact", "compact_scaled", "sbe");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void shouldHaveSessionsOfAllEncodings() throws IOException
    {
        final Set<String> encodings = new TreeSet<>();
        sessions().forEach(session -> encodings.add(session.get("encoding").asText()));

        assertEquals(new TreeSet<>(ENCODINGS), encodings);
    }

    @TestFactory
    Stream<DynamicTest> shouldDoAsEveryClientDoes() throws IOException
    {
        return sessions().stream().map(session ->
            DynamicTest.dynamicTest(session.get("name").asText(), () -> play(session)));
    }

    private static void play(final JsonNode session)
    {
        final SessionPlayer player = new SessionPlayer(session);
        final JsonNode steps = session.get("steps");
        for (int i = 0; i < steps.size(); i++)
        {
            try
            {
                player.play(steps.get(i));
            }
            catch (final AssertionError | RuntimeException ex)
            {
                final String step = steps.get(i).toString();
                throw new AssertionError(
                    "step " + i + " " + step.substring(0, Math.min(200, step.length())) + ": " + ex.getMessage(), ex);
            }
        }
    }

    private static List<JsonNode> sessions() throws IOException
    {
        try (Stream<Path> files = Files.list(FOLDER))
        {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(ConformanceTest::read).toList();
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
            throw new AssertionError(file.toString(), ex);
        }
    }
}
