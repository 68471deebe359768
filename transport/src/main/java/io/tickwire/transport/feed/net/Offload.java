package io.tickwire.transport.feed.net;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does for a loop what takes long and is rare: looking up addresses, the arithmetic of TLS handshakes, answers of REST.
 * Its threads go when there is nothing to do.
 * Thread: any
 */
final class Offload implements AutoCloseable
{
    private static final int MAX_THREADS = 4;
    private static final int MAX_WAITING = 1 << 12;
    private static final long KEPT_S = 5;

    private final ThreadPoolExecutor threads;

    Offload(final String name)
    {
        final AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, KEPT_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING),
            task ->
            {
                final Thread thread = new Thread(task, name + "-aside-" + count.incrementAndGet());
                thread.setDaemon(true);

                return thread;
            });
        threads.allowCoreThreadTimeOut(true);
    }

    ThreadPoolExecutor threads()
    {
        return threads;
    }

    /**
     * @return false: there is too much to do already, or all is over.
     */
    boolean execute(final Runnable task)
    {
        try
        {
            threads.execute(task);

            return true;
        }
        catch (final RejectedExecutionException ex)
        {
            return false;
        }
    }

    @Override
    public void close()
    {
        threads.shutdownNow();
    }
}
