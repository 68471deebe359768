package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ImportCommandTest
{
    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final String COINBASE = """
        wss://ws-feed.exchange.coinbase.com <-> 1618677823.0
        1618677823.1: {"type":"snapshot","product_id":"A-B","asks":[["2.00","1.0"],["2.5","7"]],"bids":[["1.00","1"]]}
        1618677823.2: {"type":"match","trade_id":1,"side":"sell","size":"2","price":"1.50","product_id":"A-B",\
        "time":"2021-04-17T16:43:43.677370Z"}
        1618677823.7: {"type":"l2update","product_id":"A-B","changes":[["buy","1.10","3"],["sell","2.00","0"]],\
        "time":"2021-04-17T16:43:43.777370Z"}
        1618677823.8: {"type":"match","trade_id":
        1618677824.1: {"type":"match","trade_id":2,"side":"buy","size":"0.000000001","price":"1.50",\
        "product_id":"A-B","time":"2021-04-17T16:43:44.677370Z"}
        """;
    private static final String LATER = """
        wss://ws-feed.exchange.coinbase.com <-> 1618677833.0
        1618677833.1: {"type":"match","trade_id":7,"side":"sell","size":"4","price":"1.75","product_id":"A-B",\
        "time":"2021-04-17T16:43:53.677370Z"}
        """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldMakeAJournalThatComesToTheSameAsTheCapture() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("coinbase"), COINBASE);
        final Path journal = folder.resolve("journal");

        final String line = run(Tickwire.DONE, "import", file.toString(), "--journal", journal.toString());

        assertTrue(line.startsWith("imported 16 ticks of 1 symbols from 5 messages, 2021-04-17T16:43:43Z to " +
            "2021-04-17T16:43:44.100Z: "), line);
        assertTrue(line.endsWith(" s, malformed 1\n"), line);
        assertSame(List.of(file), journal);
        final JsonNode report = audit(journal);
        assertEquals(
            "{\"book_delta\":1,\"book_snapshot\":1,\"clock\":12,\"trade\":2}", report.path("ticks").toString());
        assertEquals(1, report.path("runs").asInt());
        assertEquals("{}", report.path("lost").toString());
    }

    @Test
    void shouldGoOnBehindWhatIsOlder() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("coinbase"), COINBASE);
        final Path later = Files.writeString(folder.resolve("later"), LATER);
        final Path journal = folder.resolve("journal");
        run(Tickwire.DONE, "import", file.toString(), "--journal", journal.toString());
        run(Tickwire.DONE, "import", later.toString(), "--journal", journal.toString());

        final JsonNode report = audit(journal);
        assertEquals(2, report.path("runs").asInt());
        assertEquals("{}", report.path("lost").toString());
        final JsonNode trades = report.path("venues").path("coinbase").path("A-B").path("trades");
        assertEquals(3, trades.path("count").asInt());
        assertEquals("6.000000001", trades.path("sum_qty").asText());

        run(Tickwire.FAILED, "import", file.toString(), "--journal", journal.toString());
        assertTrue(err().startsWith("tickwire: the journal has ticks up to 2021-04-17T16:43:53.100Z, and what is to " +
            "be written begins before that, at 2021-04-17T16:43:43Z"), err());
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("coinbase"), COINBASE);
        final Path other = Files.writeString(folder.resolve("other"), "no capture\n");
        final String journal = folder.resolve("journal").toString();

        run(Tickwire.NOT_UNDERSTOOD, "import", file.toString());
        assertErr("tickwire import: Missing required option: '--journal=DIR'");
        run(Tickwire.FAILED, "import", other.toString(), "--journal", journal);
        assertErr("tickwire: the format can not be told from how the file begins, so that it must be named: " + other);
        run(Tickwire.NOT_UNDERSTOOD, "import", file.toString(), "--journal", journal, "--venue", "mars");
        assertErr("tickwire import: no venue of this name is recorded in cf: venue=mars");
        run(Tickwire.NOT_UNDERSTOOD, "import", file.toString(), "--journal", journal, "--set", "stream.journal.kep=1");
        assertErr("tickwire: --set: no such key: stream.journal.kep");
        run(Tickwire.FAILED, "import", file.toString(), "--journal", file.toString());
        assertTrue(err().startsWith("tickwire: "), err());
        assertTrue(!Files.exists(Path.of(journal)), "nothing is made of what is no capture");
    }

    /** Each recording that lies beside the clone; there may be none. */
    @TestFactory
    Stream<DynamicTest> shouldMakeJournalsOfRecordings() throws IOException
    {
        final Path manifest = DATA.resolve("manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "there are no recordings at " + DATA);

        return StreamSupport.stream(
            new ObjectMapper().readTree(manifest.toFile()).path("entries").spliterator(), false).map(entry ->
            {
                final List<Path> files = new ArrayList<>();
                entry.path("files").forEach(file -> files.add(DATA.resolve(file.asText())));
                final String id = entry.path("id").asText();

                return DynamicTest.dynamicTest(id, () ->
                {
                    final Path journal = folder.resolve(id);
                    final List<String> options = new ArrayList<>(List.of("--format", entry.path("format").asText()));
                    if (entry.hasNonNull("venue"))
                    {
                        options.addAll(List.of("--venue", entry.path("venue").asText()));
                    }
                    final List<String> line = new ArrayList<>(List.of("import", "--journal", journal.toString()));
                    line.addAll(options);
                    files.forEach(file -> line.add(file.toString()));
                    run(Tickwire.DONE, line.toArray(String[]::new));
                    assertSame(files, journal, options.toArray(String[]::new));
                });
            });
    }

    private void assertSame(final List<Path> files, final Path journal, final String... options) throws IOException
    {
        final List<String> line = new ArrayList<>(List.of("audit"));
        line.addAll(List.of(options));
        files.forEach(file -> line.add(file.toString()));
        final String ofCapture = run(Tickwire.DONE, line.toArray(String[]::new));
        final String ofJournal = run(Tickwire.DONE, "audit", "--journal", journal.toString());

        assertEquals(
            JournalReport.ofCapture(ofCapture),
            JournalReport.ofJournal(ofJournal, ofCapture.startsWith("{\n \"frames\"")));
    }

    private JsonNode audit(final Path journal) throws IOException
    {
        return new ObjectMapper().readTree(run(Tickwire.DONE, "audit", "--journal", journal.toString()));
    }

    private void assertErr(final String message)
    {
        assertTrue(err().startsWith(message), err());
    }

    private String run(final int code, final String... line)
    {
        out.reset();
        err.reset();
        assertEquals(code, Tickwire.run(line, new Surroundings(
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))), this::err);

        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
