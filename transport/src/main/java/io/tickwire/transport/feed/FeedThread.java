package io.tickwire.transport.feed;

import java.util.concurrent.TimeUnit;

/**
 * How feeds' threads end.
 * Thread: conductor
 */
public final class FeedThread
{
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private FeedThread()
    {
    }

    /**
     * Wait for the end of a thread that was told to stop.
     *
     * @throws IllegalStateException where it did not stop in time.
     */
    public static void awaitEnd(final Thread thread)
    {
        try
        {
            thread.join(CLOSE_TIMEOUT_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive())
        {
            throw new IllegalStateException(
                "the thread did not stop in " + TimeUnit.MILLISECONDS.toSeconds(CLOSE_TIMEOUT_MS) + " s: " +
                thread.getName());
        }
    }
}
