package io.tickwire.transport.session;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

import java.util.concurrent.locks.LockSupport;

/**
 * The way to a shard: tasks for its thread, in a queue that has a bound.
 * Thread: any
 */
public final class ShardProxy
{
    private final ManyToOneConcurrentArrayQueue<Runnable> tasks;
    private final ServerCounters counters;
    private volatile Thread thread;

    /**
     * @param capacity of tasks; a power of two.
     */
    public ShardProxy(final int capacity, final ServerCounters counters)
    {
        this.tasks = new ManyToOneConcurrentArrayQueue<>(capacity);
        this.counters = counters;
    }

    /**
     * Hand a task over, and wake the shard.
     *
     * @return false where the queue is full: offer it again later.
     */
    public boolean offer(final Runnable task)
    {
        if (!tasks.offer(task))
        {
            counters.increment(ServerCounter.TASKS_DEFERRED);

            return false;
        }
        wake();

        return true;
    }

    /**
     * Wake the shard.
     */
    public void wake()
    {
        LockSupport.unpark(thread);
    }

    /**
     * The shard's thread begins.
     */
    public void ownedBy(final Thread thread)
    {
        this.thread = thread;
    }

    /**
     * The next task, or null. Only the shard calls this.
     */
    public Runnable poll()
    {
        return tasks.poll();
    }

    public boolean isEmpty()
    {
        return tasks.isEmpty();
    }
}
