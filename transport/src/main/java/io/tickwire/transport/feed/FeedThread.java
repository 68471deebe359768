package io.tickwire.transport.feed;

import io.tickwire.transport.thread.ThreadEnd;

import java.util.concurrent.TimeUnit;

/**
 * How feeds' threads end.
 * Thread: conductor
 */
public final class FeedThread
{
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
        if (!ThreadEnd.await(thread))
        {
            throw new IllegalStateException(
                "the thread did not stop in " + TimeUnit.MILLISECONDS.toSeconds(ThreadEnd.LIMIT_MS) + " s: " +
                thread.getName());
        }
    }
}
