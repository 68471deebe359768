package io.tickwire.tools.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The time of day of readings of {@link System#nanoTime}, set anew now and then, since the two drift.
 * Thread: client
 */
final class LoadClock
{
    private static final long NS_PER_US = TimeUnit.MICROSECONDS.toNanos(1);

    private long atNs;
    private long atUs;

    LoadClock()
    {
        set();
    }

    void set()
    {
        final Instant now = Instant.now();
        atNs = System.nanoTime();
        atUs = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    long us(final long ns)
    {
        return atUs + (ns - atNs) / NS_PER_US;
    }
}
