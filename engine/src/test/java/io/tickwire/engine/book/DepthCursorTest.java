package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DepthCursorTest
{
    private static final int[] DEPTHS = {1, 5, 10, 20, 50, 100, 500, DepthCursor.FULL};
    private static final int[] RATES = {1, 7, 60, 900};
    private static final int STEPS = 250_000;

    private final LevelChanges changes = new LevelChanges();

    @ParameterizedTest
    @CsvSource({
        "1, 50, 120, 500, 1", "2, 5000, 2000, 50000, 1", "3, 600, 1500, 0, 60", "4, 7, 30, 0, 1",
        "5, 5000, 40, 0, 9"})
    void shouldKeepEverySubscriberAtTheView(
        final long seed, final int maxLevels, final int width, final int onePart, final int stride)
    {
        final OrderBook book = new OrderBook(maxLevels);
        final BookSteps steps = new BookSteps(book, new NaiveBook(maxLevels), seed, width, onePart, stride);
        final Client[] clients = new Client[DEPTHS.length * RATES.length];
        for (int i = 0; i < clients.length; i++)
        {
            clients[i] = new Client(DEPTHS[i / RATES.length], RATES[i % RATES.length]);
        }

        for (int i = 1; i <= STEPS; i++)
        {
            steps.step();
            for (final Client client : clients)
            {
                if (i % client.rate == 0 && (client.depth <= 20 || i % (8 * client.rate) == 0))
                {
                    client.tell(book, changes);
                }
            }
        }

        for (final Client client : clients)
        {
            assertTrue(client.snapshots > 0);
            if (client.rate == 1 && client.depth > 1)
            {
                assertTrue(client.deltas > client.snapshots, "depth=" + client.depth);
            }
        }
    }

    @Test
    void shouldTellWhatLeavesAndWhatEnters()
    {
        final OrderBook book = new OrderBook(100);
        final DepthCursor cursor = new DepthCursor(2);
        for (int i = 0; i < 5; i++)
        {
            book.set(true, 100 - i, 1);
            book.set(false, 101 + i, 1);
        }
        assertFalse(cursor.changes(book, changes));
        cursor.reset(book);

        assertTrue(cursor.changes(book, changes));
        assertTrue(changes.isEmpty());

        book.set(false, 101, 0);
        book.set(true, 97, 9);
        assertTrue(cursor.changes(book, changes));
        assertEquals(0, changes.bids());
        assertLevels(changes.levels().asks(), changes.asks(), 101, 0, 103, 1);

        book.set(false, 100, 5);
        assertTrue(cursor.changes(book, changes));
        assertLevels(changes.levels().asks(), changes.asks(), 100, 5, 103, 0);
    }

    @Test
    void shouldAskForASnapshotWhenTooMuchWasTouched()
    {
        final OrderBook book = new OrderBook(10_000);
        final DepthCursor cursor = new DepthCursor(DepthCursor.FULL);
        cursor.reset(book);
        for (int i = 0; i < LevelJournal.MAX_ENTRIES; i++)
        {
            book.set(true, 1_000 - i, 1);
        }
        assertTrue(cursor.changes(book, changes));
        assertEquals(LevelJournal.MAX_ENTRIES, changes.bids());

        for (int i = 0; i <= LevelJournal.MAX_ENTRIES; i++)
        {
            book.set(true, 1_000 - i, 2);
        }
        assertFalse(cursor.changes(book, changes));
        assertTrue(changes.isEmpty());
        cursor.reset(book);
        assertTrue(cursor.changes(book, changes));
    }

    @Test
    void shouldAskForASnapshotAfterOne()
    {
        final OrderBook book = new OrderBook(10);
        final DepthCursor cursor = new DepthCursor(5);
        cursor.reset(book);
        book.clear();

        assertFalse(cursor.changes(book, changes));
        assertFalse(cursor.changes(new OrderBook(10), changes));
        assertThrows(IllegalArgumentException.class, () -> new DepthCursor(0));
    }

    private static void assertLevels(final long[] levels, final int count, final long... expected)
    {
        assertArrayEquals(expected, Arrays.copyOf(levels, 2 * count));
    }

    /**
     * Holds what it was told and nothing else.
     */
    private static final class Client
    {
        private final int depth;
        private final int rate;
        private final DepthCursor cursor;
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private int deltas;
        private int snapshots;

        Client(final int depth, final int rate)
        {
            this.depth = depth;
            this.rate = rate;
            cursor = new DepthCursor(depth);
        }

        void tell(final OrderBook book, final LevelChanges changes)
        {
            if (cursor.changes(book, changes))
            {
                deltas++;
            }
            else
            {
                snapshots++;
                changes.view(book, depth);
                cursor.reset(book);
                bids.clear();
                asks.clear();
            }
            apply(bids, changes.levels().bids(), changes.bids());
            apply(asks, changes.levels().asks(), changes.asks());
            changes.view(book, depth);
            assertView(bids, changes.levels().bids(), changes.bids());
            assertView(asks, changes.levels().asks(), changes.asks());
        }

        private static void apply(final TreeMap<Long, Long> side, final long[] levels, final int count)
        {
            final Set<Long> prices = new HashSet<>();
            for (int i = 0; i < count; i++)
            {
                assertTrue(prices.add(levels[2 * i]));
                if (levels[2 * i + 1] == 0)
                {
                    side.remove(levels[2 * i]);
                }
                else
                {
                    side.put(levels[2 * i], levels[2 * i + 1]);
                }
            }
        }

        private static void assertView(final TreeMap<Long, Long> side, final long[] levels, final int count)
        {
            assertEquals(count, side.size());
            final Iterator<Map.Entry<Long, Long>> told = side.entrySet().iterator();
            for (int i = 0; i < count; i++)
            {
                final Map.Entry<Long, Long> level = told.next();
                if (level.getKey() != levels[2 * i] || level.getValue() != levels[2 * i + 1])
                {
                    assertEquals(levels[2 * i] + ":" + levels[2 * i + 1], level.toString());
                }
            }
        }
    }
}
