package io.tickwire.transport.feed.net;

/**
 * Something that a loop is to do later.
 * Thread: feed-<venue>
 */
public final class LoopTimer
{
    private final LoopTimers timers;
    private final long deadlineNs;
    private Runnable task;

    LoopTimer(final LoopTimers timers, final long deadlineNs, final Runnable task)
    {
        this.timers = timers;
        this.deadlineNs = deadlineNs;
        this.task = task;
    }

    /**
     * It is not to be done; if it has been, nothing happens.
     */
    public void cancel()
    {
        if (task != null)
        {
            task = null;
            timers.remove(this);
        }
    }

    long deadlineNs()
    {
        return deadlineNs;
    }

    Runnable take()
    {
        final Runnable due = task;
        task = null;

        return due;
    }
}
