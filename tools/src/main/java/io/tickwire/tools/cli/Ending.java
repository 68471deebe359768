package io.tickwire.tools.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * That the process is told to end (Ctrl-C, SIGTERM) while it does something: it ends once that is closed, so that files
 * end where something in them does, and the terminal is as it was. The exit code is then that of the signal.
 * Thread: conductor
 */
final class Ending implements AutoCloseable
{
    /** Nothing that somebody waits for takes longer; what does is stuck. */
    private static final long PATIENCE_S = 20;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onTold, "conductor");

    private Ending()
    {
    }

    /** From now on. */
    static Ending watch()
    {
        final Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(ending.hook);

        return ending;
    }

    boolean isTold()
    {
        return told.getCount() == 0;
    }

    /**
     * Wait until it is told, or for some time.
     */
    boolean awaitTold(final long ms) throws InterruptedException
    {
        return told.await(ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close()
    {
        closed.countDown();
        if (!isTold())
        {
            try
            {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            catch (final IllegalStateException ex)
            {
                // The process ends just now, and the hook has nothing to wait for.
                told.countDown();
            }
        }
    }

    private void onTold()
    {
        told.countDown();
        try
        {
            closed.await(PATIENCE_S, TimeUnit.SECONDS);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
