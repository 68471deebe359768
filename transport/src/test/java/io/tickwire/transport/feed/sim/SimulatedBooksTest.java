package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.LevelList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatedBooksTest
{
    private static final int LOT = 100;
    private static final int CHANGES = 20_000;

    private final Draws draws = new Draws(1);
    private final LevelList levels = new LevelList();

    @ParameterizedTest
    @CsvSource({"1,32", "65536,32", "65537,8"})
    void shouldHoldFewerLevelsWhereThereAreManyBooks(final int count, final int depth)
    {
        final SimulatedBooks books = new SimulatedBooks(count);
        final int book = count - 1;
        books.open(book, 1_000, 1_002, LOT, draws);
        for (int i = 0; i < CHANGES; i++)
        {
            final long before = books.sequence(book);
            change(books, book);

            assertEquals(before + 1, books.sequence(book));
            assertTrue(books.bid(book) < books.ask(book));
            assertOnce(books.changes());
            books.list(book, levels);
            assertEquals(depth, levels.bidCount());
            assertEquals(depth, levels.askCount());
            assertEquals(books.bid(book), levels.bidPrice(0));
            assertEquals(books.askQuantity(book), levels.askQuantity(0));
        }
    }

    private void change(final SimulatedBooks books, final int book)
    {
        final int bid = books.bid(book);
        final int ask = books.ask(book);
        final int by = draws.below(2 * SimulatedBooks.MAX_MOVE + 1) - SimulatedBooks.MAX_MOVE;
        switch (draws.below(3))
        {
            case 0 -> books.move(book, bid + by, Math.max(bid + by + 1, ask + by), LOT, draws);
            case 1 -> books.take(book, true, books.bidQuantity(book), LOT, draws);
            default -> books.refresh(book, draws.flip(), draws.below(books.depth()), draws.heavy(LOT));
        }
    }

    /** A price stands once in a change at the most. */
    private static void assertOnce(final LevelList changes)
    {
        final Set<Long> prices = new HashSet<>();
        for (int i = 0; i < changes.bidCount(); i++)
        {
            assertTrue(prices.add(changes.bidPrice(i)));
        }
        prices.clear();
        for (int i = 0; i < changes.askCount(); i++)
        {
            assertTrue(prices.add(changes.askPrice(i)));
        }
    }
}
