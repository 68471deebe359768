package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One short round: whether each server does what its name says, not how fast.
 */
@Timeout(300)
class StreamCostTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldCompareServersWithAndWithoutTheStream() throws Exception
    {
        new StreamCost(Path.of("."), folder, new PrintStream(PrintStream.nullOutputStream()), 1, 1, 1, 500).run();

        final Map<String, Object> results = Json.read(Files.readString(folder.resolve(StreamCost.RESULTS)));
        final Map<?, ?> round = (Map<?, ?>)((List<?>)results.get("rounds")).get(0);
        for (final String mode : List.of("off", "lane", "journal"))
        {
            final Map<?, ?> run = (Map<?, ?>)round.get(mode);
            assertEquals(0, run.get("closed"));
            final Map<?, ?> threads = (Map<?, ?>)run.get("threadsUsPerTick");
            assertEquals(!"off".equals(mode), threads.containsKey("stream"), threads::toString);
            assertEquals("journal".equals(mode), threads.containsKey("journal"), threads::toString);
            assertTrue(((Number)((Map<?, ?>)run.get("ringToFrameUs")).get("count")).longValue() > 0, run::toString);
        }
        final Map<String, String> tables = new LinkedHashMap<>();
        StreamTables.add(tables, results, Map.of(
            "kinds", List.of(), "speeds", List.of(), "replay", List.of(), "places", List.of()));
        assertTrue(tables.get("stream").contains("| without | "), tables::toString);
        assertFalse(Files.exists(folder.resolve("journal-2")));
    }
}
