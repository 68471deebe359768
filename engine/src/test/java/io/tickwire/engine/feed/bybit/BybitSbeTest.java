package io.tickwire.engine.feed.bybit;

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

class BybitSbeTest
{
    private static final int SNAPSHOT = 0;
    private static final int DELTA = 1;
    private static final int NEWER_BYTES = 5;

    private final FeedProbe probe = new FeedProbe(new Bybit());

    @Test
    void shouldTellTheBestOfTheBookThatEveryoneCanTakeFrom()
    {
        probe.bytes(best(98, 2, 3)).bytes(best(98, -2, -3)).bytes(best(98 + NEWER_BYTES, 2, 3));

        assertEquals(3, probe.quotes.size());
        assertEquals("BTCUSDT 100.5 x 0.07 / ? x ? seq=42 t=9000", probe.quotes.get(0));
        assertEquals(1, probe.quotes.stream().distinct().count());
        assertEquals(3, probe.messages("BestOBRpiEvent"));
    }

    @Test
    void shouldRefuseALayoutThatIsOlder()
    {
        final ByteBuffer old = message(82, 20_000);
        final byte[] bytes = bytes(old.put(new byte[82]), "BTCUSDT");
        probe.bytes(bytes);

        assertEquals(List.of(), probe.quotes);
        assertEquals(1, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldKeepABookOfFiftyLevels()
    {
        probe.bytes(book(35, SNAPSHOT, 7, 16, 105, 1, 104, 2)).bytes(book(35, DELTA, 8, 16, 105, 0, 103, 3));

        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(
            Map.of(new BigDecimal("10.4"), new BigDecimal("0.02"), new BigDecimal("10.3"), new BigDecimal("0.03")),
            probe.book("BTCUSDT").bids);
        assertEquals(List.of(new BigDecimal("20.5")), List.copyOf(probe.book("BTCUSDT").asks.keySet()));
        assertEquals(2, probe.messages("OBL50Event"));

        probe.bytes(book(35, DELTA, 10, 16, 105, 1));
        assertFalse(probe.book("BTCUSDT").isLive);

        probe.bytes(book(35 + NEWER_BYTES, SNAPSHOT, 1, 16 + NEWER_BYTES, 105, 1));
        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(Map.of(new BigDecimal("10.5"), new BigDecimal("0.01")), probe.book("BTCUSDT").bids);
    }

    @Test
    void shouldTellTrades()
    {
        probe.bytes(trades());

        assertEquals(
            List.of(
                "BTCUSDT 100.5 0.07 BUY id=2290000001189048101 t=5000",
                "BTCUSDT 100.5 0.07 NULL_VAL id=20f43950d8dd5b31:9112a178eb6023af t=6000"),
            probe.trades);
        assertEquals(1, probe.messages("PublicTradeEvent"));
    }

    @Test
    void shouldPublishNothingOfWhatIsCutOff()
    {
        for (final byte[] message : List.of(best(98, 2, 3), book(35, SNAPSHOT, 7, 16, 105, 1), trades()))
        {
            for (int length = 0; length < message.length; length++)
            {
                probe.bytes(Arrays.copyOf(message, length));
            }
        }

        assertEquals(List.of(), probe.quotes);
        assertEquals(List.of(), probe.trades);
        assertEquals(Map.of(), probe.books);
        assertEquals(probe.count(FeedCounter.MESSAGES), probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldPassOverTemplatesThatItDoesNotKnow()
    {
        probe.bytes(bytes(message(4, 20_003).putInt(1), "BTCUSDT"));

        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldRefuseValuesThatAreNone()
    {
        probe.bytes(best(98, 19, 3)).bytes(book(35, 2, 7, 16, 105, 1)).bytes(book(35, SNAPSHOT, 7, 16, 105, -1))
            .bytes(book(35, SNAPSHOT, 7, 15, 105, 1));

        assertEquals(4, probe.count(FeedCounter.MALFORMED));
        assertEquals(List.of(), probe.quotes);
        assertEquals(Map.of(), probe.books);
    }

    /** Its ask is empty, and its bid for retail is better. */
    private static byte[] best(final int blockLength, final int priceDecimals, final int sizeDecimals)
    {
        final ByteBuffer message = message(blockLength, 20_000);
        for (final long field : new long[] {11, 12, 9, 42, 0, 0, 0, 0, 10_050, 70, 10_060, 80})
        {
            message.putLong(field);
        }
        message.put((byte)priceDecimals).put((byte)sizeDecimals).put(new byte[blockLength - 98]);

        return bytes(message, "BTCUSDT");
    }

    private static byte[] book(
        final int blockLength, final int type, final long updateId, final int entryLength, final long... bids)
    {
        final ByteBuffer message = message(blockLength, 20_001);
        message.putLong(11).putLong(12).putLong(9).putLong(updateId).put((byte)1).put((byte)2).put((byte)type);
        message.put(new byte[blockLength - 35]);
        levels(message, entryLength, 205, 4);
        levels(message, entryLength, bids);

        return bytes(message, "BTCUSDT");
    }

    private static void levels(final ByteBuffer message, final int entryLength, final long... levels)
    {
        message.putShort((short)entryLength).putShort((short)(levels.length / 2));
        for (int i = 0; i < levels.length; i += 2)
        {
            message.putLong(levels[i]).putLong(levels[i + 1]).put(new byte[Math.max(0, entryLength - 16)]);
        }
    }

    private static byte[] trades()
    {
        final ByteBuffer message = message(10, 20_002);
        message.putLong(4).put((byte)2).put((byte)3);
        message.putShort((short)35).putShort((short)2);
        message.putLong(5).putLong(10_050).putLong(70).putLong(1).put((byte)1).put((byte)0).put((byte)0);
        text(message, "2290000001189048101");
        message.putLong(6).putLong(10_050).putLong(70).putLong(1).put((byte)0).put((byte)0).put((byte)0);
        text(message, "20f43950-d8dd-5b31-9112-a178eb6023af");

        return bytes(message, "BTCUSDT");
    }

    private static ByteBuffer message(final int blockLength, final int templateId)
    {
        return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short)blockLength).putShort((short)templateId).putShort((short)1).putShort((short)0);
    }

    private static void text(final ByteBuffer message, final String text)
    {
        message.put((byte)text.length()).put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(final ByteBuffer message, final String symbol)
    {
        text(message, symbol);

        return Arrays.copyOf(message.array(), message.position());
    }
}
