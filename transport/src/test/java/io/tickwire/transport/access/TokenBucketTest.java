package io.tickwire.transport.access;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TokenBucketTest
{
    private static final long SECOND_MS = 1_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final int STEPS = 2_000;

    /** The twin counts what is saved up, in ns. */
    @Property(tries = 200, seed = "20261127")
    void shouldGrantWhatTheNaiveBucketGrants(
        @ForAll final long seed,
        @ForAll @IntRange(min = 1, max = 1_000) final int count,
        @ForAll @IntRange(min = 1, max = 50) final int burst)
    {
        final Random random = new Random(seed);
        final long nsPerToken = SECOND_NS / count;
        // The clock turns over now and then.
        final long beginNs = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - nsPerToken;
        final TokenBucket bucket = new TokenBucket(count, SECOND_MS, burst, beginNs);
        long savedNs = burst * nsPerToken;
        long elapsedNs = 0;
        long granted = 0;
        for (int i = 0; i < STEPS; i++)
        {
            final long stepNs = random.nextInt(20) == 0 ?
                random.nextInt(100) * nsPerToken : random.nextInt(2 * (int)nsPerToken);
            elapsedNs += stepNs;
            savedNs = Math.min(burst * nsPerToken, savedNs + stepNs);
            final long waitNs = bucket.take(beginNs + elapsedNs);

            assertEquals(Math.max(0, nsPerToken - savedNs), waitNs);
            granted += waitNs == 0 ? 1 : 0;
            savedNs -= waitNs == 0 ? nsPerToken : 0;
            assertEquals(savedNs == burst * nsPerToken, bucket.isFull(beginNs + elapsedNs));
            assertTrue(granted <= burst + elapsedNs / nsPerToken);
        }
    }

    @Example
    void shouldGrantTheBurstAndThenOneAfterAnother()
    {
        final TokenBucket bucket = new TokenBucket(10, SECOND_MS, 3, 0);

        assertTrue(bucket.isFull(0));
        assertEquals(0, bucket.take(0));
        assertEquals(0, bucket.take(0));
        assertEquals(0, bucket.take(0));
        assertFalse(bucket.isFull(0));
        assertEquals(SECOND_NS / 10, bucket.take(0));
        assertEquals(1, bucket.take(SECOND_NS / 10 - 1));
        assertEquals(0, bucket.take(SECOND_NS / 10));
        assertEquals(SECOND_NS / 10, bucket.take(SECOND_NS / 10));
    }

    @Example
    void shouldGrantEverythingWhereNothingIsBounded()
    {
        final TokenBucket bucket = new TokenBucket(0, SECOND_MS, 1, 5);
        for (int i = 0; i < 1_000; i++)
        {
            assertEquals(0, bucket.take(5));
        }
        assertTrue(bucket.isFull(5));
    }
}
