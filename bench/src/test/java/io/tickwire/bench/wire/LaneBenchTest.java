package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The bench of the lane at its smallest.
 */
@Timeout(120)
class LaneBenchTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldMeasureBothOfOneServer() throws Exception
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        final boolean isWhole = new LaneBench(Path.of("."), folder, out).run(1, 1, 500);
        final String text = bytes.toString(StandardCharsets.UTF_8);

        assertTrue(isWhole, text);
        assertEquals(2, text.lines().count(), text);
        assertTrue(Files.readString(folder.resolve("lane.json")).contains("websocket"));
    }
}
