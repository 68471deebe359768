package io.tickwire.engine.ring;

import com.lmax.disruptor.WaitStrategy;

/**
 * How a thread waits for its ring: what a process gives for latency.
 * Thread: any
 */
public enum WaitProfile
{
    /** Never leaves its core: for threads that have one to themselves. */
    PINNED(1_000, 0),

    /** Spins for some microseconds, then sleeps until it is woken. */
    BALANCED(500, 1_000_000),

    /** Sleeps at once until it is woken. */
    ECO(0, 5_000_000);

    private final int spins;
    private final long parkNs;

    WaitProfile(final int spins, final long parkNs)
    {
        this.spins = spins;
        this.parkNs = parkNs;
    }

    /**
     * A new strategy of this profile, for one ring, or for several that a thread waits for at once.
     */
    public WaitStrategy newWaitStrategy()
    {
        return new SliceWaitStrategy(spins, parkNs);
    }
}
