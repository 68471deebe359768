package io.tickwire.transport.feed.net;

import java.util.PriorityQueue;

/**
 * What a loop is to do later, the earliest first. A heap: there are a few timers a link, which are set when something
 * is sent or asked for and not when something comes, so that what a wheel would save is not to be measured.
 * Thread: feed-<venue>
 */
final class LoopTimers
{
    private final PriorityQueue<LoopTimer> timers =
        new PriorityQueue<>((left, right) -> Long.signum(left.deadlineNs() - right.deadlineNs()));

    LoopTimer add(final long deadlineNs, final Runnable task)
    {
        final LoopTimer timer = new LoopTimer(this, deadlineNs, task);
        timers.add(timer);

        return timer;
    }

    void remove(final LoopTimer timer)
    {
        timers.remove(timer);
    }

    /**
     * How long until the next, negative where it is late.
     *
     * @return {@link Long#MAX_VALUE} where there is none.
     */
    long untilNextNs(final long nowNs)
    {
        final LoopTimer next = timers.peek();

        return next == null ? Long.MAX_VALUE : next.deadlineNs() - nowNs;
    }

    /**
     * The next that is due.
     *
     * @return null: none is.
     */
    Runnable takeDue(final long nowNs)
    {
        return untilNextNs(nowNs) > 0 ? null : timers.poll().take();
    }
}
