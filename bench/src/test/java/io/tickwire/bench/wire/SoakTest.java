package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A soak of the length that each build can bear.
 */
@Timeout(300)
class SoakTest
{
    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldServeEachEncodingOverEachTransportWithoutAHole() throws Exception
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final boolean isSound = new Soak(Path.of("."), SECONDS, 1, folder, new PrintStream(out, true)).isSound();

        assertTrue(isSound, () -> out.toString(StandardCharsets.UTF_8));
        final Map<String, Object> soak = Json.read(Files.readString(folder.resolve(Soak.RESULTS)));
        final List<?> runs = (List<?>)soak.get("runs");
        assertEquals(WireEncoding.values().length * Transport.values().length, runs.size());
        assertEquals(runs.size(), soak.get("clients"));
        assertEquals(0, soak.get("holes"));
        final Map<String, String> tables = new LinkedHashMap<>();
        SoakTable.add(tables, soak);
        assertTrue(tables.get("soak").contains("| 12 | "), tables::toString);
    }
}
