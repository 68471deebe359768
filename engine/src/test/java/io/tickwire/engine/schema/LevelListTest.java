package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class LevelListTest
{
    private final LevelList levels = new LevelList();

    @Test
    void shouldKeepTheSidesApartAndInOrder()
    {
        for (int i = 0; i < 1_000; i++)
        {
            levels.addBid(i, -i);
            if (i % 3 == 0)
            {
                levels.addAsk(2L * i, 3L * i);
            }
        }

        assertEquals(1_000, levels.bidCount());
        assertEquals(334, levels.askCount());
        for (int i = 0; i < 1_000; i++)
        {
            assertEquals(i, levels.bidPrice(i));
            assertEquals(-i, levels.bidQuantity(i));
        }
        for (int i = 0; i < 334; i++)
        {
            assertEquals(6L * i, levels.askPrice(i));
            assertEquals(9L * i, levels.askQuantity(i));
        }
    }

    @Test
    void shouldBeginAnewInTheRoomThatItHas()
    {
        for (int i = 0; i < 100; i++)
        {
            levels.addBid(i, i);
        }
        final long[] grown = levels.bids();
        levels.clear();
        assertEquals(0, levels.bidCount());
        assertEquals(0, levels.askCount());

        levels.addBid(7, 8);
        assertEquals(1, levels.bidCount());
        assertEquals(7, levels.bidPrice(0));
        assertSame(grown, levels.bids());
    }
}
