package io.tickwire.transport.feed.connect;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: any time up to a bound, which doubles with each attempt that failed, so
 * that those who lost the same venue do not come back together.
 * Thread: feed-<venue>
 */
final class Backoff
{
    private static final int MAX_DOUBLINGS = 30;

    private final RandomGenerator random;
    private final long firstNs;
    private final long maxNs;
    private int failures;

    /**
     * @param firstMs the bound of the first wait.
     * @param maxMs   that the bound never exceeds.
     */
    Backoff(final RandomGenerator random, final long firstMs, final long maxMs)
    {
        this.random = random;
        this.firstNs = TimeUnit.MILLISECONDS.toNanos(Math.min(firstMs, maxMs));
        this.maxNs = TimeUnit.MILLISECONDS.toNanos(maxMs);
    }

    /**
     * An attempt has failed.
     *
     * @return how long to wait.
     */
    long nextNs()
    {
        final long boundNs = Math.min(maxNs, firstNs << Math.min(failures, MAX_DOUBLINGS));
        failures++;

        return random.nextLong(boundNs > 0 ? boundNs + 1 : maxNs + 1);
    }

    /** It works: the next failure is the first one. */
    void reset()
    {
        failures = 0;
    }

    int failures()
    {
        return failures;
    }
}
