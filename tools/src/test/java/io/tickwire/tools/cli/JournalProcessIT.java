package io.tickwire.tools.cli;

import io.tickwire.tools.Interruptible;
import io.tickwire.tools.PackedJar;
import io.tickwire.transport.stream.journal.JournalFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A journal from its making to its being told again, by the jar in processes of its own, with what they exit with.
 */
@Timeout(120)
class JournalProcessIT
{
    private static final int ENDED_BY_SIGINT = 130;
    private static final String HEAD = "wss://ws-feed.exchange.coinbase.com <-> 1618677823.0\n";
    private static final String MATCH =
        "%s: {\"type\":\"match\",\"trade_id\":%d,\"side\":\"sell\",\"size\":\"2\",\"price\":\"1.50\"," +
        "\"product_id\":\"A-B\",\"time\":\"2021-04-17T16:43:43.677370Z\"}\n";
    private static final int MANY = 150_000;
    private static final List<String> QUIET =
        List.of("--set", "server.listeners=127.0.0.1:0", "--set", "tls.listeners=");

    @TempDir
    private Path folder;
    private Path err;
    private Process process;

    @AfterEach
    void tearDown() throws InterruptedException
    {
        if (process != null)
        {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldTellAgainWhatWasImportedAndRecorded() throws Exception
    {
        final String journal = folder.resolve("journal").toString();
        final Path capture = capture(2);
        assertTrue(output("import", capture.toString(), "--journal", journal).startsWith("imported "), this::err);
        final String recorded = output("record", "--journal", journal, "--for", "2s");
        assertTrue(recorded.contains("recorded "), () -> recorded + err());
        final String verified = output("journal", "verify", journal);
        assertTrue(verified.contains("in 2 runs") && verified.contains("The journal is whole."), verified);

        final Path table = folder.resolve("trades.csv");
        output("journal", "export", "--out", table.toString(), journal);
        final List<String> rows = Files.readAllLines(table);
        assertEquals(2, rows.stream().filter(row -> row.contains(",A-B,") || row.contains(",A/B,")).count());
        assertTrue(rows.size() > 10, () -> rows.size() + " rows");
        assertTrue(err().matches("(?s).*tickwire journal export: \\d+ ticks of accounts were left out.*"), this::err);

        final String cut = folder.resolve("cut").toString();
        output("journal", "cut", "--after", "2025-01-01", "--out", cut, journal);
        final String verifiedCut = output("journal", "verify", cut);
        assertTrue(verifiedCut.contains("in 1 runs") && verifiedCut.contains("The journal is whole."), verifiedCut);
        obeys(cut);
    }

    /** As a person would at the terminal. */
    private void obeys(final String journal) throws Exception
    {
        final List<String> line = new ArrayList<>(List.of("replay", journal, "--paused", "--speed", "0.1"));
        line.addAll(QUIET);
        start(true, line.toArray(String[]::new));
        try (BufferedReader out = process.inputReader(); Writer person = process.outputWriter())
        {
            final String ready = String.valueOf(out.readLine());
            assertTrue(ready.startsWith("tickwire: ready at "), () -> ready + err());
            shown(text -> text.contains("paused  0 ticks"));
            say(person, "s 5");
            // Those that say only that time has passed do not count as steps.
            shown(text -> text.matches("(?s).*paused  (?:[5-9]|1\\d) ticks.*"));
            say(person, "x 2000");
            shown(text -> text.contains("1000"));
            say(person, "x max");
            shown(text -> text.contains("  maxx  "));
            say(person, "p");
            shown(text -> text.contains("ended"));
            say(person, "p");
            say(person, "g 2001-01-01T00:00:00Z");
            shown(text -> text.substring(text.lastIndexOf("ended")).contains("  0 %  "));
            say(person, "q");
            shown(text -> text.contains("one of p, s [TICKS], x SPEED, g TIME"));
            interrupt();
        }
    }

    @Test
    void shouldLeaveAWholeJournalWhereARecordingIsInterrupted() throws Exception
    {
        final String journal = folder.resolve("journal").toString();
        start(true, "record", "--journal", journal);
        shown(text -> text.matches("(?s).*[1-9][\\d,]* ticks/s .*"));
        interrupt();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.contains("\nrecorded "), () -> said + err());
        assertWhole(journal);
    }

    @Test
    void shouldLeaveWhatIsWholeWhereImportsAndExportsAreInterrupted() throws Exception
    {
        final String journal = folder.resolve("journal").toString();
        start(true, "import", capture(MANY).toString(), "--journal", journal);
        shown(text -> text.contains("\rimport ["));
        interrupt();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.startsWith("imported ") && said.contains(", and was told to end"), () -> said + err());
        assertWhole(journal);

        final Path table = folder.resolve("table.csv");
        start(true, "journal", "export", "--out", table.toString(), journal);
        shown(text -> text.contains("\rexport ["));
        // It may be done just then.
        signal();
        final int code = process.waitFor();
        assertTrue(code == ENDED_BY_SIGINT || code == Tickwire.DONE, () -> code + err());
        try (Stream<String> rows = Files.lines(table))
        {
            assertEquals(1, rows.map(row -> row.chars().filter(c -> c == ',').count()).distinct().count());
        }
    }

