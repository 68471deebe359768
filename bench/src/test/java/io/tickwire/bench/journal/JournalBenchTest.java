package io.tickwire.bench.journal;

import io.tickwire.bench.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class JournalBenchTest
{
    private static final double SMALL_GIGABYTES = 0.01;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldReadAJournalThatIsMadeForItAndLeaveNothing() throws IOException
    {
        final Path in = folder.resolve("in");
        bench().make(in, SMALL_GIGABYTES);

        final Map<String, Object> results =
            Json.read(Files.readString(folder.resolve("out").resolve(JournalBench.RESULTS)));
        final Map<?, ?> written = (Map<?, ?>)results.get("written");
        assertTrue(((Number)written.get("bytes")).doubleValue() > SMALL_GIGABYTES * (1 << 30), written::toString);
        for (final Object speed : (List<?>)results.get("speeds"))
        {
            assertEquals(0, ((Map<?, ?>)speed).get("damages"));
            assertTrue(number(speed, "ticks") >= ((Number)written.get("ticks")).doubleValue(), speed::toString);
        }
        final List<?> places = (List<?>)results.get("places");
        final Object byWebSocket = places.get(places.size() - 1);
        assertEquals(20, number(byWebSocket, "places"));
        assertTrue(number(byWebSocket, "maxMs") >= number(byWebSocket, "p50Ms"), byWebSocket::toString);
        for (final Object replay : (List<?>)results.get("replay"))
        {
            assertEquals(0, number(replay, "lost"));
            assertTrue(number(replay, "ticks") > 0);
        }
        final List<?> kinds = (List<?>)results.get("kinds");
        final Object quotes = kinds.stream()
            .filter(kind -> "quote".equals(((Map<?, ?>)kind).get("kind")))
            .findFirst()
            .orElseThrow();
        assertEquals(128, number(quotes, "bytesEach"));
        try (Stream<Path> left = Files.list(in))
        {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void shouldSayThatThereIsNoRoom()
    {
        final IOException error =
            assertThrows(IOException.class, () -> bench().make(folder.resolve("in"), 100_000_000));
        assertTrue(
            error.getMessage().startsWith("there is no room for so large a journal: wanted="), error.getMessage());
    }

    private JournalBench bench()
    {
        return new JournalBench(
            Path.of("."), folder.resolve("out"), new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static double number(final Object figures, final String name)
    {
        return ((Number)((Map<?, ?>)figures).get(name)).doubleValue();
    }
}
