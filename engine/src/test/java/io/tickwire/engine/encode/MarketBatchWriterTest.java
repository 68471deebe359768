package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.SeededMantissas;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MarketUpdateDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketBatchWriterTest
{
    private static final long SEED = 20261211L;
    private static final int MESSAGES = 400;
    private static final int[] COUNTS = {0, 1, 2, 3, 14, 15, 16, 17, 50, 100, 300};
    private static final int ROOM = 128 * 1024;
    private static final int ENTRIES = 40;
    private static final int ODDS_OF_NULL = 6;
    /** Jackson reads no longer ones. */
    private static final int LONGEST_NAME_BYTES = 50_000;
    private static final long YEAR_2100_MS = 4_102_444_800_000L;
    private static final StreamLabel LABEL = new StreamLabel(0xffff_fff7L, "", "", 0, 0);
    private static final WireName BITCOIN = WireName.of("BTC/USD");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SeededMantissas mantissas = new SeededMantissas(random);
    private final SeededUpdates updates = new SeededUpdates(SEED);

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowWhatTheProtocolSays(final Encoding encoding) throws IOException
    {
        final MarketBatchWriter writer = MarketBatchWriter.of(encoding);
        for (int i = 0; i < MESSAGES; i++)
        {
            // The first label sets how often something is null.
            final NaiveUpdate update = updates.update(UpdateLayout.BBO, updates.label());
            assertShows(encoding, writer, market(update, COUNTS[random.nextInt(COUNTS.length)]), i);
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowTheWholeMarket(final Encoding encoding) throws IOException
    {
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        assertShows(encoding, MarketBatchWriter.of(encoding), market(update, 20_000), 0);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowTheLongestNames(final Encoding encoding) throws IOException
    {
        final MarketBatchWriter writer = MarketBatchWriter.of(encoding);
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        final List<NaiveMarket.Entry> entries = new ArrayList<>();
        for (final int bytes : new int[]{1_000, 1_020, 1_021, 1_022, 1_023, 1_024, 1_025, 2_048, LONGEST_NAME_BYTES})
        {
            entries.add(entry("n".repeat(bytes)));
            entries.add(entry("\"".repeat(bytes)));
            entries.add(entry("m"));
        }
        assertShows(encoding, writer, new NaiveMarket(update, true, entries), 0);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldFitInTheRoomThatItAsksFor(final Encoding encoding)
    {
        final MarketBatchWriter writer = MarketBatchWriter.of(encoding);
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        for (final int exponent : new int[]{-18, 0, 18})
        {
            for (final long value : new long[]{0, Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE})
            {
                final NaiveMarket.Entry entry =
                    new NaiveMarket.Entry("A\"B", exponent, exponent, value, value, value, value);
                final int room = writer.maxBytes() + ENTRIES * writer.maxEntryBytes(WireName.of(entry.symbol()));
                final UnsafeBuffer buffer = new UnsafeBuffer(new byte[room]);
                final long[] values = update.values(false, value);
                Arrays.fill(values, 0, UpdateValues.COUNT, value);
                writer.begin(buffer, 0, false, LABEL.wireId(), values);
                for (int i = 0; i < ENTRIES; i++)
                {
                    entry.addTo(writer, WireName.of(entry.symbol()));
                }
                assertTrue(writer.end() <= room);
            }
        }
    }

    @Test
    void shouldRefuseMoreEntriesThanAGroupHolds()
    {
        final MarketBatchWriter writer = MarketBatchWriter.of(Encoding.SBE);
        final int most = MarketBatchWriter.MAX_SBE_ENTRIES;
        final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[writer.maxBytes() + most * writer.maxEntryBytes(BITCOIN)]);
        writer.begin(buffer, 0, false, 7, new long[UpdateValues.LENGTH]);
        for (int i = 0; i < most; i++)
        {
            writer.add(BITCOIN, -2, -8, i, i, i, i);
        }
        final IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> writer.add(BITCOIN, -2, -8, 1, 1, 1, 1));
        assertEquals("an SBE message has at most 65534 entries", refused.getMessage());

        assertEquals(buffer.capacity(), writer.end());
        final MarketUpdateDecoder decoder = new MarketUpdateDecoder();
        decoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals(most, decoder.entries().count());
    }

    @Test
    void shouldShowTheMarketOfTheProtocolsExample()
    {
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        update.sequence = 3;
        update.previous = 2;
        update.global = 9;
        update.exchangeNs = Long.MIN_VALUE;
        update.receiveNs = 1_700_000_000_124_000_000L;
        update.sendNs = 1_700_000_000_124_001_999L;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final MarketBatchWriter writer = MarketBatchWriter.of(Encoding.JSON);
        writer.begin(buffer, 0, false, 7, update.values(false, 0));
        writer.add(BITCOIN, -2, -8, 6_723_456, 23_400, 150_000_000, 1_700_000_000_123L);
        writer.add(WireName.of("\u20ac\"/X"), 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, 7, 0);
        assertEquals(
            "{\"type\":\"market_update\",\"data\":{" +
            "\"BTC/USD\":{\"price\":67234.56,\"change_24h\":2.34,\"volume_24h\":1.5,\"timestamp\":1700000000123}," +
            "\"\u20ac\\\"/X\":{\"price\":null,\"change_24h\":null,\"volume_24h\":7,\"timestamp\":0}}," +
            "\"timestamp\":1700000000124,\"seq\":3,\"pseq\":2,\"g\":9,\"t_ex\":null," +
            "\"t_in\":1700000000124000,\"t_out\":1700000000124001}",
            new String(buffer.byteArray(), 0, writer.end(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldAllocateNothing(final Encoding encoding)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final MarketBatchWriter writer = MarketBatchWriter.of(encoding);
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM));
        final long[] values = new NaiveUpdate(UpdateLayout.BBO, LABEL).values(false, 0);
        long leastBytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++)
            {
                writer.begin(buffer, i, false, 7, values);
                for (int j = 0; j < 100; j++)
                {
                    writer.add(BITCOIN, -2, -8, i, Long.MIN_VALUE, Long.MAX_VALUE - j, i);
                }
                writer.end();
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(leastBytes < 1_000, "bytes allocated by 1,000 messages: " + leastBytes);
    }

    private NaiveMarket market(final NaiveUpdate update, final int count)
    {
        final List<NaiveMarket.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            entries.add(entry(updates.label().symbol()));
        }

        return new NaiveMarket(update, random.nextBoolean(), entries);
    }

    private NaiveMarket.Entry entry(final String symbol)
    {
        return new NaiveMarket.Entry(
            symbol,
            mantissas.exponent(),
            mantissas.exponent(),
            mantissas.nextOrNull(ODDS_OF_NULL),
            mantissas.nextOrNull(ODDS_OF_NULL),
            mantissas.nextOrNull(ODDS_OF_NULL),
            random.nextInt(ODDS_OF_NULL) == 0 ? Long.MIN_VALUE : random.nextLong(YEAR_2100_MS));
    }

    private void assertShows(
        final Encoding encoding, final MarketBatchWriter writer, final NaiveMarket market, final int number)
        throws IOException
    {
        final List<WireName> names = new ArrayList<>();
        int maxBytes = writer.maxBytes();
        for (final NaiveMarket.Entry entry : market.entries())
        {
            final WireName name = WireName.of(entry.symbol());
            names.add(name);
            maxBytes += writer.maxEntryBytes(name);
        }

        final GuardedBuffer guarded = new GuardedBuffer(maxBytes);
        final int offset = guarded.offset(number);
        final long[] values = market.update().values(false, mantissas.next());
        writer.begin(guarded.buffer(), offset, market.isInitial(), market.update().label.wireId(), values);
        for (int i = 0; i < names.size(); i++)
        {
            market.entries().get(i).addTo(writer, names.get(i));
        }
        final int length = writer.end();

        assertTrue(length <= maxBytes, "length=" + length + " maxBytes=" + maxBytes);
        try
        {
            assertReads(encoding, market, guarded.bytes(), offset, length);
        }
        catch (final IOException | RuntimeException | AssertionError ex)
        {
            throw new AssertionError("encoding=" + encoding + " number=" + number + " entries=" + names.size(), ex);
        }
        guarded.assertTouchedOnly(offset, offset + length);
    }

    private static void assertReads(
        final Encoding encoding, final NaiveMarket market, final byte[] bytes, final int offset, final int length)
        throws IOException
    {
        switch (encoding)
        {
            case JSON, JSON_STRING -> new JsonReadBack(encoding == Encoding.JSON_STRING)
                .assertMap(bytes, offset, length, market.type(), market.map());
            case MSGPACK, MSGPACK_SCALED -> new MsgpackReadBack(false)
                .assertMap(bytes, offset, length, market.type(), market.map());
            case COMPACT, COMPACT_SCALED -> new MsgpackReadBack(false)
                .assertArray(bytes, offset, length, NaiveMarket.CODE, market.array());
            case SBE -> assertSbe(market, new UnsafeBuffer(bytes), offset, length);
            default -> throw new AssertionError("no such encoding: encoding=" + encoding);
        }
    }

    private static void assertSbe(
        final NaiveMarket market, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final MarketUpdateDecoder decoder = new MarketUpdateDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, header);
        assertEquals(110, header.templateId());
        assertEquals(56 + 1, header.blockLength());
        BookReadBack.assertHead(decoder.head(), market.update(), 0, 0);
        assertSame(market.isInitial() ? Bool.YES : Bool.NO, decoder.isInitial());

        final MarketUpdateDecoder.EntriesDecoder entries = decoder.entries();
        assertEquals(market.entries().size(), entries.count());
        for (final NaiveMarket.Entry entry : market.entries())
        {
            entries.next();
            assertEquals(entry.price(), entries.price());
            assertEquals(entry.change(), entries.change24h());
            assertEquals(entry.volume(), entries.volume24h());
            final long ms = entry.timestampMs();
            assertEquals(ms == Long.MIN_VALUE ? ms : ms * 1_000_000, entries.timestamp());
            assertEquals(entry.priceExponent(), entries.priceExponent());
            assertEquals(entry.quantityExponent(), entries.quantityExponent());
            assertEquals(entry.symbol(), entries.symbol());
        }
        assertEquals(offset + length, decoder.limit());
    }
}
