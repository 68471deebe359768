package io.tickwire.bench.wire;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The whole harness at its smallest: processes, sockets, results and report.
 */
@Timeout(300)
class WireBenchTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldMeasureEachEncodingAndTransportBesideTheFloor() throws Exception
    {
        final List<Scenario> scenarios = List.of(
            Scenario.of(WireEncoding.JSON, Transport.DEFLATE, 2, 200),
            Scenario.of(WireEncoding.MSGPACK, Transport.TLS, 2, 200),
            Scenario.of(WireEncoding.COMPACT, Transport.PLAIN, 2, 200),
            new Scenario(false, WireEncoding.SBE, Transport.PLAIN, 2, 20, 10, 200));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertTrue(
            new WireBench(Path.of("."), folder, new PrintStream(out, true)).run(scenarios, 1, true),
            () -> out + log());

        final Map<String, Object> results = Json.read(Files.readString(folder.resolve(WireBench.RESULTS)));
        final List<?> runs = (List<?>)results.get("runs");
        assertEquals(scenarios.size() + 1, runs.size());
        for (final Object each : runs)
        {
            final Map<?, ?> run = (Map<?, ?>)each;
            assertTrue(((Number)run.get("messages")).longValue() > 0, () -> run + log());
            final String name = String.valueOf(run.get("name"));
            try (HistogramLogReader reader = new HistogramLogReader(folder.resolve(name + ".hlog").toFile()))
            {
                final Histogram histogram = (Histogram)reader.nextIntervalHistogram();
                assertEquals(((Number)run.get("messages")).longValue(), histogram.getTotalCount());
            }
            if (!"floor".equals(run.get("server")))
            {
                assertTrue(((Map<?, ?>)run.get("stages")).containsKey("frame->written"), run::toString);
            }
        }
        final String report = Files.readString(folder.resolve(Report.FILE));
        assertTrue(report.contains("| json deflate | 2 | 1 | 1 | 200 |"), report);
        assertTrue(Files.readString(folder.resolve("percentiles-2-clients.svg")).endsWith("</svg>\n"));
    }

    private String log()
    {
        try
        {
            return Files.readString(folder.resolve("processes.log"), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
