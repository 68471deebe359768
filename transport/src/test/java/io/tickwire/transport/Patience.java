package io.tickwire.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what another thread, or the kernel, is to do; far longer than that takes on a busy machine.
 */
public final class Patience
{
    public static final int LIMIT_MS = 90_000;

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private Patience()
    {
    }

    static void await(final String what, final BooleanSupplier condition)
    {
        await(() -> what, condition);
    }

    /**
     * Wait until something is so.
     *
     * @param what says what is not, if it never is.
     */
    static void await(final Supplier<String> what, final BooleanSupplier condition)
    {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - fromNs > TimeUnit.MILLISECONDS.toNanos(LIMIT_MS))
            {
                throw new AssertionError("not in " + LIMIT_MS + " ms: " + what.get());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
