package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionEncoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import io.tickwire.transport.stream.journal.JournalFiles;
import io.tickwire.transport.stream.journal.JournalWriter;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Of two runs with 100 trades each, a second apart, of two symbols in turn.
 */
class JournalCommandTest
{
    private static final long EPOCH = 1_764_288_000_000L;
    private static final long START_NS = 1_764_288_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int TRADES = 100;
    private static final int LENGTH = 1 << 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long g;

    @TempDir
    private Path folder;
    private Path journal;

    @BeforeEach
    void write() throws IOException
    {
        journal = folder.resolve("journal");
        try (JournalWriter writer = JournalWriter.create(journal, LENGTH, LENGTH))
        {
            for (int run = 0; run < 2; run++)
            {
                begin(writer);
                for (int i = 0; i < TRADES; i++)
                {
                    writeTrade(writer, 1 + i % 2);
                }
                writeQuote(writer);
                writeDelta(writer);
                end(writer);
            }
        }
    }

    @Test
    void shouldListRuns()
    {
        assertEquals(Tickwire.DONE, run("list", journal.toString()), err());

        final List<String> lines = out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertEquals(3, lines.size(), out());
        assertEquals("RUN FIRST TICK LAST TICK EPOCH FIRST G LAST G SYMBOLS SIZE END", lines.get(0));
        assertEquals(
            "0 " + Instant.ofEpochSecond(0, START_NS) + " " + Instant.ofEpochSecond(0, timeNs(101)) + " " + EPOCH +
            " 0 101 2 " + lines.get(1).replaceAll(".* (\\d[\\d.]* KiB) clean", "$1") + " clean",
            lines.get(1).replace(".000Z", "Z"));
        assertTrue(lines.get(2).contains(" 102 203 2 "), out());
        assertEquals("", err());
    }

    @Test
    void shouldListRunsForPrograms() throws IOException
    {
        assertEquals(Tickwire.DONE, run("list", journal.toString(), "--json"), err());

        final JsonNode runs = new ObjectMapper().readTree(out()).path("runs");
        assertEquals(2, runs.size(), out());
        assertEquals(102, runs.path(1).path("first_g").asLong(), out());
        assertEquals(timeNs(101), runs.path(0).path("last_ns").asLong(), out());
        assertTrue(runs.path(1).path("is_clean").asBoolean(), out());
    }

    @Test
    void shouldFindAJournalWhole()
    {
        assertEquals(Tickwire.DONE, run("verify", journal.toString()), out() + err());
        assertEquals(
            "kept: 214 messages in 2 runs, 204 of them ticks; 0 times the server itself had to leave ticks out\n" +
            "The journal is whole.\n",
            out());
    }

    @Test
    void shouldShowProgressOnATerminal()
    {
        assertEquals(
            Tickwire.DONE, runIn(Map.of("TICKWIRE_TERMINAL", "1"), "verify", journal.toString()), out() + err());
        assertTrue(err().startsWith("\rverify ["), err());
        assertTrue(err().endsWith("\r\033[K"), err());
    }

    @Test
    void shouldSayWhatIsLostAndKeptOfADamagedJournal() throws IOException
    {
        flip(JournalFiles.archive(journal).resolve("0-0.rec"), 4_000);

        assertEquals(Tickwire.FAILED, run("verify", journal.toString()));
        assertTrue(out().startsWith("damaged: recording 0, bytes "), out());
        assertTrue(out().contains(": a frame's checksum is wrong; lost: 1 tick, g "), out());
        assertTrue(out().contains("kept: 213 messages in 2 runs, 203 of them ticks"), out());
        assertTrue(out().endsWith("lost: 1 tick in 1 place\n"), out());
    }

    @Test
    void shouldSayThatASegmentIsMissing() throws IOException
    {
        Files.delete(JournalFiles.archive(journal).resolve("1-0.rec"));

        assertEquals(Tickwire.FAILED, run("verify", journal.toString()));
        assertTrue(out().contains("recording 1, bytes 0 to "), out());
        assertTrue(out().contains(": a segment file is missing; lost: not known"), out());
        assertTrue(out().contains("lost: at least 0 ticks in 1 place\n"), out());
    }

