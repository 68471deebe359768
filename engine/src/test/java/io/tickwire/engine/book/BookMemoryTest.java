package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What books take: figures that the module's README gives.
 */
class BookMemoryTest
{
    private static final int SYMBOLS = 10_000;
    private static final int MAX_LEVELS = 10_000;
    /** What a level takes at the most, as the module's README says. */
    private static final int LEVEL_BYTES = 330;

    /**
     * @param stride how many units prices are apart: 1 fills pages, 90 has a level a page, 10 six, for which a page
     *               first takes a block.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1300", "20, 1, 3500", "20, 90, 5500", "1000, 1, 25000", "1000, 90, 210000", "1000, 10, 260000",
        "10000, 1, 260000", "10000, 90, 2200000", "10000, 10, 2000000"})
    void shouldTakeWhatFollowsFromItsLevels(final int levels, final int stride, final long maxBytes)
        throws IllegalAccessException
    {
        final OrderBook book = new OrderBook(MAX_LEVELS);
        fill(book, levels, stride);

        assertEquals(2 * levels, book.bids() + book.asks());
        final long bytes = Footprint.bytes(book);
        assertTrue(bytes <= maxBytes, "bytes=" + bytes);
    }

    @Test
    void shouldTakeNoMoreWhereAPriceIsFarFromAllOthers() throws IllegalAccessException
    {
        final OrderBook near = new OrderBook(MAX_LEVELS);
        fill(near, 100, 1);
        final OrderBook far = new OrderBook(MAX_LEVELS);
        fill(far, 100, 1);
        far.set(true, -Long.MAX_VALUE, 1);
        far.set(false, Long.MAX_VALUE, 1);

        assertTrue(Footprint.bytes(far) - Footprint.bytes(near) <= 1_000);
    }

    /**
     * First as many pages as there can be, then as many blocks.
     */
    @Test
    void shouldTakeNoMoreThanTheMostForALevel() throws IllegalAccessException
    {
        final int levels = 1_000;
        final OrderBook book = new OrderBook(levels);
        fill(book, levels, 90);
        book.clear();
        for (int page = 0; book.bids() < levels - 2; page++)
        {
            for (int tick = 0; tick < 6; tick++)
            {
                book.set(true, page * 64 + tick, 1);
                book.set(false, page * 64 + tick, 1);
            }
            for (int tick = 0; tick < 2; tick++)
            {
                book.set(true, page * 64 + tick, 0);
                book.set(false, page * 64 + tick, 0);
            }
        }

        final long bytes = Footprint.bytes(book);
        assertTrue(bytes <= 2L * levels * LEVEL_BYTES, "bytes=" + bytes);
        assertTrue(bytes >= levels * LEVEL_BYTES, "bytes=" + bytes);
    }

    /**
     * Levels come and leave, so that some pages keep their block for the least levels that there can be in one.
     */
    @Test
    void shouldTakeNoMoreForWhatHasLeft() throws IllegalAccessException
    {
        final Random random = new Random(1);
        final OrderBook book = new OrderBook(1_000);
        for (int i = 0; i < 2_000_000; i++)
        {
            final boolean isBid = random.nextBoolean();
            final long distance = 1 + random.nextInt(1 + random.nextInt(1 << random.nextInt(17)));
            final long middle = 1_000_000 + i / 10;
            book.set(isBid, isBid ? middle - distance : middle + distance, random.nextInt(3));
        }

        assertTrue(book.droppedLevels() > 0);
        final long bytes = Footprint.bytes(book);
        assertTrue(bytes <= 2L * 1_000 * LEVEL_BYTES, "bytes=" + bytes);
    }

    @Test
    void shouldTakeLittleWithManySymbols() throws IllegalAccessException
    {
        final OrderBook[] books = new OrderBook[SYMBOLS];
        long bytes = 0;
        for (int i = 0; i < SYMBOLS; i++)
        {
            books[i] = new OrderBook(MAX_LEVELS);
            fill(books[i], 20, i % 4 == 0 ? 1 : 30 * (i % 4));
            bytes += Footprint.bytes(books[i]);
        }

        assertTrue(bytes / SYMBOLS <= 4_000, "bytes=" + bytes);
    }

    private static void fill(final OrderBook book, final int levels, final int stride)
    {
        for (int i = 1; i <= levels; i++)
        {
            // Some are odd, so that the unit is 1.
            final long distance = (long)i * stride + (stride == 1 ? 0 : i & 1);
            book.set(true, 5_000_000 - distance, i);
            book.set(false, 5_000_000 + distance, i);
        }
    }
}
