package io.tickwire.engine.book;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class NaiveBook
{
    final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    final TreeMap<Long, Long> asks = new TreeMap<>();
    long dropped;
    private final int maxLevels;

    NaiveBook(final int maxLevels)
    {
        this.maxLevels = maxLevels;
    }

    void set(final boolean isBid, final long price, final long quantity)
    {
        final TreeMap<Long, Long> side = isBid ? bids : asks;
        if (quantity == 0)
        {
            side.remove(price);
            return;
        }
        side.put(price, quantity);
        if (side.size() > maxLevels)
        {
            side.pollLastEntry();
            dropped++;
        }
    }

    void clear()
    {
        bids.clear();
        asks.clear();
    }

    void truncate(final int depth)
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

    void assertSame(final OrderBook book, final int depth)
    {
        assertEquals(bids.size(), book.bids());
        assertEquals(asks.size(), book.asks());
        assertEquals(dropped, book.droppedLevels());
        final Iterator<Map.Entry<Long, Long>> bid = bids.entrySet().iterator();
        for (int i = 0; i < depth && bid.hasNext(); i++)
        {
            final Map.Entry<Long, Long> level = bid.next();
            assertEquals(level.getKey(), book.bidPrice(i));
            assertEquals(level.getValue(), book.bidQuantity(i));
        }
        final Iterator<Map.Entry<Long, Long>> ask = asks.entrySet().iterator();
        for (int i = 0; i < depth && ask.hasNext(); i++)
        {
            final Map.Entry<Long, Long> level = ask.next();
            assertEquals(level.getKey(), book.askPrice(i));
            assertEquals(level.getValue(), book.askQuantity(i));
        }
        assertEquals(
            !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey(), book.isCrossed());
    }
}
