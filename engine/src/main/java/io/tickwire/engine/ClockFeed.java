package io.tickwire.engine;

import io.tickwire.engine.feed.ClockWriter;
import io.tickwire.engine.ring.TickPublisher;
import org.agrona.concurrent.EpochNanoClock;

import java.util.concurrent.locks.LockSupport;

/**
 * Publishes the time, each tenth of a second.
 * Thread: feed-<venue>
 */
final class ClockFeed implements Runnable
{
    private final ClockWriter writer;
    private final EpochNanoClock clock;
    private volatile boolean isStopped;

    ClockFeed(final TickPublisher publisher, final EpochNanoClock clock)
    {
        this.writer = new ClockWriter(publisher);
        this.clock = clock;
    }

    @Override
    public void run()
    {
        while (!isStopped)
        {
            publish();
            LockSupport.parkNanos(this, ClockWriter.INTERVAL_NS);
        }
    }

    void publish()
    {
        writer.write(clock.nanoTime());
    }

    /**
     * Make {@link #run} end. Any thread calls this.
     */
    void stop()
    {
        isStopped = true;
    }
}
