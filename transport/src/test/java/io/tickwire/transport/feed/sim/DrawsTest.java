package io.tickwire.transport.feed.sim;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrawsTest
{
    private static final int MANY = 1_000_000;

    private final Draws draws = new Draws(0);

    @Test
    void shouldBeSplitMix64()
    {
        assertEquals(0xe220a8397b1dcdafL, draws.next());
        assertEquals(0x6e789e6aa1b965f4L, draws.next());
        assertEquals(0x06c45d188009454fL, draws.next());
    }

    @Test
    void shouldDrawFromAllOfARange()
    {
        final int[] counts = new int[10];
        final int[] favoured = new int[10];
        for (int i = 0; i < MANY; i++)
        {
            counts[draws.below(10)]++;
            favoured[draws.belowFavouringSmall(10)]++;
        }
        for (int i = 0; i < 10; i++)
        {
            assertEquals(MANY / 10.0, counts[i], MANY / 200.0);
            assertEquals((19 - 2 * i) * MANY / 100.0, favoured[i], MANY / 200.0);
        }
    }

    @Test
    void shouldMakeNoiseOfItsDeviationAroundNothing()
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MANY; i++)
        {
            final int noise = draws.noise();
            sum += noise;
            squares += (double)noise * noise;
        }

        assertEquals(0, sum / MANY, Draws.NOISE / 100.0);
        assertEquals(Draws.NOISE, Math.sqrt(squares / MANY), Draws.NOISE / 50.0);
    }

    @Test
    void shouldDrawLargeOnesHalfAsOftenForEachDoubling()
    {
        final int[] counts = new int[10];
        for (int i = 0; i < MANY; i++)
        {
            final int drawn = draws.heavy(16);
            counts[31 - Integer.numberOfLeadingZeros(drawn / 16)]++;
        }
        for (int i = 0; i < 8; i++)
        {
            assertEquals(MANY >> i + 1, counts[i], (MANY >> i + 1) / 20.0, "doublings " + i);
        }
        assertTrue(counts[8] > 0);
        assertEquals(0, counts[9]);
        assertEquals(Integer.MAX_VALUE, largestOf(Integer.MAX_VALUE / 2));
    }

    private int largestOf(final int smallest)
    {
        int largest = 0;
        for (int i = 0; i < 1_000; i++)
        {
            final int drawn = draws.heavy(smallest);
            assertTrue(drawn >= smallest);
            largest = Math.max(largest, drawn);
        }

        return largest;
    }
}
