package io.tickwire.transport.thread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the ends of threads that were told to stop.
 * Thread: conductor
 */
public final class ThreadEnd
{
    /** A thread that takes longer is given up. */
    public static final long LIMIT_MS = 5_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadEnd.class);

    private ThreadEnd()
    {
    }

    /**
     * Wait for a thread's end.
     *
     * @return whether it has ended.
     */
    public static boolean await(final Thread thread)
    {
        try
        {
            thread.join(LIMIT_MS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }

        return !thread.isAlive();
    }

    /**
     * Wait for a thread's end, and log where it does not end.
     */
    public static void awaitOrLog(final Thread thread)
    {
        if (!await(thread))
        {
            LOGGER.error("thread.stuck role={}", thread.getName());
        }
    }
}
