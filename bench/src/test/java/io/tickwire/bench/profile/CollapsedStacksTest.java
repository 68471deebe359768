package io.tickwire.bench.profile;

import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class CollapsedStacksTest
{
    @TempDir
    private Path folder;
    private volatile long sink;

    @Test
    void shouldWriteALineForEachStack() throws IOException
    {
        final Path recording = folder.resolve("a.jfr");
        final Path stacks = folder.resolve("a.collapsed");
        long samples = 0;
        // As long as it takes to be seen at work.
        while (samples == 0 || Files.readString(stacks).lines().noneMatch(line -> line.contains(".work ")))
        {
            record(recording);
            samples = CollapsedStacks.write(recording, stacks);
        }

        final List<String> lines = Files.readAllLines(stacks);
        long sum = 0;
        for (final String line : lines)
        {
            assertTrue(line.matches(".+(;.+)+ [0-9]+"), line);
            sum += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        }
        assertEquals(samples, sum);
        assertTrue(lines.stream().anyMatch(line -> line.contains(
            ";io.tickwire.bench.profile.CollapsedStacksTest.record;" +
                "io.tickwire.bench.profile.CollapsedStacksTest.work ")), () -> String.join("\n", lines));
    }

    private void record(final Path file) throws IOException
    {
        try (Recording recording = new Recording())
        {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            work();
            recording.stop();
            recording.dump(file);
        }
    }

    private void work()
    {
        for (int i = 0; i < 100_000_000; i++)
        {
            sink = sink * 31 + i;
        }
    }
}
