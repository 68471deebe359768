package io.tickwire.engine.feed.line;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SeenWindowTest
{
    private static final long SEED = 20261127L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final SeenWindow window = new SeenWindow();

    @Test
    void shouldGrowOnlyForWhatIsYoung()
    {
        for (int i = 0; i < SeenWindow.MIN_ENTRIES; i++)
        {
            window.add(i, 0, 0, 0, i, i);
        }
        window.add(1000, 0, 0, 0, 1000, SeenWindow.MIN_AGE_NS + 2);
        assertEquals(SeenWindow.NONE, window.find(0, 0, 0, 0));
        assertEquals(SeenWindow.MIN_ENTRIES, window.size());
        window.add(1001, 0, 0, 0, 1001, SeenWindow.MIN_AGE_NS + 1);
        assertEquals(SeenWindow.MIN_ENTRIES + 1, window.size());
    }

    @Test
    void shouldForgetTheOldestAtItsBound()
    {
        for (int i = 0; i < SeenWindow.MAX_ENTRIES + 10; i++)
        {
            window.add(i, 0, 0, 0, i, 0);
        }
        assertEquals(SeenWindow.MAX_ENTRIES, window.size());
        assertEquals(SeenWindow.NONE, window.find(9, 0, 0, 0));
        assertTrue(window.find(10, 0, 0, 0) != SeenWindow.NONE);
        assertTrue(window.isBeyond(8));
        assertFalse(window.isBeyond(9));
    }

    /** Keys are few, so that they stand in each other's way and come again after they have gone. */
    @Test
    void shouldFindWhatATwinFinds()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int run = 0; run < 20; run++)
        {
            final SeenWindow window = new SeenWindow();
            final Map<List<Long>, Long> twin = new HashMap<>();
            final ArrayDeque<List<Long>> order = new ArrayDeque<>();
            final ArrayDeque<Long> times = new ArrayDeque<>();
            int room = SeenWindow.MIN_ENTRIES;
            long nowNs = 0;
            for (int i = 0; i < 5_000; i++)
            {
                nowNs += random.nextLong(SECOND_NS);
                final List<Long> key = List.of(random.nextLong(run + 3), random.nextLong(9), random.nextLong(9), 0L);
                final int found = window.find(key.get(0), key.get(1), key.get(2), key.get(3));
                assertEquals(twin.containsKey(key), found != SeenWindow.NONE);
                if (found != SeenWindow.NONE)
                {
                    assertEquals(twin.get(key), window.value(found));
                    twin.put(key, (long)i);
                    window.value(found, i);
                    continue;
                }
                if (order.size() == room && nowNs - times.peek() > SeenWindow.MIN_AGE_NS)
                {
                    twin.remove(order.poll());
                    times.poll();
                }
                else if (order.size() == room)
                {
                    room *= 2;
                }
                final int added = window.add(key.get(0), key.get(1), key.get(2), key.get(3), i, nowNs);
                assertEquals(nowNs, window.receiveTimeNs(added));
                window.value(added, i);
                twin.put(key, (long)i);
                order.add(key);
                times.add(nowNs);
                assertEquals(order.size(), window.size());
            }
        }
    }
}
