package io.tickwire.tools.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AuditCommandTest
{
    private static final String MATCH = """
        {"type":"match","trade_id":1,"side":"sell","size":"2","price":"1.50","product_id":"A-B",\
        "time":"2021-04-17T16:43:43.677370Z"}
        """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldPrintWhatMessagesComeTo() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), MATCH);

        assertEquals(Tickwire.DONE, run(Map.of(), file.toString()), err());
        assertTrue(out().startsWith("{\n \"received_messages\": 1,\n"), out());
        assertTrue(out().contains("\"sum_notional\": \"3\""), out());
        assertTrue(out().endsWith("\n}\n"), out());
        assertEquals("", err());
        final String guessed = out();
        out.reset();
        assertEquals(
            Tickwire.DONE, run(Map.of(), "--format", "lines", "--venue", "coinbase", file.toString()), err());
        assertEquals(guessed, out());
    }

    @Test
    void shouldShowProgressOnATerminal() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), MATCH);

        assertEquals(Tickwire.DONE, run(Map.of("TICKWIRE_TERMINAL", "1"), file.toString()));
        assertTrue(err().contains("audit [########################################] 100 %"), err());
        assertTrue(err().endsWith("\r\033[K"), err());
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), MATCH);

        assertEquals(Tickwire.NOT_UNDERSTOOD, run(Map.of()));
        assertErr("tickwire audit: the files of a recording must be given, or --journal");
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(Map.of(), "--journal", folder.toString(), file.toString()));
        assertErr("tickwire audit: the files of a recording must be given, or --journal");
        assertEquals(Tickwire.FAILED, run(Map.of(), "--journal", folder.toString()));
        assertErr("tickwire: this is no journal, there is no folder archive in it: " + folder);
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(Map.of(), "--format", "xml", file.toString()));
        assertErr("tickwire audit: no such format: format=xml");
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(Map.of(), "--venue", "mars", file.toString()));
        assertErr("tickwire audit: no venue of this name is recorded in lines: venue=mars");
        assertEquals(Tickwire.FAILED, run(Map.of(), folder.resolve("none").toString()));
        assertErr("tickwire: no such file: " + folder.resolve("none"));
        assertEquals(Tickwire.FAILED, run(Map.of(), "--format", "cf", "--venue", "okx", file.toString()));
        assertErr("tickwire: " + file + ", line 1: not a line of this format");
    }

    private void assertErr(final String message)
    {
        assertTrue(err().startsWith(message), err());
        assertEquals("", out());
        err.reset();
    }

    private int run(final Map<String, String> environment, final String... args)
    {
        final String[] line = new String[args.length + 1];
        line[0] = "audit";
        System.arraycopy(args, 0, line, 1, args.length);

        return Tickwire.run(line, new Surroundings(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