    @Test
    void shouldSayForProgramsWhatIsLostAndKept() throws IOException
    {
        assertEquals(Tickwire.DONE, run("verify", journal.toString(), "--json"), err());
        final JsonNode whole = new ObjectMapper().readTree(out());
        assertTrue(whole.path("is_whole").asBoolean(), out());
        assertEquals(204, whole.path("ticks").asInt(), out());
        assertEquals(0, whole.path("damages").size(), out());
        out.reset();

        flip(JournalFiles.archive(journal).resolve("0-0.rec"), 4_000);
        Files.delete(JournalFiles.archive(journal).resolve("1-0.rec"));
        Files.delete(JournalFiles.names(journal, 1));
        assertEquals(Tickwire.FAILED, run("verify", journal.toString(), "--json"));
        final JsonNode torn = new ObjectMapper().readTree(out());
        assertFalse(torn.path("is_whole").asBoolean(), out());
        assertEquals(101, torn.path("ticks").asInt(), out());
        assertEquals(1, torn.path("lost_ticks").asInt(), out());
        assertFalse(torn.path("is_lost_known").asBoolean(), out());
        final JsonNode place = torn.path("damages").path(0);
        assertEquals("checksum", place.path("reason").asText(), out());
        assertEquals(place.path("first_g").asLong(-1), place.path("last_g").asLong(-2), out());
        assertEquals("missing_segment", torn.path("damages").path(1).path("reason").asText(), out());
        assertTrue(torn.path("damages").path(1).path("first_g").isNull(), out());
        assertEquals(1, torn.path("unindexed_runs").path(0).asInt(), out());
    }

    @Test
    void shouldSayThatAnIndexIsDamaged() throws IOException
    {
        Files.delete(JournalFiles.names(journal, 1));

        assertEquals(Tickwire.DONE, run("verify", journal.toString()), out());
        assertTrue(out().startsWith("run 1: its index or its names are missing or damaged; nothing is lost"), out());
    }

    @Test
    void shouldCutAPartAndLeaveTheOldOneAsItIs()
    {
        final Path part = folder.resolve("part");
        final String after = Instant.ofEpochSecond(0, timeNs(50)).toString();
        final String before = Instant.ofEpochSecond(0, timeNs(110)).toString();

        assertEquals(
            Tickwire.DONE,
            run("cut", "--after", after, "--before", before, "--out", part.toString(), journal.toString()),
            err());
        assertTrue(out().startsWith("60 ticks in 2 runs are in " + part + ", "), out());
        out.reset();
        assertEquals(Tickwire.DONE, run("verify", part.toString()), out());
        assertTrue(out().endsWith("The journal is whole.\n"), out());
        out.reset();
        assertEquals(Tickwire.DONE, run("export", part.toString()), err());
        assertTrue(out().lines().skip(1).allMatch(line -> line.matches(".*,mars,(A-B|\"C,D\"),.*")), out());
        assertEquals(1 + 50 + 8, out().lines().count());
        assertTrue(out().lines().skip(1).findFirst().orElseThrow().startsWith("trade,50,"), out());
        out.reset();
        assertEquals(Tickwire.DONE, run("verify", journal.toString()), out());
    }

    @Test
    void shouldExportTrades()
    {
        assertEquals(Tickwire.DONE, run("export", journal.toString()), err());

        final List<String> lines = out().lines().toList();
        assertEquals("type,g,epoch,t_ex_ns,t_in_ns,venue,symbol,price,quantity,side,trade_id", lines.get(0));
        assertEquals(1 + 2 * TRADES, lines.size());
        assertEquals(
            "trade,0," + EPOCH + ",," + START_NS + ",mars,A-B,0.00,0.00000001,buy,18446744073709551615", lines.get(1));
        assertEquals(
            "trade,1," + EPOCH + "," + timeNs(1) + "," + timeNs(1) +
            ",mars,\"C,D\",1.01,0.00000002,,00000000-0000-0001-0000-000000000001",
            lines.get(2));
        assertEquals("", err());
    }

