package io.tickwire.bench.wire;

import org.HdrHistogram.Histogram;

import java.util.concurrent.locks.LockSupport;

/**
 * What the machine and the JVM do to a thread that only wants to wake up each millisecond: how much later it does. What
 * a client saw can be held against it.
 */
final class HiccupMeter implements Runnable
{
    private static final long PERIOD_NS = 1_000_000;

    private final Histogram hiccups = new Histogram(Figures.MAX_NS, 2);
    private final Thread thread = new Thread(this, "hiccup-meter");
    private volatile boolean isStopping;

    HiccupMeter start()
    {
        thread.setDaemon(true);
        thread.start();

        return this;
    }

    /**
     * @return the delays in ns; those that a long one hid are made up for.
     */
    Histogram stop() throws InterruptedException
    {
        isStopping = true;
        thread.join();

        return hiccups;
    }

    @Override
    public void run()
    {
        while (!isStopping)
        {
            final long startNs = System.nanoTime();
            LockSupport.parkNanos(PERIOD_NS);
            final long delayNs = Math.max(0, System.nanoTime() - startNs - PERIOD_NS);
            hiccups.recordValueWithExpectedInterval(Math.min(Figures.MAX_NS, delayNs), PERIOD_NS);
        }
    }
}
