package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BinanceSbeTest
{
    private static final int TRADES = 10_000;
    private static final int BEST = 10_001;
    private static final int SNAPSHOT = 10_002;
    private static final int DIFF = 10_003;
    private static final int SCHEMA_ID = 1;
    private static final int SCHEMA_OFFSET = 4;

    private final FeedProbe probe = new FeedProbe(new BinanceSbe());

    @Test
    void shouldReadTrades()
    {
        probe.bytes(trades(0, 18, 25, -2, -5)).bytes(trades(1, 18, 25, -3, 2));

        assertEquals(
            List.of(
                "BTCUSDT 61837.63 0.02 BUY id=7 t=1672515782135001000",
                "BTCUSDT 61837.64 0.02001 BUY id=8 t=1672515782135001000",
                "BTCUSDT 6183.763 200000 SELL id=7 t=1672515782135001000",
                "BTCUSDT 6183.764 200100 SELL id=8 t=1672515782135001000"),
            probe.trades);
        assertEquals(2, probe.messages("trade"));
    }

    @Test
    void shouldReadQuotes()
    {
        probe.bytes(best("BTCUSDT"));

        assertEquals(List.of("BTCUSDT 1.01 x 20 / 1.02 x 0.5 seq=77 t=1672515782136001000"), probe.quotes);
        assertEquals(1, probe.messages("bestBidAsk"));
    }

    @Test
    void shouldReadBooksBySpotsRules()
    {
        probe.bytes(diff(8, 9)).bytes(diff(10, 11))
            .snapshot("BTCUSDT", "{\"lastUpdateId\":9,\"bids\":[],\"asks\":[[\"3\",\"1\"],[\"4\",\"1\"]]}");
        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(Map.of(new BigDecimal("1.01"), new BigDecimal("11")), probe.book("BTCUSDT").bids);
        assertEquals(Map.of(new BigDecimal("4"), new BigDecimal("1")), probe.book("BTCUSDT").asks);

        probe.bytes(diff(13, 14));
        assertFalse(probe.book("BTCUSDT").isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(3, probe.messages("depthDiff"));
    }

    @Test
    void shouldTakePartialBooksAsTheyAre()
    {
        probe.bytes(snapshot(10)).bytes(snapshot(12)).bytes(snapshot(12));

        assertEquals(12, probe.book("BTCUSDT").sequence);
        assertEquals(Map.of(new BigDecimal("1.01"), new BigDecimal("12")), probe.book("BTCUSDT").bids);
        assertEquals(2, probe.count(FeedCounter.SNAPSHOTS));
        assertEquals(3, probe.messages("depthSnapshot"));
    }

    @Test
    void shouldStepOverFieldsOfNewerVersions()
    {
        probe.bytes(trades(0, 20, 31, -2, -5));

        assertEquals(2, probe.trades.size());
    }

    @Test
    void shouldRefuseShorterBlocks()
    {
        probe.bytes(trades(0, 17, 25, -2, -5)).bytes(trades(0, 18, 24, -2, -5));

        assertEquals(2, probe.count(FeedCounter.MALFORMED));
        assertEquals(List.of(), probe.trades);
    }

    @Test
    void shouldPassOverOtherTemplatesAndSchemas()
    {
        final byte[] other = best("BTCUSDT");
        other[SCHEMA_OFFSET] = 2;
        probe.bytes(other).bytes(finish(root(10_004, 0), "BTCUSDT"));

        assertEquals(2, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldPublishNothingOfWhatItCanNotRead()
    {
        final byte[] whole = trades(0, 18, 25, -2, -5);
        for (int length = 1; length < whole.length; length++)
        {
            probe.bytes(Arrays.copyOf(whole, length));
        }
        assertEquals(whole.length - 1, probe.count(FeedCounter.MALFORMED));

        probe.bytes(trades(2, 18, 25, -2, -5)).bytes(trades(0, 18, 25, -19, -5)).bytes(trades(0, 18, 25, -2, -128));
        assertEquals(whole.length + 2, probe.count(FeedCounter.MALFORMED));
        assertEquals(List.of(), probe.trades);
    }

    @Test
    void shouldFindSymbolsOfAnyScript()
    {
        probe.bytes(best("\u5e01\u5b89USDT"));

        assertTrue(probe.quotes.get(0).startsWith("\u5e01\u5b89USDT "));
    }

    @Test
    void shouldReadTextBesides()
    {
        probe.text("{\"result\":null,\"id\":1}").text("{\"e\":\"serverShutdown\",\"E\":1770123456789}");

        assertEquals(1, probe.messages("control"));
        assertEquals(2, probe.controls.size());
    }

    private static byte[] trades(
        final int maker, final int blockLength, final int entryLength, final int priceExponent, final int lotExponent)
    {
        final ByteBuffer message = root(TRADES, blockLength);
        message.putLong(1672515782136001L).putLong(1672515782135001L).put((byte)priceExponent).put((byte)lotExponent);
        message.position(8 + blockLength);
        message.putShort((short)entryLength).putInt(2);
        for (int i = 0; i < 2; i++)
        {
            final int entry = message.position();
            message.putLong(7 + i).putLong(6183763 + i).putLong(2000 + i).put((byte)maker);
            message.position(entry + entryLength);
        }

        return finish(message, "BTCUSDT");
    }

    private static byte[] best(final String symbol)
    {
        return finish(
            root(BEST, 50).putLong(1672515782136001L).putLong(77).put((byte)-2).put((byte)-1)
                .putLong(101).putLong(200).putLong(102).putLong(5),
            symbol);
    }

    private static byte[] snapshot(final long updateId)
    {
        final ByteBuffer message = root(SNAPSHOT, 18)
            .putLong(1672515782136001L).putLong(updateId).put((byte)-2).put((byte)0);

        return finish(levels(levels(message, 101, updateId), 102, 1), "BTCUSDT");
    }

    private static byte[] diff(final long first, final long last)
    {
        final ByteBuffer message = root(DIFF, 26)
            .putLong(1672515782136001L).putLong(first).putLong(last).put((byte)-2).put((byte)0);

        return finish(levels(levels(message, 101, last), 300, 0), "BTCUSDT");
    }

    private static ByteBuffer levels(final ByteBuffer message, final long price, final long quantity)
    {
        return message.putShort((short)16).putShort((short)1).putLong(price).putLong(quantity);
    }

    private static ByteBuffer root(final int templateId, final int blockLength)
    {
        return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short)blockLength).putShort((short)templateId).putShort((short)SCHEMA_ID).putShort((short)0);
    }

    private static byte[] finish(final ByteBuffer message, final String symbol)
    {
        final byte[] text = symbol.getBytes(StandardCharsets.UTF_8);
        message.put((byte)text.length).put(text);

        return Arrays.copyOf(message.array(), message.position());
    }
}