    @Test
    void shouldExportSeveralKindsOfSomeSymbolsOfATimeToAFile() throws IOException
    {
        final Path file = folder.resolve("table.csv");

        assertEquals(
            Tickwire.DONE,
            run("export", "--type", "quotes,books,trades", "--symbols", "a*",
                "--from", Instant.ofEpochSecond(0, timeNs(97)).toString(),
                "--to", Instant.ofEpochSecond(0, timeNs(104)).toString(),
                "--out", file.toString(), journal.toString()),
            err());
        final List<String> lines = Files.readAllLines(file);
        assertEquals("", out());
        assertEquals(
            "type,g,epoch,t_ex_ns,t_in_ns,venue,symbol,price,quantity,side,trade_id," +
            "bid_price,bid_quantity,ask_price,ask_quantity,sequence,action",
            lines.get(0));
        assertTrue(lines.get(1).startsWith("trade,98,"), lines.toString());
        assertEquals(
            "quote,100," + EPOCH + ",," + timeNs(100) + ",mars,A-B,,,,,1.5,200,,,7,", lines.get(2), lines.toString());
        assertEquals("book,101," + EPOCH + ",," + timeNs(101) + ",mars,A-B,1.5,0,bid,,,,,,8,delete", lines.get(3));
        assertEquals("book,101," + EPOCH + ",," + timeNs(101) + ",mars,A-B,1.6,300,ask,,,,,,8,set", lines.get(4));
        assertTrue(lines.get(5).startsWith("trade,102,"), lines.toString());
        assertEquals(6, lines.size());
    }

    @Test
    void shouldExportWhatIsNotDamagedAndSayThatSomethingIs() throws IOException
    {
        flip(JournalFiles.archive(journal).resolve("0-0.rec"), 4_000);

        assertEquals(Tickwire.FAILED, run("export", journal.toString()));
        assertEquals(1 + 2 * TRADES - 1, out().lines().count());
        assertTrue(err().startsWith("tickwire journal export: damaged: recording 0, bytes "), err());
    }

    @Test
    void shouldRefuseWhatCanNotBeMeant() throws IOException
    {
        final String path = journal.toString();
        assertMistake("tickwire journal: a subcommand is missing: list, verify, cut or export");
        assertMistake("tickwire journal list: Missing required parameter: 'DIR'", "list");
        assertMistake(
            "tickwire journal export: Invalid value for option '--type' (NAME): must be one of trades, quotes, " +
            "books, tickers, candles, liquidations, signals: fish",
            "export", "--type", "trades,fish", path);
        assertMistake("tickwire journal export: --format must be csv: xml", "export", "--format", "xml", path);
        assertMistake(
            "tickwire journal export: Invalid value for option '--from': must be a time from 1970 to 2262, such as " +
            "2026-11-28, 2026-11-28T09:30 or 2026-11-28T09:30:00.5+01:00 (UTC where no offset is given): noon",
            "export", "--from", "noon", path);
        assertMistake(
            "tickwire journal export: --from must be before --to: " +
            "--from=2026-01-02T00:00:00Z --to=2026-01-02T00:00:00Z",
            "export", "--from", "2026-01-02", "--to", "2026-01-02T00:00", path);
        assertMistake(
            "tickwire journal cut: --after or --before is needed, or both", "cut", "--out", "x", path);
        assertMistake(
            "tickwire journal cut: --after must be before --before: " +
            "--after=2026-01-02T00:00:00Z --before=2026-01-01T00:00:00Z",
            "cut", "--after", "2026-01-02", "--before", "2026-01-01", "--out", "x", path);
        assertMistake(
            "tickwire journal cut: Missing required option: '--out=DIR'", "cut", "--after", "2026-01-02", path);
    }

