package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(120)
class RecordCommandTest
{
    private static final Pattern SUMMARY =
        Pattern.compile("recorded ([0-9,]+) ticks of ([0-9,]+) symbols: [0-9,.]+ MB in [0-9.]+ s");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldRecordForSomeTimeAndGoOnInAnotherRun() throws IOException
    {
        long told = 0;
        for (int i = 1; i <= 2; i++)
        {
            final String[] lines = run(
                Map.of("TICKWIRE_TERMINAL", "1"), Tickwire.DONE, "record", "--journal", folder.toString(),
                "--for", "2s", "--set", "log.level=error").split("\n");
            assertEquals("tickwire: recording into " + folder, lines[0]);
            final Matcher summary = SUMMARY.matcher(lines[1]);
            assertTrue(summary.matches(), lines[1]);
            told += Long.parseLong(summary.group(1).replace(",", ""));
            assertTrue(err().contains(" ticks/s  "), err());
            assertTrue(err().endsWith("\r\033[K"), err());

            final JsonNode report = new ObjectMapper().readTree(
                run(Map.of(), Tickwire.DONE, "audit", "--journal", folder.toString()));
            assertEquals(i, report.path("runs").asInt());
            assertEquals("{}", report.path("lost").toString());
            long ticks = 0;
            for (final JsonNode count : report.path("ticks"))
            {
                ticks += count.asLong();
            }
            // What came between the last look and the end is recorded, too.
            assertTrue(ticks >= told, ticks + " of " + told);
        }
    }

    @Test
    void shouldSayWhatIsWrong()
    {
        run(Map.of(), Tickwire.NOT_UNDERSTOOD, "record");
        assertErr("tickwire record: where to record to is missing: --journal DIR");
        run(Map.of(), Tickwire.NOT_UNDERSTOOD, "record", "--journal", folder.toString(), "--for", "soon");
        assertErr("tickwire record: --for must be a time such as 90s, 30m or 8h: soon");
        run(Map.of(), Tickwire.NOT_UNDERSTOOD, "record", "--journal", folder.toString(), "--feed", "mars:x");
        assertTrue(err().contains("feed.venues"), err());
    }

    private void assertErr(final String message)
    {
        assertTrue(err().startsWith(message), err());
    }

    private String run(final Map<String, String> environment, final int code, final String... line)
    {
        out.reset();
        err.reset();
        assertEquals(code, Tickwire.run(line, new Surroundings(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))), this::err);

        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
