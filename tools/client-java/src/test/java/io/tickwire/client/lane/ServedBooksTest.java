package io.tickwire.client.lane;

import io.tickwire.client.sbe.ClockDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Books of readers that come late, against those of one that was there from the beginning.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServedBooksTest
{
    private static final int SYMBOLS = 5;
    private static final long TICKS = 4_000;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheBooksOfWhoWasThereFromTheBeginning() throws Exception
    {
        final Path aeron = folder.resolve("runtime");
        final Path journal = folder.resolve("journal");
        final Seen all = new Seen();
        final Seen late = new Seen();
        final Seen resumed = new Seen();
        try (LaneReader first = new LaneReader(LaneConfig.of(aeron, all));
            Served served = new Served(
                aeron, "feed.simulation.ticksPerSecond=12000", "feed.simulation.symbols=" + SYMBOLS,
                "stream.journal.path=" + journal, "stream.journal.segment=1MiB", "stream.term=1MiB"))
        {
            until(() -> first.names().venueId("alpha") >= 0 &&
                IntStream.range(0, SYMBOLS).allMatch(symbol -> first.names().symbol(symbol) != null), first);
            final List<String> symbols = new ArrayList<>();
            for (int i = 0; i < SYMBOLS; i++)
            {
                symbols.add(first.names().symbol(i));
                first.book(symbols.get(i), "alpha");
            }
            until(() -> all.live() == SYMBOLS, first);
            final long from = first.nextG();
            until(() -> first.nextG() > from + TICKS, first);

            try (LaneReader second = new LaneReader(LaneConfig.of(aeron, late)))
            {
                late.reader = second;
                symbols.forEach(symbol -> second.book(symbol, "alpha"));
                until(() -> late.live() == SYMBOLS, first, second);
                assertTrue(late.told > 0, "books of ticks before its own");
                final long joined = second.nextG();
                until(() -> second.nextG() > joined + TICKS && first.nextG() > joined + TICKS, first, second);
                assertEquals(0, second.lost());
            }
            assertSame(all, late);

            final long middle = from + TICKS / 2;
            try (LaneReader third = new LaneReader(LaneConfig.of(aeron, resumed)
                .withJournal(journal).from(LaneStart.at(first.epoch(), middle))))
            {
                final List<LaneBook> books =
                    symbols.stream().map(symbol -> third.book(symbol, "alpha")).toList();
                resumed.books = books;
                until(() -> third.isLive() && third.nextG() > from + 3 * TICKS, first, third);
                until(() -> first.nextG() >= third.nextG(), first);
                assertEquals(0, third.lost());
                assertEquals(SYMBOLS, resumed.liveAtFirstClock, "books with the first that was wanted");
                assertTrue(resumed.firstClock >= middle && resumed.firstClock < middle + TICKS);
            }
            assertSame(all, resumed);
            assertTrue(served.counter("readers_joined") >= 2);
            assertEquals(0, served.counter("ticks_without_room"));
        }
    }

    private static void assertSame(final Seen all, final Seen some)
    {
        int compared = 0;
        for (final Map.Entry<String, String> entry : some.texts.entrySet())
        {
            final String text = all.texts.get(entry.getKey());
            assertEquals(text, entry.getValue(), entry::getKey);
            compared++;
        }
        assertTrue(compared > 100, "compared=" + compared);
    }

    private static void until(final BooleanSupplier condition, final LaneReader... readers)
    {
        LaneServer.await(() ->
        {
            for (final LaneReader reader : readers)
            {
                reader.poll(64);
            }

            return condition.getAsBoolean();
        });
    }

    /** All that books ever were, by their names and the tick. */
    private static final class Seen implements LaneHandler
    {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Boolean> isLive = new HashMap<>();
        private List<LaneBook> books = List.of();
        private LaneReader reader;
        private int told;
        private long firstClock = -1;
        private long liveAtFirstClock;

        private long live()
        {
            return isLive.values().stream().filter(live -> live).count();
        }

        @Override
        public void onBook(final LaneBook book)
        {
            // A tick of its own would be the last that it was handed.
            told += reader != null && book.isLive() && book.g() < reader.nextG() - 1 ? 1 : 0;
            isLive.put(book.symbol(), book.isLive());
            if (book.isLive())
            {
                texts.put(book.symbol() + " " + book.g(), textOf(book));
            }
        }

        @Override
        public void onClock(final StreamHead head, final ClockDecoder clock)
        {
            if (firstClock < 0)
            {
                firstClock = head.g();
                liveAtFirstClock = books.stream().filter(LaneBook::isLive).count();
            }
        }
    }

    private static String textOf(final LaneBook book)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < book.bids(); i++)
        {
            text.append(book.bidPrice(i)).append('=').append(book.bidQuantity(i)).append(' ');
        }
        text.append("| ");
        for (int i = 0; i < book.asks(); i++)
        {
            text.append(book.askPrice(i)).append('=').append(book.askQuantity(i)).append(' ');
        }

        return text.toString();
    }
}
