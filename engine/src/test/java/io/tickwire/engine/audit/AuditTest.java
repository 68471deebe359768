package io.tickwire.engine.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AuditTest
{
    private static final String TRADE = """
        {"type":"match","trade_id":%d,"side":"sell","size":"%s","price":"%s","product_id":"%s",\
        "time":"2021-04-17T16:43:43.677370Z"}
        """;

    @TempDir
    private Path folder;

    @Test
    void shouldFindExponentsThatHoldAllValues() throws IOException
    {
        final Map<?, ?> symbols = (Map<?, ?>)audit(
            TRADE.formatted(1, "2", "0.000000000074", "FINE-BTC") +
            TRADE.formatted(2, "123456789012345.6", "0.0000000001", "SHIB-BTC") +
            TRADE.formatted(3, "1", "1000000", "SHIB-BTC") +
            TRADE.formatted(4, "1.5", "1", "PLAIN-BTC")).get("symbols");

        assertEquals("0.000000000148", trades(symbols, "FINE-BTC").get("sum_notional"));
        assertEquals("123456789012346.6", trades(symbols, "SHIB-BTC").get("sum_qty"));
        assertEquals("1.5", trades(symbols, "PLAIN-BTC").get("sum_qty"));
    }

    @Test
    void shouldReportWhatCounts() throws IOException
    {
        final Map<?, ?> report = audit("""
            {"type":"subscriptions","channels":[]}
            {"type":"snapshot","product_id":"A-B","bids":[["1.10","3"],["1.05","2.50"]],"asks":[["1.2","1"]]}
            {"type":"l2update","product_id":"A-B","changes":[["buy","1.10","0"],["sell","1.30","4"]],\
            "time":"2021-04-17T16:43:43.677370Z"}
            """);

        assertEquals(
            "{received_messages=3, totals={l2update=1, snapshot=1, subscriptions=1}, symbols={A-B={book={applied=1, " +
            "snapshots=1, live=true, last_seq=null, bid_levels=1, ask_levels=2, top10_bids=[[1.05, 2.5]], " +
            "top10_asks=[[1.2, 1], [1.3, 4]], sum_bid_qty=2.5, sum_ask_qty=5, best_bid=[1.05, 2.5], " +
            "best_ask=[1.2, 1]}}}}", report.toString());
    }

    @Test
    void shouldReadBinaryMessagesOfBybit() throws IOException
    {
        final ByteBuffer file = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        frame(file, bybitBook(0, 7, 105, 1));
        frame(file, bybitBook(1, 8, 104, 2));
        final Path path = folder.resolve("frames.sbe");
        Files.write(path, Arrays.copyOf(file.array(), file.position()));

        final Map<?, ?> symbol = (Map<?, ?>)((Map<?, ?>)JsonTrees.read(run(path, null)).get("symbols")).get("BTCUSDT");
        assertEquals(
            "{applied=2, snapshots=1, live=true, last_seq=8, bid_levels=2, ask_levels=0, " +
            "top10_bids=[[10.5, 0.01], [10.4, 0.02]], top10_asks=[], sum_bid_qty=0.03, sum_ask_qty=0, " +
            "best_bid=[10.5, 0.01], best_ask=null}", symbol.get("book").toString());
    }

    private static void frame(final ByteBuffer file, final byte[] frame)
    {
        file.putLong(1).putInt(frame.length).put(frame);
    }

    /** A level of bids, whole or as a change. */
    private static byte[] bybitBook(final int type, final long updateId, final long price, final long quantity)
    {
        final ByteBuffer message = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        message.putShort((short)35).putShort((short)20_001).putShort((short)1).putShort((short)0);
        message.putLong(11).putLong(12).putLong(9).putLong(updateId).put((byte)1).put((byte)2).put((byte)type);
        message.putShort((short)16).putShort((short)0);
        message.putShort((short)16).putShort((short)1).putLong(price).putLong(quantity);
        message.put((byte)7).put("BTCUSDT".getBytes(StandardCharsets.UTF_8));

        return Arrays.copyOf(message.array(), message.position());
    }

    @Test
    void shouldSayThatTheVenueMustBeNamed() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), "{\"what\":1}\n");

        final IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> run(file, null));
        assertTrue(unknown.getMessage().contains("must be named"), unknown.getMessage());
        final IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> run(file, "mars"));
        assertTrue(wrong.getMessage().contains("venue=mars"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("coinbase"), wrong.getMessage());
    }

    @Test
    void shouldTellHowFarItIs() throws IOException
    {
        final List<Double> told = new ArrayList<>();
        final Path file = Files.writeString(folder.resolve("lines"), TRADE.formatted(1, "1", "1", "A-B"));

        new Audit(List.of(file), null, null, told::add).run();

        assertEquals(1.0, told.get(told.size() - 1));
        assertTrue(told.stream().allMatch(done -> done >= 0 && done <= 1), told.toString());
    }

    @Test
    void shouldHoldABookAgainstTheLastQuoteThatIsNotAboveIt()
    {
        final QuoteCheck check = new QuoteCheck();
        check.onBook(5, 1, 1, 2, 1);
        check.onQuote(3, 1, 1, 2, 1);
        assertEquals(0, check.equal(), "a later quote may still be at 5");
        check.onQuote(6, 1, 9, 2, 1);
        assertEquals(1, check.equal());
        check.onBook(7, 1, 8, 2, 1);
        check.onQuote(9, 1, 1, 2, 1);
        assertEquals(1, check.equal());
        assertEquals(1, check.different());
    }

    private Map<?, ?> audit(final String lines) throws IOException
    {
        return JsonTrees.read(run(Files.writeString(folder.resolve("lines"), lines), null));
    }

    private static String run(final Path file, final String venue) throws IOException
    {
        return new Audit(List.of(file), null, venue, done -> {}).run();
    }

    private static Map<?, ?> trades(final Map<?, ?> symbols, final String name)
    {
        return (Map<?, ?>)((Map<?, ?>)symbols.get(name)).get("trades");
    }
}
