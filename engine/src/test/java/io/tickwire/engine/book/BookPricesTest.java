package io.tickwire.engine.book;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Random;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A book of any prices that a long can hold: close together and far apart, on a grid that gets finer, below zero and at
 * both ends of the range, crossed or not; against its twin.
 */
class BookPricesTest
{
    private static final int STEPS = 3_000;
    private static final long[] UNITS = {1, 3, 64, 25_000, 10_000_000, 1L << 40, 3L * 5 * 7 * 11 << 33};

    private final LevelChanges changes = new LevelChanges();
    private Random random;
    private long unit;
    private long middle;

    @Property(tries = 120, seed = "20261127")
    void shouldBeItsTwinAtAnyPrice(
        @ForAll final long seed,
        @ForAll @IntRange(min = 1, max = 300) final int maxLevels,
        @ForAll @IntRange(max = 12) final int spread)
    {
        random = new Random(seed);
        unit = UNITS[random.nextInt(UNITS.length)];
        middle = random.nextLong() % (Long.MAX_VALUE / unit / 2);
        final OrderBook book = new OrderBook(maxLevels);
        final NaiveBook twin = new NaiveBook(maxLevels);
        for (int i = 0; i < STEPS; i++)
        {
            final int part = random.nextInt(2_000);
            if (part == 0)
            {
                book.clear();
                twin.clear();
            }
            else if (part == 1)
            {
                final int depth = random.nextInt(maxLevels + 1);
                book.truncate(depth);
                twin.truncate(depth);
            }
            else if (part == 2 && unit > 1)
            {
                unit = Math.max(1, unit / (2 + random.nextInt(3)));
                middle = random.nextLong() % (Long.MAX_VALUE / unit / 2);
            }
            else
            {
                set(book, twin, random.nextBoolean(), price(spread), random.nextInt(5) < 2 ? 0 : 1 + random.nextInt(3));
            }
            twin.assertSame(book, i % 64 == 0 ? Integer.MAX_VALUE : 1);
        }
        assertViews(book, twin);
    }

    private static void set(
        final OrderBook book, final NaiveBook twin, final boolean isBid, final long price, final long quantity)
    {
        final TreeMap<Long, Long> side = isBid ? twin.bids : twin.asks;
        final long previous = side.getOrDefault(price, 0L);
        assertEquals(previous, book.quantityAt(isBid, price));
        twin.set(isBid, price, quantity);
        final long now = side.getOrDefault(price, 0L);
        assertEquals(previous != now, book.set(isBid, price, quantity));
        assertEquals(now, book.quantityAt(isBid, price));
    }

    private long price(final int spread)
    {
        final int kind = random.nextInt(400);
        final long last = Long.MAX_VALUE / unit;

        return kind == 0 && random.nextInt(8) == 0 ? odd() :
            kind < 4 ? (kind == 1 ? last : -last) * unit :
            kind < 12 ? random.nextLong() % last * unit :
            (middle + random.nextInt(1 << spread)) * unit;
    }

    /** Makes the unit a small one. */
    private long odd()
    {
        return random.nextLong() | 1;
    }

    private void assertViews(final OrderBook book, final NaiveBook twin)
    {
        for (int depth = 1; depth < 300; depth += 7)
        {
            changes.view(book, depth);
            assertEquals(Math.min(depth, twin.bids.size()), changes.bids());
            assertEquals(Math.min(depth, twin.asks.size()), changes.asks());
            for (int i = 0; i < changes.bids(); i++)
            {
                assertEquals(book.bidPrice(i), changes.levels().bidPrice(i));
                assertEquals(book.bidQuantity(i), changes.levels().bidQuantity(i));
            }
            for (int i = 0; i < changes.asks(); i++)
            {
                assertEquals(book.askPrice(i), changes.levels().askPrice(i));
                assertEquals(book.askQuantity(i), changes.levels().askQuantity(i));
            }
        }
    }
}
