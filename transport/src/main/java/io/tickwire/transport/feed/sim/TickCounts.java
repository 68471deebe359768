package io.tickwire.transport.feed.sim;

/**
 * How many ticks the ring took, and how many it had no room for.
 * Thread: feed-<venue>
 */
final class TickCounts
{
    private long published;
    private long refused;

    /**
     * A claim was answered.
     *
     * @return whether there was room.
     */
    boolean count(final long claim)
    {
        if (claim >= 0)
        {
            published++;
            return true;
        }
        refused++;

        return false;
    }

    long published()
    {
        return published;
    }

    long refused()
    {
        return refused;
    }
}
