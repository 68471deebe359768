package io.tickwire.engine.pipeline;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RowRingTest
{
    private static final int CAPACITY = 1 << 13;
    private static final int HEAD = 2;

    private RowRing ring = new RowRing(CAPACITY, false);

    @Test
    void shouldRefuseACapacityThatHasNoRoomForTwoRecords()
    {
        assertThrows(IllegalArgumentException.class, () -> new RowRing(RowRing.MAX_RECORD_LONGS, true));
        assertThrows(IllegalArgumentException.class, () -> new RowRing(CAPACITY - 1, false));
    }

    @Test
    void shouldTellEachTickItsOwnRows()
    {
        write(3, 2);
        write(5, 1);

        assertEquals(-1, ring.find(2));
        assertRows(3, 2);
        assertEquals(-1, ring.find(4));
        assertRows(5, 1);
        assertEquals(-1, ring.find(6));
    }

    @Test
    void shouldPassOverRowsThatNobodyAskedFor()
    {
        write(1, 4);
        write(2, 4);
        write(3, 4);

        assertRows(3, 4);
        assertEquals(3, ring.room());
    }

    @Test
    void shouldMakeNoRecordOfATickWithoutRowsNorOfOneThatWasNotEnded()
    {
        ring.begin(1);
        ring.end();
        ring.begin(2);
        ring.add(7);
        write(3, 1);

        assertEquals(-1, ring.find(1));
        assertEquals(-1, ring.find(2));
        assertRows(3, 1);
    }

    @Test
    void shouldHaveRoomForTheLongestRecords()
    {
        long sequence = 0;
        for (int round = 0; round < 100; round++)
        {
            final int room = ring.room();
            assertTrue(room >= 2, "room=" + room);
            for (int i = 0; i < room; i++)
            {
                write(++sequence, RowRing.MAX_RECORD_LONGS - HEAD);
            }
            for (long tick = sequence - room + 1; tick <= sequence; tick++)
            {
                assertRows(tick, RowRing.MAX_RECORD_LONGS - HEAD);
            }
        }
    }

    @Test
    void shouldKeepOneThreadsRecordsAtOnePlace()
    {
        ring = new RowRing(2 * RowRing.MAX_RECORD_LONGS, true);
        final SplittableRandom random = new SplittableRandom(1);
        for (long tick = 0; tick < 10_000; tick++)
        {
            final int length = length(random);
            write(tick, length);
            switch (random.nextInt(4))
            {
                case 0 -> assertEquals(-1, ring.find(tick - 1));
                case 1 ->
                {
                    // An error kept the reader from it.
                }
                default ->
                {
                    if (length == 0)
                    {
                        assertEquals(-1, ring.find(tick));
                    }
                    else
                    {
                        assertEquals(HEAD, ring.find(tick));
                        assertRows(tick, length);
                        assertEquals(-1, ring.find(tick + 1));
                    }
                }
            }
        }
    }

    @RepeatedTest(3)
    void shouldTellAnotherThreadAllOfIt() throws Exception
    {
        final int ticks = 200_000;
        final CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeRandomly(ticks));
        final SplittableRandom lengths = new SplittableRandom(1);
        for (long tick = 0; tick < ticks; tick++)
        {
            final int length = length(lengths);
            while (length > 0 && ring.find(tick) < 0)
            {
                Thread.onSpinWait();
            }
            if (length > 0)
            {
                assertRows(tick, length);
            }
        }
        writer.get(60, TimeUnit.SECONDS);
        assertEquals(-1, ring.find(ticks));
    }

    private void writeRandomly(final int ticks)
    {
        final SplittableRandom lengths = new SplittableRandom(1);
        for (long tick = 0; tick < ticks; tick++)
        {
            while (ring.room() < 1)
            {
                Thread.onSpinWait();
            }
            write(tick, length(lengths));
        }
    }

    private void write(final long sequence, final int length)
    {
        ring.begin(sequence);
        for (int i = 0; i < length; i++)
        {
            ring.add(sequence * 31 + i);
        }
        assertEquals(RowRing.MAX_RECORD_LONGS - HEAD - length, ring.left());
        ring.end();
    }

    private void assertRows(final long sequence, final int length)
    {
        final int rows = ring.find(sequence);
        assertTrue(rows >= 0, "sequence=" + sequence);
        assertEquals(length, ring.endOf(rows) - rows);
        for (int i = 0; i < length; i++)
        {
            assertEquals(sequence * 31 + i, ring.longs()[rows + i]);
        }
        ring.release(rows);
    }

    private static int length(final SplittableRandom random)
    {
        return random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextInt(8) == 0 ? 1_500 : 20);
    }
}
