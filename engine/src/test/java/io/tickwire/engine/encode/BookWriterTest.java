package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.LevelList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookWriterTest
{
    private static final long SEED = 20261210L;
    private static final int STREAMS = 60;
    private static final int BOOKS = 60;
    private static final int SMALL_ROOM = 64 * 1024;
    private static final int[] EXPONENTS = {-18, -8, -1, 0, 1, 18};
    private static final StreamLabel LABEL = new StreamLabel(7, "BTC/USD", "kraken", -2, -8);

    private final LevelList levels = new LevelList();

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowWhatTheProtocolSays(final Encoding encoding) throws IOException
    {
        final SeededBooks seeded = new SeededBooks(SEED);
        final GuardedBuffer guarded = new GuardedBuffer(SMALL_ROOM);
        int shown = 0;
        for (int stream = 0; stream < STREAMS; stream++)
        {
            final StreamLabel label = seeded.label();
            final BookWriter writer = BookWriter.of(label, encoding);
            for (int i = 0; i < BOOKS; i++)
            {
                final NaiveBook book = seeded.next(label);
                assertShows(encoding, writer, book, guarded, guarded.offset(i), seeded.noise());
                shown += book.levelCount();
            }
        }
        assertTrue(shown > 150_000, "levels=" + shown);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowBooksOfAnySize(final Encoding encoding) throws IOException
    {
        final SeededBooks seeded = new SeededBooks(SEED + 1);
        final BookWriter writer = BookWriter.of(LABEL, encoding);
        final int[][] sizes = {{0, 0}, {1, 0}, {0, 1}, {20_000, 1}, {0, 20_000}, {32_767, 32_768}};
        for (final int[] size : sizes)
        {
            final GuardedBuffer guarded = new GuardedBuffer(writer.maxBytes(size[0], size[1]));
            assertShows(encoding, writer, seeded.next(LABEL, size[0], size[1]), guarded, guarded.offset(3), 0);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, names = "SBE", mode = EnumSource.Mode.EXCLUDE)
    void shouldShowMoreLevelsThanTwoBytesCount(final Encoding encoding) throws IOException
    {
        final BookWriter writer = BookWriter.of(LABEL, encoding);
        final GuardedBuffer guarded = new GuardedBuffer(writer.maxBytes(65_535, 65_536));
        final NaiveBook book = new SeededBooks(SEED + 2).of(LABEL, 65_535, 65_536, 12_345);
        assertShows(encoding, writer, book, guarded, guarded.offset(0), 0);
    }

    @Test
    void shouldRefuseMoreLevelsThanAGroupHolds() throws IOException
    {
        final SeededBooks seeded = new SeededBooks(SEED + 3);
        final BookWriter writer = BookWriter.of(LABEL, Encoding.SBE);
        final int limit = BookWriter.MAX_SBE_LEVELS;
        final GuardedBuffer guarded = new GuardedBuffer(writer.maxBytes(limit + 1, limit));
        final NaiveBook most = seeded.of(LABEL, limit, limit, 1);
        assertShows(Encoding.SBE, writer, most, guarded, guarded.offset(0), 0);

        seeded.of(LABEL, limit + 1, 3, 1).fill(levels);
        final IllegalArgumentException refused = assertThrows(
            IllegalArgumentException.class,
            () -> writer.write(guarded.buffer(), guarded.offset(0), new long[UpdateValues.LENGTH], levels, true));
        assertEquals("an SBE message has at most 65534 levels a side: bids=65535 asks=3", refused.getMessage());
        guarded.assertTouchedOnly(0, 0);
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldFitInTheRoomThatItAsksFor(final Encoding encoding)
    {
        final SeededBooks seeded = new SeededBooks(SEED + 4);
        for (int i = 0; i < 300; i++)
        {
            final StreamLabel any = seeded.label();
            final int exponent = EXPONENTS[i % EXPONENTS.length];
            final StreamLabel label = new StreamLabel(any.wireId(), any.symbol(), any.venue(), exponent, exponent);
            for (final long mantissa : new long[]{0, 1, Long.MAX_VALUE, -Long.MAX_VALUE})
            {
                assertFits(encoding, label, seeded.of(label, i % 41, i % 37, mantissa));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldAskForNoMoreRoomThanTheLongestLevelsTake(final Encoding encoding)
    {
        final StreamLabel label = new StreamLabel(7, "BTC/USD", "kraken", -18, 18);
        final BookWriter writer = BookWriter.of(label, encoding);
        final int few = write(writer, label, 100);
        final int many = write(writer, label, 200);
        assertEquals(many - few, writer.maxBytes(200, 0) - writer.maxBytes(100, 0));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldWriteTheSameOnAndOffTheHeap(final Encoding encoding)
    {
        final SeededBooks seeded = new SeededBooks(SEED + 5);
        final BookWriter writer = BookWriter.of(LABEL, encoding);
        final UnsafeBuffer heap = new UnsafeBuffer(new byte[SMALL_ROOM]);
        final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(SMALL_ROOM));
        for (int i = 0; i < 100; i++)
        {
            final NaiveBook book = seeded.next(LABEL);
            book.fill(levels);
            final long[] values = book.update().values(false, 0);
            final int length = writer.write(heap, i, values, levels, book.isSnapshot(), book.checksum());
            assertEquals(length, writer.write(direct, i, values, levels, book.isSnapshot(), book.checksum()));
            final byte[] copy = new byte[length];
            direct.getBytes(i, copy);
            assertEquals(-1, Arrays.mismatch(copy, 0, length, heap.byteArray(), i, i + length));
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldRefuseABufferThatIsTooSmall(final Encoding encoding)
    {
        final BookWriter writer = BookWriter.of(LABEL, encoding);
        final NaiveBook book = new SeededBooks(SEED + 6).of(LABEL, 20, 20, 12_345_678);
        book.fill(levels);
        final long[] values = book.update().values(false, 0);
        final int length = writer.write(new UnsafeBuffer(new byte[SMALL_ROOM]), 0, values, levels, true);
        for (int room = 0; room < length; room++)
        {
            final UnsafeBuffer small = new UnsafeBuffer(new byte[SMALL_ROOM], 0, room);
            assertThrows(
                IndexOutOfBoundsException.class, () -> writer.write(small, 0, values, levels, true));
        }
    }

    @Test
    void shouldShowTheBookOfTheProtocolsExample()
    {
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        update.sequence = 3;
        update.previous = 2;
        update.global = 9;
        update.exchangeNs = Long.MIN_VALUE;
        update.receiveNs = 1_700_000_000_124_000_000L;
        update.sendNs = 1_700_000_000_124_001_999L;
        levels.addBid(6_723_450, 10_000_000);
        levels.addBid(6_723_400, 0);

        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_ROOM]);
        final BookWriter writer = BookWriter.of(LABEL, Encoding.JSON);
        final int length = writer.write(buffer, 0, update.values(false, 0), levels, false, 0xffff_ffffL);
        assertEquals(
            "{\"type\":\"orderbook_update\",\"symbol\":\"BTC/USD\"," +
            "\"bids\":[{\"price\":67234.5,\"quantity\":0.1},{\"price\":67234,\"quantity\":0}],\"asks\":[]," +
            "\"timestamp\":1700000000124,\"kind\":\"delta\",\"venue\":\"kraken\",\"seq\":3,\"pseq\":2,\"g\":9," +
            "\"t_ex\":null,\"t_in\":1700000000124000,\"t_out\":1700000000124001,\"checksum\":4294967295}",
            new String(buffer.byteArray(), 0, length, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldAllocateNothing(final Encoding encoding)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final BookWriter writer = BookWriter.of(LABEL, encoding);
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(SMALL_ROOM));
        final NaiveBook book = new SeededBooks(SEED + 7).next(LABEL, 100, 100);
        final long[] values = book.update().values(false, 0);
        book.fill(levels);
        long leastBytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++)
            {
                levels.clear();
                for (int j = 0; j < 100; j++)
                {
                    levels.addBid(i, j);
                    levels.addAsk(-i, Long.MAX_VALUE - j);
                }
                writer.write(buffer, i, values, levels, (i & 1) == 0, i);
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(leastBytes < 1_000, "bytes allocated by 1,000 messages: " + leastBytes);
    }

    private void assertShows(
        final Encoding encoding,
        final BookWriter writer,
        final NaiveBook book,
        final GuardedBuffer guarded,
        final int offset,
        final long noise)
        throws IOException
    {
        book.fill(levels);
        final long[] values = book.update().values(false, noise);
        final int length =
            writer.write(guarded.buffer(), offset, values, levels, book.isSnapshot(), book.checksum());
        assertTrue(length <= writer.maxBytes(book.bids().size(), book.asks().size()), "length=" + length);
        try
        {
            new BookReadBack(encoding).assertShows(book, guarded.bytes(), offset, length);
        }
        catch (final IOException | RuntimeException | AssertionError ex)
        {
            throw new AssertionError("encoding=" + encoding + " label=" + book.update().label + " bids=" +
                book.bids().size() + " asks=" + book.asks().size() + " update=" + book.update().map(false), ex);
        }
        guarded.assertTouchedOnly(offset, offset + length);
    }

    private void assertFits(final Encoding encoding, final StreamLabel label, final NaiveBook book)
    {
        // A buffer of agrona refuses what is beyond its end.
        final BookWriter writer = BookWriter.of(label, encoding);
        book.fill(levels);
        final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[writer.maxBytes(book.bids().size(), book.asks().size())]);
        final long[] values = new long[UpdateValues.LENGTH];
        for (final long value : new long[]{0, Long.MIN_VALUE, -Long.MAX_VALUE, Long.MAX_VALUE})
        {
            Arrays.fill(values, value);
            assertTrue(writer.write(buffer, 0, values, levels, true, book.checksum()) <= buffer.capacity());
            assertTrue(writer.write(buffer, 0, values, levels, false, book.checksum()) <= buffer.capacity());
        }
    }

    private int write(final BookWriter writer, final StreamLabel label, final int bids)
    {
        final NaiveBook book = new SeededBooks(SEED).of(label, bids, 0, -Long.MAX_VALUE);
        book.fill(levels);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SMALL_ROOM]);

        return writer.write(buffer, 0, new long[UpdateValues.LENGTH], levels, true);
    }
}
