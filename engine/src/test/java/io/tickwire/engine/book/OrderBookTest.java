package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import static io.tickwire.engine.schema.Decimals.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OrderBookTest
{
    private static final int STEPS = 700_000;

    @ParameterizedTest
    @CsvSource({
        "1, 4, 40, 1000, 1", "2, 1, 40, 1000, 90", "3, 100000, 4000, 20000, 1", "4, 100, 600, 5000, 7",
        "5, 33, 64, 300, 1", "6, 1000, 3000, 0, 1", "7, 1000, 3000, 9000, 50"})
    void shouldBeItsTwin(
        final long seed, final int maxLevels, final int width, final int onePart, final int stride)
    {
        final OrderBook book = new OrderBook(maxLevels);
        final NaiveBook twin = new NaiveBook(maxLevels);
        final BookSteps steps = new BookSteps(book, twin, seed, width, onePart, stride);
        for (int i = 0; i < STEPS; i++)
        {
            steps.step();
            twin.assertSame(book, i % 10_000 == 0 ? Integer.MAX_VALUE : i % 8 == 0 ? 5 : 1);
        }
        twin.assertSame(book, Integer.MAX_VALUE);
        assertEquals(0, book.quantityAt(true, Long.MAX_VALUE));
        assertEquals(twin.bids.getOrDefault(99L, 0L), book.quantityAt(true, 99));
    }

    @Test
    void shouldSayWhetherAnythingHasChanged()
    {
        final OrderBook book = new OrderBook(2);

        assertFalse(book.set(true, 100, 0));
        assertTrue(book.set(true, 100, 5));
        assertFalse(book.set(true, 100, 5));
        assertTrue(book.set(true, 100, 6));
        assertTrue(book.set(true, 99, 6));
        assertFalse(book.set(true, 98, 6));
        assertEquals(1, book.droppedLevels());
        assertTrue(book.set(true, 100, 0));
        assertEquals(99, book.bidPrice(0));
        assertEquals(NULL, book.bidPrice(1));
        assertEquals(NULL, book.askQuantity(0));
    }

    @Test
    void shouldRefuseWhatIsNoLevel()
    {
        final OrderBook book = new OrderBook(2);

        assertThrows(IllegalArgumentException.class, () -> book.set(true, 100, -1));
        assertThrows(IllegalArgumentException.class, () -> book.set(true, 100, NULL));
        assertThrows(IllegalArgumentException.class, () -> book.set(false, NULL, 1));
        assertThrows(IllegalArgumentException.class, () -> book.truncate(-1));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(0));
        assertEquals(0, book.bids() + book.asks());
    }

    @Test
    void shouldHoldPricesBelowZero()
    {
        final OrderBook book = new OrderBook(10);
        book.set(true, -7, 1);
        book.set(true, -5, 2);
        book.set(false, -5, 3);
        book.set(false, Long.MAX_VALUE, 4);

        assertEquals(-5, book.bidPrice(0));
        assertEquals(-5, book.askPrice(0));
        assertEquals(Long.MAX_VALUE, book.askPrice(1));
        assertTrue(book.isCrossed());
    }

    @Test
    void shouldSumUpTheBestTenOfBothSides()
    {
        final OrderBook book = new OrderBook(20);
        assertEquals(0, book.checksum());
        for (int i = 0; i < 12; i++)
        {
            book.set(true, 100 - i, 1 + i);
        }
        book.set(false, 101, 77);
        book.set(false, 102, 78);

        final ByteBuffer bytes = ByteBuffer.allocate(12 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 10; i++)
        {
            bytes.putLong(100 - i).putLong(1 + i);
        }
        bytes.putLong(101).putLong(77).putLong(102).putLong(78);
        final CRC32C crc = new CRC32C();
        crc.update(bytes.array());
        assertEquals(crc.getValue(), book.checksum());
    }
}