    @Test
    void shouldSayWhatIsLostAndKeptOfADamagedJournal() throws Exception
    {
        final String journal = folder.resolve("journal").toString();
        output("import", capture(1_000).toString(), "--journal", journal);
        final Path segment = JournalFiles.archive(Path.of(journal)).resolve("0-0.rec");
        try (RandomAccessFile bytes = new RandomAccessFile(segment.toFile(), "rw"))
        {
            bytes.seek(40_000);
            final int old = bytes.read();
            bytes.seek(40_000);
            bytes.write(old ^ 0x10);
        }

        final String report = output(Tickwire.FAILED, "journal", "verify", journal);
        assertTrue(report.contains("damaged: recording 0, bytes "), report);
        assertTrue(report.contains("lost: 1 tick in 1 place"), report);
        final List<String> rows = output(Tickwire.FAILED, "journal", "export", journal).lines().toList();
        assertEquals(1_000, rows.size(), "a line of names, and all trades but the one that is lost");
        assertTrue(err().contains("tickwire journal export: damaged: recording 0"), this::err);

        // What is kept is told again, and the server is well with it.
        final List<String> line = new ArrayList<>(List.of("replay", journal, "--speed", "max"));
        line.addAll(QUIET);
        start(true, line.toArray(String[]::new));
        shown(text -> text.matches("(?s).*ended  [1-9][\\d,]* ticks.*"));
        interrupt();

        output(Tickwire.NOT_UNDERSTOOD, "record", "--for", "2s");
    }

    /** Aeron maps files and starts threads as its classes are used: a server that needs none of it has none. */
    @Test
    void shouldLoadNothingOfAeronWithoutAStream() throws Exception
    {
        final Path classes = folder.resolve("classes");
        final ProcessBuilder builder = PackedJar.run(Stream.concat(Stream.of("serve"), QUIET.stream()).toList());
        builder.command().add(1, "-Xlog:class+load:file=" + classes);
        launch(builder);
        try (BufferedReader out = process.inputReader())
        {
            final String ready = String.valueOf(out.readLine());
            assertTrue(ready.startsWith("tickwire: ready at "), () -> ready + err());
            process.toHandle().destroy();
            process.waitFor();
        }

        final List<String> loaded = Files.readAllLines(classes);
        assertTrue(loaded.stream().anyMatch(name -> name.contains(" io.tickwire.transport.TickwireServer ")));
        assertFalse(
            loaded.stream().anyMatch(name -> name.contains(" io.aeron.")),
            () -> loaded.stream().filter(name -> name.contains(" io.aeron.")).toList().toString());
    }

    private void assertWhole(final String journal) throws Exception
    {
        final String report = output("journal", "verify", journal);
        assertTrue(report.contains("The journal is whole."), report);
        assertTrue(output("journal", "list", journal).endsWith("clean"), "it ended as it was told to");
    }

    /** Ctrl-C: it ends by itself, with the code of that. */
    private void interrupt() throws IOException, InterruptedException
    {
        assertTrue(signal(), this::err);
        assertEquals(ENDED_BY_SIGINT, process.waitFor(), this::err);
    }

    private boolean signal() throws IOException, InterruptedException
    {
        return new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor() == 0;
    }

    private Path capture(final int trades) throws IOException
    {
        final Path capture = folder.resolve("coinbase");
        try (BufferedWriter out = Files.newBufferedWriter(capture))
        {
            out.write(HEAD);
            for (int i = 0; i < trades; i++)
            {
                out.write(MATCH.formatted("1618677823." + "%06d".formatted(200_000 + i), i + 1));
            }
        }

        return capture;
    }

    private static void say(final Writer person, final String line) throws IOException
    {
        person.write(line + "\n");
        person.flush();
    }

    private void shown(final Predicate<String> isThere) throws InterruptedException
    {
        while (!isThere.test(err()))
        {
            assertTrue(process.isAlive(), this::err);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String output(final String... line) throws Exception
    {
        return output(Tickwire.DONE, line);
    }

    private String output(final int code, final String... line) throws Exception
    {
        start(false, line);
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), () -> Arrays.toString(line) + output + err());

        return output.strip();
    }

    private void start(final boolean isTerminal, final String... line) throws IOException
    {
        final ProcessBuilder builder = PackedJar.run(List.of(line));
        if (isTerminal)
        {
            builder.environment().put("TICKWIRE_TERMINAL", "1");
            builder.environment().put("TICKWIRE_TERMINAL_IN", "1");
        }
        launch(builder);
    }

    private void launch(final ProcessBuilder builder) throws IOException
    {
        err = folder.resolve("err");
        builder.command().add(1, "-XX:TieredStopAtLevel=1");
        process = Interruptible.of(builder).redirectError(err.toFile()).start();
    }

    private String err()
    {
        try
        {
            return Files.readString(err);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
