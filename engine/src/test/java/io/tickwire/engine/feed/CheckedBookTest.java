package io.tickwire.engine.feed;

import io.tickwire.engine.book.BookChecksum;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckedBookTest
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 60;
    private static final int STEPS = 60;
    private static final int CHECKED_LEVELS = 25;
    private static final String NAME = "BTC-USDT";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LevelBuffer levels = new LevelBuffer();
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    /** Both cut the book at its depth, and both make the checksum, the twin of texts. */
    @Test
    void shouldPublishTheBookThatATwinHas()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final FeedProbe probe = new FeedProbe(Venue.of("okx"));
            final CheckedBook book = newBook(probe);
            final int depth = 1 + random.nextInt(12);
            book.depth(depth);
            snapshot(probe, book, depth);
            for (int step = 0; step < STEPS; step++)
            {
                change(depth);
                final long before = probe.book(NAME).changes;
                final boolean isWrong = random.nextInt(20) == 0;
                final long checksum = checksum() ^ (isWrong ? 1 : 0);
                assertEquals(!isWrong, book.delta(step, step, step + 1, checksum, levels));
                probe.look();
                if (isWrong)
                {
                    assertEquals(before, probe.book(NAME).changes, "nothing is published that does not agree");
                    assertFalse(probe.book(NAME).isLive);
                    snapshot(probe, book, depth);
                }
                assertBook(probe);
            }
        }
    }

    @Test
    void shouldVerifyAChecksumThatComesByItself()
    {
        final FeedProbe probe = new FeedProbe(Venue.of("okx"));
        final CheckedBook book = newBook(probe);
        assertFalse(book.check(0));
        snapshot(probe, book, 10);
        assertTrue(book.check(checksum()));
        assertTrue(probe.look().book(NAME).isLive);
        assertFalse(book.check(checksum() ^ 1));
        assertFalse(probe.look().book(NAME).isLive);
        assertEquals(List.of("snapshot " + NAME), probe.requests);
    }

    private static CheckedBook newBook(final FeedProbe probe)
    {
        return new CheckedBook(probe.feed().instruments().find(NAME), CheckedBook.Rule.OKX, new BookChecksum());
    }

    private void snapshot(final FeedProbe probe, final CheckedBook book, final int depth)
    {
        bids.clear();
        asks.clear();
        levels.clear();
        for (int i = random.nextInt(20); i >= 0; i--)
        {
            set(true, 1000 - i, 1 + random.nextInt(9999));
            set(false, 1001 + i, 1 + random.nextInt(9999));
        }
        cut(depth);
        assertTrue(book.snapshot(1, 1, checksum(), levels));
        probe.look();
        assertBook(probe);
    }

    private void change(final int depth)
    {
        levels.clear();
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            final boolean isBid = random.nextBoolean();
            final int price = isBid ? 1000 - random.nextInt(20) : 1001 + random.nextInt(20);
            set(isBid, price, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9999));
        }
        cut(depth);
    }

    private void set(final boolean isBid, final long price, final long quantity)
    {
        final LevelBuffer.Side side = levels.side(isBid);
        side.addPrice(price, 1);
        side.addQuantity(quantity, 2);
        final TreeMap<BigDecimal, BigDecimal> twin = isBid ? bids : asks;
        if (quantity == 0)
        {
            twin.remove(BigDecimal.valueOf(price, 1));
        }
        else
        {
            twin.put(BigDecimal.valueOf(price, 1), BigDecimal.valueOf(quantity, 2));
        }
    }

    private void cut(final int depth)
    {
        while (bids.size() > depth)
        {
            bids.pollLastEntry();
        }
        while (asks.size() > depth)
        {
            asks.pollLastEntry();
        }
    }

    private long checksum()
    {
        final List<Map.Entry<BigDecimal, BigDecimal>> bidLevels = List.copyOf(bids.entrySet());
        final List<Map.Entry<BigDecimal, BigDecimal>> askLevels = List.copyOf(asks.entrySet());
        final List<String> parts = new ArrayList<>();
        for (int i = 0; i < CHECKED_LEVELS; i++)
        {
            for (final List<Map.Entry<BigDecimal, BigDecimal>> side : List.of(bidLevels, askLevels))
            {
                if (i < side.size())
                {
                    parts.add(text(side.get(i).getKey()) + ":" + text(side.get(i).getValue()));
                }
            }
        }

        return (int)Crc.of(String.join(":", parts));
    }

    private static String text(final BigDecimal value)
    {
        return value.stripTrailingZeros().toPlainString();
    }

    private void assertBook(final FeedProbe probe)
    {
        final TickProbe.NaiveBook book = probe.book(NAME);
        assertTrue(book.isLive);
        assertEquals(texts(bids), texts(book.bids));
        assertEquals(texts(asks), texts(book.asks));
    }

    private static List<String> texts(final Map<BigDecimal, BigDecimal> side)
    {
        return side.entrySet().stream().map(level -> text(level.getKey()) + " x " + text(level.getValue())).toList();
    }
}