    @Test
    void shouldRefuseToWriteOverWhatIsThere() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("table.csv"), "mine");
        assertEquals(Tickwire.FAILED, run("export", "--out", file.toString(), journal.toString()));
        assertEquals("tickwire journal export: " + file + ": there is a file already\n", err());
        assertEquals("mine", Files.readString(file));
        err.reset();
        assertEquals(
            Tickwire.FAILED, run("cut", "--after", "2020-01-01", "--out", journal.toString(), journal.toString()));
        assertEquals("tickwire journal cut: " + journal + ": there is a journal already\n", err());
    }

    @Test
    void shouldSayThatAFolderIsNoJournal()
    {
        for (final String command : List.of("list", "verify", "export"))
        {
            assertEquals(Tickwire.FAILED, run(command, folder.toString()));
            assertEquals(
                "tickwire journal " + command + ": this is no journal, there is no folder archive in it: " + folder +
                "\n",
                err());
            assertFalse(out().contains("whole"), out());
            err.reset();
        }
    }

    private void begin(final JournalWriter writer) throws IOException
    {
        writer.beginRun(EPOCH);
        final StreamStartEncoder start = new StreamStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        start.startTime(START_NS).schemaVersion(0).server("test");
        append(writer, start.limit());
        final NameDefinitionEncoder venue = new NameDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
        venue.definedId(3).kind(NameKind.VENUE).name("mars");
        append(writer, venue.limit());
        for (int id = 1; id <= 2; id++)
        {
            final SymbolDefinitionEncoder symbol = new SymbolDefinitionEncoder().wrapAndApplyHeader(buffer, 0, header);
            symbol.symbolId(id).priceExponent((byte)-2).quantityExponent((byte)-8).name(id == 1 ? "A-B" : "C,D");
            append(writer, symbol.limit());
        }
    }

    private void writeTrade(final JournalWriter writer, final int symbolId) throws IOException
    {
        final TradeEncoder trade = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        final long time = symbolId == 1 ? TickHeadEncoder.exchangeTimeNullValue() : timeNs(g);
        head(trade.head(), symbolId, -2, -8).exchangeTime(time);
        trade.price(g * 101).quantity(g + 1)
            .tradeIdLow(symbolId == 1 ? -1 : g).tradeIdHigh(symbolId - 1)
            .side(symbolId == 1 ? Side.BUY : Side.NULL_VAL);
        append(writer, trade.limit());
        g++;
    }

    private void writeQuote(final JournalWriter writer) throws IOException
    {
        final QuoteEncoder quote = new QuoteEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(quote.head(), 1, -1, 2);
        quote.bidPrice(15).bidQuantity(2).askPrice(Long.MIN_VALUE).askQuantity(Long.MIN_VALUE).venueSequence(7);
        append(writer, quote.limit());
        g++;
    }

    private void writeDelta(final JournalWriter writer) throws IOException
    {
        final BookDeltaEncoder delta = new BookDeltaEncoder().wrapAndApplyHeader(buffer, 0, header);
        head(delta.head(), 1, -1, 2);
        delta.venueSequence(8).previousVenueSequence(7).checksum(0).page(0).lastPage(Bool.YES).hasChecksum(Bool.NO);
        delta.bidsCount(1).next().price(15).quantity(0);
        delta.asksCount(1).next().price(16).quantity(3);
        append(writer, delta.limit());
        g++;
    }

    private void end(final JournalWriter writer) throws IOException
    {
        final StreamEndEncoder end = new StreamEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        end.endTime(timeNs(g));
        append(writer, end.limit());
    }

    private TickHeadEncoder head(
        final TickHeadEncoder head, final int symbolId, final int priceExponent, final int quantityExponent)
    {
        return head.exchangeTime(TickHeadEncoder.exchangeTimeNullValue()).receiveTime(timeNs(g)).symbolId(symbolId)
            .venueId(3).priceExponent((byte)priceExponent).quantityExponent((byte)quantityExponent);
    }

    private void append(final JournalWriter writer, final int length) throws IOException
    {
        writer.append(g, EPOCH, timeNs(g), buffer, 0, length);
    }

    private static long timeNs(final long g)
    {
        return START_NS + g * SECOND_NS;
    }

    private static void flip(final Path file, final int offset) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(offset);
            final int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 1);
        }
    }

    private void assertMistake(final String message, final String... args)
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(args));
        assertTrue(err().contains(message), err());
        assertEquals("", out());
        err.reset();
    }

    private int run(final String... args)
    {
        return runIn(Map.of(), args);
    }

    private int runIn(final Map<String, String> environment, final String... args)
    {
        final String[] line = new String[args.length + 1];
        line[0] = "journal";
        System.arraycopy(args, 0, line, 1, args.length);

        return Tickwire.run(line, new Surroundings(environment, print(out), print(err)));
    }

    private static PrintStream print(final ByteArrayOutputStream bytes)
    {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
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
