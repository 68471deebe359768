package io.tickwire.transport.feed.connect;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BackoffTest
{
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void shouldWaitAnyTimeUpToABoundThatDoubles()
    {
        final Random random = new Random(7);
        final long[] longest = new long[10];
        final long[] shortest = new long[10];
        Arrays.fill(shortest, Long.MAX_VALUE);
        for (int run = 0; run < 2_000; run++)
        {
            final Backoff backoff = new Backoff(random, 100, 5_000);
            for (int i = 0; i < longest.length; i++)
            {
                final long waitNs = backoff.nextNs();
                longest[i] = Math.max(longest[i], waitNs);
                shortest[i] = Math.min(shortest[i], waitNs);
            }
        }
        for (int i = 0; i < longest.length; i++)
        {
            final long boundNs = Math.min(5_000, 100L << i) * MS;
            assertTrue(longest[i] <= boundNs && longest[i] > boundNs * 9 / 10, i + ": " + longest[i]);
            assertTrue(shortest[i] < boundNs / 10, i + ": " + shortest[i]);
        }
    }

    @Test
    void shouldNeverOverflow()
    {
        final Backoff backoff = new Backoff(new Random(7), 3_600_000, 3_600_000);
        for (int i = 0; i < 200; i++)
        {
            final long waitNs = backoff.nextNs();
            assertTrue(waitNs >= 0 && waitNs <= 3_600_000 * MS);
        }
        assertEquals(200, backoff.failures());
        backoff.reset();
        assertEquals(0, backoff.failures());
    }
}
